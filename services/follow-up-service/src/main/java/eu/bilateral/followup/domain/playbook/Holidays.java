package eu.bilateral.followup.domain.playbook;

import java.time.LocalDate;

/** The public holidays of the countries. */
public interface Holidays {

    /**
     * Whether the whole country (ISO 3166 code of two letters) has that day off; a country that nobody knows has none.
     */
    boolean isHoliday(LocalDate day, String country);
}
