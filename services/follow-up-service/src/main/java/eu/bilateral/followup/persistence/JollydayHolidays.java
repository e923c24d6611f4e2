package eu.bilateral.followup.persistence;

import static de.focus_shift.jollyday.core.HolidayType.PUBLIC_HOLIDAY;
import static java.util.stream.Collectors.toUnmodifiableSet;

import de.focus_shift.jollyday.core.Holiday;
import de.focus_shift.jollyday.core.HolidayManager;
import de.focus_shift.jollyday.core.ManagerParameters;
import eu.bilateral.followup.domain.playbook.Holidays;
import java.time.LocalDate;
import java.time.Year;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/** Public holidays as the jollyday library keeps them; regional ones and mere observances are not among them. */
@Component
class JollydayHolidays implements Holidays {

    private static final Set<String> COUNTRIES = HolidayManager.getSupportedCalendarCodes().stream()
            .map(code -> code.toLowerCase(Locale.ROOT))
            .collect(toUnmodifiableSet());

    private final Map<CountryYear, Set<LocalDate>> known = new ConcurrentHashMap<>();

    /** Whether the library has the holidays of that country, named by its two letters. */
    static boolean knows(String country) {
        return COUNTRIES.contains(country.toLowerCase(Locale.ROOT));
    }

    @Override
    public boolean isHoliday(LocalDate day, String country) {
        return known.computeIfAbsent(new CountryYear(country.toLowerCase(Locale.ROOT), day.getYear()), this::read)
                .contains(day);
    }

    private Set<LocalDate> read(CountryYear asked) {
        if (!knows(asked.country())) {
            return Set.of();
        }
        return HolidayManager.getInstance(ManagerParameters.create(asked.country()))
                .getHolidays(Year.of(asked.year()), PUBLIC_HOLIDAY)
                .stream()
                .map(Holiday::getDate)
                .collect(toUnmodifiableSet());
    }

    private record CountryYear(String country, int year) {}
}
