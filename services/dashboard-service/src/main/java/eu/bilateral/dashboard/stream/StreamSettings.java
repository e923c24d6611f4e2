package eu.bilateral.dashboard.stream;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How generous the live stream is.
 *
 * @param heartbeat how often a quiet stream says that it is alive
 * @param ring how many of the latest events are kept at hand for those who come back
 * @param queue how many events may wait for one slow client before its connection is closed
 * @param perAccount how many streams one account may have open in one instance
 * @param catchUps how many clients may read old events from the topics at the same time; others wait
 * @param catchUpsPerAccount how many of those one account may have in one instance; its others wait
 * @param catchUpWithin how long one may take before its stream is ended, to go on from where it was when it comes back
 * @param readyWithin how long a client waits for an instance that is still starting
 */
@ConfigurationProperties("bilateral.stream")
record StreamSettings(
        @DefaultValue("15s") Duration heartbeat,
        @DefaultValue("4096") int ring,
        @DefaultValue("2000") int queue,
        @DefaultValue("10") int perAccount,
        @DefaultValue("8") int catchUps,
        @DefaultValue("2") int catchUpsPerAccount,
        @DefaultValue("60s") Duration catchUpWithin,
        @DefaultValue("5s") Duration readyWithin) {}
