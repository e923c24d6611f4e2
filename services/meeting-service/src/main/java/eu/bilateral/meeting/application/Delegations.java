package eu.bilateral.meeting.application;

import eu.bilateral.kernel.command.CommandRefusal.OutboxFull;
import eu.bilateral.kernel.command.CommandRefusal.Outrun;
import eu.bilateral.kernel.command.Instruction;
import eu.bilateral.kernel.id.OrganisationId;
import eu.bilateral.meeting.domain.mission.Mission;
import eu.bilateral.meeting.domain.mission.Missions;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import org.springframework.stereotype.Component;

/** Sees to it that whoever meets under a mission belongs to its delegation. */
@Component
class Delegations {

    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final Missions missions;
    private final Clock clock;

    Delegations(Missions missions, Clock clock) {
        this.missions = missions;
        this.clock = clock;
    }

    /**
     * Takes those who met into the delegation. The mission is written only when one of them is new to it, so that logging
     * the next meeting of a known delegate costs nothing here; doing it again after a crash converges. Where the mission takes
     * nothing for a while, it is left to the delegate's next meeting: the one that was logged is kept, and nobody is told
     * otherwise.
     */
    void join(Instruction by, Mission mission, Collection<OrganisationId> delegates) {
        if (mission.lacks(delegates)) {
            // Whoever may log a meeting may bring its delegate.
            try {
                var unused = Room.awaited(
                        PATIENCE,
                        () -> missions.change(
                                by.part("delegation"), mission.id(), kept -> kept.join(delegates, clock.instant())));
            } catch (OutboxFull | Outrun crowded) {
                // The meeting stands; saying that it does not would make its teller log it twice.
                return;
            }
        }
    }
}
