package eu.bilateral.kernel.event;

import eu.bilateral.kernel.id.AccountId;
import eu.bilateral.kernel.id.MissionId;
import java.time.LocalDate;
import java.util.List;

/** What a partnership must know of the mission on which a meeting took place; travel days are no working days. */
public record MissionFacts(MissionId missionId, AccountId lead, List<LocalDate> travelDays) {

    public MissionFacts {
        travelDays = List.copyOf(travelDays);
    }
}
