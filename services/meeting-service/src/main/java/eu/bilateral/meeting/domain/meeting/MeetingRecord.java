package eu.bilateral.meeting.domain.meeting;

import eu.bilateral.kernel.event.CooperationArea;
import eu.bilateral.kernel.event.Interest;
import eu.bilateral.kernel.event.RecordFacts;
import eu.bilateral.kernel.id.PersonId;
import eu.bilateral.meeting.domain.Horizon;
import eu.bilateral.meeting.domain.meeting.MeetingRefusal.MeetingDateOutOfRange;
import eu.bilateral.meeting.domain.meeting.MeetingRefusal.RecordOverLimit;
import eu.bilateral.meeting.domain.meeting.MeetingRefusal.StepDueBeforeMeeting;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What came of a meeting. Its words (wording of steps, members, note) and its people stay in it: {@link #facts} is all that
 * events tell. A record beyond its limits is refused with {@link RecordOverLimit}.
 *
 * @param areas in what the two can work together; each once, in the order of the glossary
 * @param members names of members of our cluster that were spoken of
 * @param participants who sat at the table, as the contact service names them
 * @param language in which they spoke, an ISO 639 code
 */
public record MeetingRecord(
        Interest interestOurs,
        Interest interestTheirs,
        List<CooperationArea> areas,
        List<Step> promises,
        @Nullable Step nextStep,
        List<String> members,
        List<PersonId> participants,
        @Nullable String language,
        @Nullable String note) {

    /** The longest note, in characters. */
    public static final int MAX_NOTE = 10_000;

    /** The most promises in one record. */
    public static final int MAX_PROMISES = 20;

    /** The most members spoken of in one meeting. */
    public static final int MAX_MEMBERS = 50;

    /** The longest name of a member, in characters. */
    public static final int MAX_MEMBER_NAME = 200;

    /** The most people at one table. */
    public static final int MAX_PARTICIPANTS = 50;

    public MeetingRecord {
        areas = areas.stream().distinct().sorted().toList();
        promises = List.copyOf(promises);
        members = List.copyOf(members);
        participants = participants.stream().distinct().toList();
        atMost(MAX_PROMISES, promises, "record.promises");
        atMost(MAX_MEMBERS, members, "record.members");
        atMost(MAX_PARTICIPANTS, participants, "record.participants");
        members.forEach(member -> atMost(MAX_MEMBER_NAME, member, "record.members"));
        if (note != null) {
            atMost(MAX_NOTE, note, "record.note");
        }
    }

    /** The record that a list gives: how keen both were, areas and the next step. */
    public static MeetingRecord listed(
            Interest ours, Interest theirs, List<CooperationArea> areas, @Nullable Step nextStep) {
        return new MeetingRecord(ours, theirs, areas, List.of(), nextStep, List.of(), List.of(), null, null);
    }

    /** What others may know of it, never a word of its texts. */
    public RecordFacts facts() {
        return new RecordFacts(
                interestOurs,
                interestTheirs,
                areas,
                promises.stream().map(Step::facts).toList(),
                nextStep == null ? null : nextStep.facts());
    }

    /** This record with what a list says put over it; what a list cannot say, or does not, stays. */
    MeetingRecord over(MeetingRecord listed) {
        return new MeetingRecord(
                listed.interestOurs,
                listed.interestTheirs,
                listed.areas,
                promises,
                nextStepOver(listed.nextStep),
                members,
                participants,
                language,
                note);
    }

    /** Lets pass a record of a meeting on that day: nothing in it was due before, or is due beyond any horizon. */
    void mustFollow(LocalDate heldOn) {
        for (int place = 0; place < promises.size(); place++) {
            mustFollow(heldOn, promises.get(place), "record.promises[%d].dueOn".formatted(place));
        }
        if (nextStep != null) {
            mustFollow(heldOn, nextStep, "record.nextStep.dueOn");
        }
    }

    private @Nullable Step nextStepOver(@Nullable Step listed) {
        if (listed == null || nextStep == null) {
            return listed == null ? nextStep : listed;
        }
        return listed.withOwner(nextStep.owner());
    }

    private static void mustFollow(LocalDate heldOn, Step step, String field) {
        if (step.dueOn().isBefore(heldOn)) {
            throw new StepDueBeforeMeeting(field, step.dueOn(), heldOn);
        }
        if (!Horizon.holds(step.dueOn(), heldOn)) {
            throw new MeetingDateOutOfRange(field, step.dueOn());
        }
    }

    private static void atMost(int most, Collection<?> things, String field) {
        if (things.size() > most) {
            throw new RecordOverLimit(field, most);
        }
    }

    private static void atMost(int most, String text, String field) {
        if (text.length() > most) {
            throw new RecordOverLimit(field, most);
        }
    }
}
