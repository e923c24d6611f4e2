package eu.bilateral.followup.application;

import eu.bilateral.followup.domain.partnership.MeetingRules;
import eu.bilateral.followup.domain.partnership.Partnership;
import eu.bilateral.followup.domain.partnership.PartnershipChange;
import eu.bilateral.kernel.event.EventEnvelope;
import eu.bilateral.kernel.event.MeetingEvent;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/**
 * Answers what happened to a meeting by the workspace's playbook. It decides and stores nothing: the delivery stores the
 * decision together with the note that the event was heard, and asks again when somebody was quicker.
 */
@Service
public class AnswerMeeting {

    private final Planners planners;

    AnswerMeeting(Planners planners) {
        this.planners = planners;
    }

    /** The change that the event brings to the pair's partnership; absent where it brings none. */
    public Optional<PartnershipChange> handle(@Nullable Partnership current, EventEnvelope<MeetingEvent> heard) {
        return new MeetingRules(planners.of(heard.workspace())).on(current, heard);
    }
}
