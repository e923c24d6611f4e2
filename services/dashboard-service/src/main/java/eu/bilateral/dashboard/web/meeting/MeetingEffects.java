package eu.bilateral.dashboard.web.meeting;

import eu.bilateral.dashboard.projection.TimelineEntry;
import eu.bilateral.dashboard.web.page.Words;
import eu.bilateral.kernel.event.DomainEvent;
import eu.bilateral.kernel.event.FollowUpEvent.LeadOpened;
import eu.bilateral.kernel.event.FollowUpEvent.MeetingAttached;
import eu.bilateral.kernel.event.FollowUpEvent.MeetingDetached;
import eu.bilateral.kernel.event.MeetingEvent.MeetingHeld;
import eu.bilateral.kernel.event.MeetingEvent.MeetingMissed;
import eu.bilateral.kernel.event.MeetingEvent.MeetingVoided;
import eu.bilateral.kernel.id.MeetingId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What the playbook did because of a meeting, as far as the timeline of its partnership tells. */
final class MeetingEffects {

    private MeetingEffects() {}

    /**
     * What the playbook did because of what came of a meeting that was planned, and not already because of the plan; empty
     * until it is heard of.
     */
    static List<String> ofOutcome(List<TimelineEntry> entries, MeetingId meeting, Words words) {
        return entries.stream()
                .filter(entry -> isOutcome(entry.event(), meeting))
                .map(TimelineEntry::at)
                .max(Comparator.naturalOrder())
                .map(since -> of(
                        entries.stream()
                                .filter(entry -> !entry.at().isBefore(since))
                                .toList(),
                        meeting,
                        words))
                .orElse(List.of());
    }

    private static boolean isOutcome(DomainEvent event, MeetingId meeting) {
        return (event instanceof MeetingHeld held && held.meetingId().equals(meeting))
                || (event instanceof MeetingMissed missed && missed.meetingId().equals(meeting));
    }

    /** Whether the playbook has heard that the meeting no longer counts; one that was missed is taken out twice. */
    static boolean isUndone(List<TimelineEntry> entries, MeetingId meeting) {
        return entries.stream()
                .filter(entry -> entry.event() instanceof MeetingVoided voided
                        && voided.meetingId().equals(meeting))
                .anyMatch(voided -> entries.stream()
                        .filter(entry -> !entry.at().isBefore(voided.at()))
                        .anyMatch(entry -> entry.event() instanceof MeetingDetached detached
                                && detached.meetingId().equals(meeting)));
    }

    /** What the playbook did because of that meeting, for whoever has just logged it; empty until it is heard of. */
    static List<String> of(List<TimelineEntry> entries, MeetingId meeting, Words words) {
        var effects = new ArrayList<String>();
        for (var entry : entries) {
            if (entry.event() instanceof LeadOpened opened && opened.meetingId().equals(meeting)) {
                effects.add(words.say("triggered.lead"));
                effects.add(words.say("timeline.stage", words.stage(opened.stage())));
                effects.addAll(words.changes(opened));
            } else if (entry.event() instanceof MeetingAttached attached
                    && attached.meetingId().equals(meeting)) {
                effects.add(words.say("triggered.attached"));
                effects.addAll(words.changes(attached));
            } else if (entry.event() instanceof MeetingDetached detached
                    && detached.meetingId().equals(meeting)) {
                effects.add(words.say("triggered.detached"));
                effects.addAll(words.changes(detached));
            }
        }
        return List.copyOf(effects);
    }
}
