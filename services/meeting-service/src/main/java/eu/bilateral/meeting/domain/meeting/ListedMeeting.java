package eu.bilateral.meeting.domain.meeting;

import eu.bilateral.kernel.event.MissionFacts;
import eu.bilateral.kernel.event.Side;
import eu.bilateral.meeting.domain.meeting.Meeting.Held;
import eu.bilateral.meeting.domain.meeting.Meeting.Missed;
import eu.bilateral.meeting.domain.meeting.Meeting.Scheduled;
import eu.bilateral.meeting.domain.meeting.Meeting.Voided;
import eu.bilateral.meeting.domain.meeting.MeetingRefusal.MeetingAlreadyClosed;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Optional;

/**
 * What a mission's list of meetings says of one of them. The list may come again, whole or corrected: what is known
 * already changes nothing, what is new goes through the same rules as a meeting logged by hand.
 */
public record ListedMeeting(Occasion occasion, LocalDate date, Outcome outcome) {

    /** A list gives days, no hours; a planned meeting of a list begins at nine. */
    private static final LocalTime USUAL_START = LocalTime.of(9, 0);

    /** What a list says came of a meeting. */
    public sealed interface Outcome {

        /** It has a day. */
        record Planned() implements Outcome {}

        /** It took place. */
        record TookPlace(MeetingRecord record) implements Outcome {}

        /** One side did not come. */
        record NoShow(Side absent) implements Outcome {}
    }

    /** The meeting that begins with this entry; refusals as for one by hand. */
    public MeetingChange begin(MissionFacts mission, Instant now) {
        return switch (outcome) {
            case Outcome.Planned planned -> Meeting.schedule(occasion, mission, startsAt(), now);
            case Outcome.TookPlace held -> Meeting.log(occasion, mission, date, null, held.record(), null, now);
            case Outcome.NoShow noShow -> Meeting.miss(occasion, mission, date, noShow.absent(), now);
        };
    }

    /**
     * What the entry changes about the meeting that is kept; empty where it says nothing new. A void meeting stays void and
     * no list turns a held meeting into a missed one, or back ({@link MeetingAlreadyClosed}).
     */
    public Optional<MeetingChange> follow(Meeting kept, MissionFacts mission, Instant now) {
        return switch (kept) {
            case Scheduled scheduled -> follow(scheduled, mission, now);
            case Held held -> follow(held, mission, now);
            case Missed missed -> follow(missed);
            case Voided voided -> throw new MeetingAlreadyClosed(voided.id());
        };
    }

    private Optional<MeetingChange> follow(Scheduled kept, MissionFacts mission, Instant now) {
        return switch (outcome) {
            case Outcome.Planned planned -> Optional.empty();
            case Outcome.TookPlace held -> Optional.of(kept.hold(mission, date, held.record(), null, now));
            case Outcome.NoShow noShow -> Optional.of(kept.miss(mission, noShow.absent(), now));
        };
    }

    private Optional<MeetingChange> follow(Held kept, MissionFacts mission, Instant now) {
        return switch (outcome) {
            case Outcome.Planned older -> Optional.empty();
            case Outcome.TookPlace held -> {
                var anew = kept.record().over(held.record());
                yield anew.equals(kept.record()) ? Optional.empty() : Optional.of(kept.amend(mission, anew, now));
            }
            case Outcome.NoShow noShow -> throw new MeetingAlreadyClosed(kept.id());
        };
    }

    private Optional<MeetingChange> follow(Missed kept) {
        return switch (outcome) {
            case Outcome.Planned older -> Optional.empty();
            case Outcome.TookPlace held -> throw new MeetingAlreadyClosed(kept.id());
            case Outcome.NoShow noShow -> {
                if (noShow.absent() != kept.absent()) {
                    throw new MeetingAlreadyClosed(kept.id());
                }
                yield Optional.empty();
            }
        };
    }

    private Instant startsAt() {
        return date.atTime(USUAL_START).atZone(occasion.zone()).toInstant();
    }
}
