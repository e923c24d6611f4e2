package eu.bilateral.followup.messaging;

import eu.bilateral.followup.application.AnswerMeeting;
import eu.bilateral.followup.domain.partnership.Partnership;
import eu.bilateral.kernel.delivery.AggregateStore;
import eu.bilateral.kernel.delivery.BatchListener;
import eu.bilateral.kernel.delivery.Listeners;
import eu.bilateral.kernel.delivery.Outcome;
import eu.bilateral.kernel.delivery.Reaction;
import eu.bilateral.kernel.event.Cause.ChainTooLong;
import eu.bilateral.kernel.event.EventEnvelope;
import eu.bilateral.kernel.event.FollowUpEvent;
import eu.bilateral.kernel.event.MeetingEvent;
import eu.bilateral.kernel.event.MeetingEvent.MeetingAmended;
import eu.bilateral.kernel.event.MeetingEvent.MeetingHeld;
import eu.bilateral.kernel.event.MeetingEvent.MeetingMissed;
import eu.bilateral.kernel.event.MeetingEvent.MeetingScheduled;
import eu.bilateral.kernel.event.MeetingEvent.MeetingVoided;
import eu.bilateral.kernel.event.MeetingEvent.MissionChanged;
import eu.bilateral.kernel.event.MeetingEvent.MissionPlanned;
import eu.bilateral.kernel.event.MeetingEvent.ProgrammeItemAdded;
import eu.bilateral.kernel.event.Topic;
import eu.bilateral.kernel.id.PartnershipId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** How partnerships answer to what happens to meetings. */
@Configuration(proxyBeanMethods = false)
class MeetingReactions {

    @Bean
    BatchListener<MeetingEvent> onMeetingEvent(
            Listeners listeners,
            AggregateStore<Partnership, FollowUpEvent> partnerships,
            AnswerMeeting answerMeeting,
            RuleHeartbeats heartbeats) {
        return listeners
                .to(Topic.MEETING_EVENTS, MeetingEvent.class)
                .with(partnerships, new Answering(answerMeeting, heartbeats))
                .listen();
    }

    /** The partnership of the meeting's pair answers; missions and their programme concern none. */
    record Answering(AnswerMeeting answerMeeting, RuleHeartbeats heartbeats)
            implements Reaction<MeetingEvent, Partnership> {

        @Override
        public Optional<String> touches(EventEnvelope<MeetingEvent> heard) {
            return partnershipOf(heard.event()).map(PartnershipId::toString);
        }

        @Override
        public Outcome<Partnership> react(@Nullable Partnership current, EventEnvelope<MeetingEvent> heard) {
            checkChain(heard);
            var change = answerMeeting.handle(current, heard);
            heartbeats.beat(heard.event(), change.orElse(null));
            return change.map(decided -> Outcome.changed(decided.partnership(), decided.event()))
                    .orElseGet(Outcome::unchanged);
        }

        /** An event too many in its chain answers to none of the rules, also to one that would tell nothing. */
        private void checkChain(EventEnvelope<MeetingEvent> heard) {
            try {
                var unused = heard.asCause();
            } catch (ChainTooLong loop) {
                heartbeats.beat(Rule.GUARD);
                throw loop;
            }
        }

        private static Optional<PartnershipId> partnershipOf(MeetingEvent event) {
            return switch (event) {
                case MeetingScheduled scheduled -> Optional.of(scheduled.partnershipId());
                case MeetingHeld held -> Optional.of(held.partnershipId());
                case MeetingAmended amended -> Optional.of(amended.partnershipId());
                case MeetingVoided voided -> Optional.of(voided.partnershipId());
                case MeetingMissed missed -> Optional.of(missed.partnershipId());
                case MissionPlanned planned -> Optional.empty();
                case MissionChanged changed -> Optional.empty();
                case ProgrammeItemAdded added -> Optional.empty();
            };
        }
    }
}
