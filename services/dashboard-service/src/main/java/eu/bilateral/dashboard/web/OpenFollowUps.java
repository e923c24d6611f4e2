package eu.bilateral.dashboard.web;

import eu.bilateral.dashboard.projection.TimelineEntry;
import eu.bilateral.kernel.event.FollowUpEvent;
import eu.bilateral.kernel.event.FollowUpEvent.FollowUpAdded;
import eu.bilateral.kernel.event.FollowUpEvent.FollowUpCompleted;
import eu.bilateral.kernel.event.FollowUpEvent.FollowUpReassigned;
import eu.bilateral.kernel.event.FollowUpEvent.FollowUpSnoozed;
import eu.bilateral.kernel.event.FollowUpEvent.LeadOpened;
import eu.bilateral.kernel.event.FollowUpEvent.MeetingAttached;
import eu.bilateral.kernel.event.FollowUpEvent.MeetingDetached;
import eu.bilateral.kernel.event.FollowUpEvent.OwnerChanged;
import eu.bilateral.kernel.event.FollowUpEvent.StageMoved;
import eu.bilateral.kernel.event.PlannedFollowUp;
import eu.bilateral.kernel.id.FollowUpId;
import java.util.LinkedHashMap;
import java.util.List;

/** What is still to be done for a partnership, from all that was ever told about it. */
final class OpenFollowUps {

    private OpenFollowUps() {}

    /** What all the events together leave open. */
    static List<PlannedFollowUp> of(List<TimelineEntry> entries) {
        var open = new LinkedHashMap<FollowUpId, PlannedFollowUp>();
        for (var entry : entries) {
            if (!(entry.event() instanceof FollowUpEvent told)) {
                continue;
            }
            told.withdrawn().forEach(open::remove);
            switch (told) {
                case FollowUpCompleted completed -> open.remove(completed.followUpId());
                case FollowUpSnoozed snoozed ->
                    open.computeIfPresent(
                            snoozed.followUpId(),
                            (id, step) -> new PlannedFollowUp(
                                    id, step.kind(), step.origin(), snoozed.dueOn(), step.owner(), step.meetingId()));
                case FollowUpReassigned given ->
                    open.computeIfPresent(
                            given.followUpId(),
                            (id, step) -> new PlannedFollowUp(
                                    id, step.kind(), step.origin(), step.dueOn(), given.owner(), step.meetingId()));
                case OwnerChanged changed ->
                    changed.followUps()
                            .forEach(owned -> open.computeIfPresent(
                                    owned,
                                    (id, step) -> new PlannedFollowUp(
                                            id,
                                            step.kind(),
                                            step.origin(),
                                            step.dueOn(),
                                            changed.owner(),
                                            step.meetingId())));
                case LeadOpened opened -> {}
                case MeetingAttached attached -> {}
                case MeetingDetached detached -> {}
                case StageMoved moved -> {}
                case FollowUpAdded added -> {}
            }
            told.scheduled().forEach(step -> open.put(step.followUpId(), step));
        }
        return List.copyOf(open.values());
    }
}
