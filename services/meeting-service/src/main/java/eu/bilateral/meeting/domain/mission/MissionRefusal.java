package eu.bilateral.meeting.domain.mission;

import eu.bilateral.kernel.id.MissionId;
import eu.bilateral.meeting.domain.Refusal;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** What one asked of a mission is refused. */
public abstract sealed class MissionRefusal extends Refusal {

    private static final long serialVersionUID = 1L;

    private MissionRefusal(String code, @Nullable String field, String situation) {
        super(code, field, situation);
    }

    /** The workspace has no such mission. */
    public static final class UnknownMission extends MissionRefusal {
        private static final long serialVersionUID = 1L;

        public UnknownMission(MissionId id) {
            super("unknown-mission", null, "There is no mission %s".formatted(id));
        }
    }

    /** A mission with that ref is on the calendar already. */
    public static final class MissionAlreadyPlanned extends MissionRefusal {
        private static final long serialVersionUID = 1L;

        public MissionAlreadyPlanned(MissionId id) {
            super("mission-already-planned", "ref", "A mission with that ref is planned already: %s".formatted(id));
        }
    }

    /** The ref names the mission for ever; a request wants another. */
    public static final class MissionRefFixed extends MissionRefusal {
        private static final long serialVersionUID = 1L;

        MissionRefFixed(@Nullable String ref) {
            super(
                    "mission-ref-fixed",
                    "ref",
                    ref == null
                            ? "The mission was planned without a ref and stays so"
                            : "The mission keeps its ref \"%s\"".formatted(ref));
        }
    }

    /** The last day lies before the first. */
    public static final class MissionEndsBeforeItStarts extends MissionRefusal {
        private static final long serialVersionUID = 1L;

        MissionEndsBeforeItStarts(LocalDate startsOn, LocalDate endsOn) {
            super(
                    "mission-ends-before-it-starts",
                    "endsOn",
                    "The mission would end on %s, before it starts on %s".formatted(endsOn, startsOn));
        }
    }

    /** The date is before 1990 or more than five years ahead. */
    public static final class MissionDateOutOfRange extends MissionRefusal {
        private static final long serialVersionUID = 1L;

        MissionDateOutOfRange(String field, LocalDate date) {
            super("date-out-of-range", field, "%s is before 1990 or more than five years ahead".formatted(date));
        }
    }

    /** More organisations would travel than a mission takes. */
    public static final class DelegationTooLarge extends MissionRefusal {
        private static final long serialVersionUID = 1L;

        DelegationTooLarge(int most) {
            super("delegation-too-large", "delegation", "A delegation has at most %d organisations".formatted(most));
        }
    }

    /** The same kind of item, on that day, in that city, at that host is on the programme. */
    public static final class ProgrammeItemAlreadyThere extends MissionRefusal {
        private static final long serialVersionUID = 1L;

        ProgrammeItemAlreadyThere(ProgrammeItem item) {
            super(
                    "programme-item-already-there",
                    null,
                    "The programme has this %s on %s already".formatted(item.kind(), item.date()));
        }
    }

    /** The item lies more than a week before or after the mission. */
    public static final class ProgrammeItemFarFromMission extends MissionRefusal {
        private static final long serialVersionUID = 1L;

        ProgrammeItemFarFromMission(LocalDate date, LocalDate startsOn, LocalDate endsOn) {
            super(
                    "programme-item-far-from-mission",
                    "date",
                    "%s is more than a week away from the mission (%s to %s)".formatted(date, startsOn, endsOn));
        }
    }

    /** The programme has as many items as it takes. */
    public static final class ProgrammeFull extends MissionRefusal {
        private static final long serialVersionUID = 1L;

        ProgrammeFull(int most) {
            super("programme-full", null, "A programme has at most %d items".formatted(most));
        }
    }
}
