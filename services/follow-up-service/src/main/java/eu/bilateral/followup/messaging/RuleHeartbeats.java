package eu.bilateral.followup.messaging;

import eu.bilateral.followup.domain.partnership.PartnershipChange;
import eu.bilateral.kernel.event.MeetingEvent;
import eu.bilateral.kernel.event.MeetingEvent.MeetingAmended;
import eu.bilateral.kernel.event.MeetingEvent.MeetingHeld;
import eu.bilateral.kernel.event.MeetingEvent.MeetingMissed;
import eu.bilateral.kernel.event.MeetingEvent.MeetingScheduled;
import eu.bilateral.kernel.event.MeetingEvent.MeetingVoided;
import eu.bilateral.kernel.event.MeetingEvent.MissionChanged;
import eu.bilateral.kernel.event.MeetingEvent.MissionPlanned;
import eu.bilateral.kernel.event.MeetingEvent.ProgrammeItemAdded;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import java.time.Clock;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Shows that each rule of the playbook is alive (rule 14): when it was last asked, how often it fired since the start, and
 * when last. One that is asked for long without firing has nothing to do, or does not work. A decision that is taken again
 * because somebody was quicker beats again: this is a pulse, not a ledger.
 */
@Component
class RuleHeartbeats {

    private final Clock clock;
    private final Map<Rule, Pulse> pulses = new EnumMap<>(Rule.class);

    private record Pulse(Counter fired, AtomicLong lastFired, AtomicLong lastAsked) {}

    RuleHeartbeats(MeterRegistry metrics, Clock clock) {
        this.clock = clock;
        for (var rule : Rule.values()) {
            var lastFired = new AtomicLong();
            var lastAsked = new AtomicLong();
            pulses.put(
                    rule,
                    new Pulse(
                            Counter.builder("bilateral.rule.fired")
                                    .description("How often a rule of the playbook fired since the start")
                                    .tag("rule", rule.label())
                                    .register(metrics),
                            lastFired,
                            lastAsked));
            TimeGauge.builder("bilateral.rule.last.fired", lastFired, TimeUnit.MILLISECONDS, AtomicLong::doubleValue)
                    .description("When a rule last fired, since 1970; 0 if not since the start")
                    .tag("rule", rule.label())
                    .register(metrics);
            TimeGauge.builder("bilateral.rule.last.asked", lastAsked, TimeUnit.MILLISECONDS, AtomicLong::doubleValue)
                    .description(
                            "When a rule was last asked, whether it fired or not, since 1970; 0 if not since the start")
                    .tag("rule", rule.label())
                    .register(metrics);
        }
    }

    /** All rules that took part in the answer to that event. */
    void beat(MeetingEvent heard, @Nullable PartnershipChange change) {
        switch (heard) {
            case MissionPlanned planned -> {}
            case MissionChanged changed -> {}
            case ProgrammeItemAdded added -> {}
            case MeetingScheduled scheduled -> beat(Rule.LEAD_OR_ATTACH, change);
            case MeetingHeld held -> beat(Rule.LEAD_OR_ATTACH, change);
            case MeetingAmended amended -> beat(Rule.AMEND_OR_VOID, change);
            case MeetingVoided voided -> beat(Rule.AMEND_OR_VOID, change);
            case MeetingMissed missed -> beat(Rule.NO_SHOW, change);
        }
    }

    private void beat(Rule rule, @Nullable PartnershipChange change) {
        asked(Rule.GUARD, Rule.ONCE);
        if (change == null) {
            beat(Rule.ONCE);
            return;
        }
        asked(rule, Rule.STAGE, Rule.FOLLOW_UPS);
        beat(rule);
        if (change.event().move() != null || change.partnership().history().size() == 1) {
            beat(Rule.STAGE);
        }
        if (!change.event().scheduled().isEmpty()) {
            beat(Rule.FOLLOW_UPS);
        }
    }

    private void asked(Rule... rules) {
        for (var rule : rules) {
            var pulse = pulses.get(rule);
            if (pulse != null) {
                pulse.lastAsked().set(clock.millis());
            }
        }
    }

    void beat(Rule rule) {
        var pulse = pulses.get(rule);
        if (pulse != null) {
            pulse.fired().increment();
            pulse.lastFired().set(clock.millis());
        }
    }
}
