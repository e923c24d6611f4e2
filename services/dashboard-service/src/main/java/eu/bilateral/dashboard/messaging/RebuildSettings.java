package eu.bilateral.dashboard.messaging;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How read models are built anew.
 *
 * @param lookEvery how often each instance looks at the note about generations
 * @param fresh a new generation serves once it has caught up with the topics' ends as they were at most this long ago
 * @param keepOld how long a generation that was switched away from or given up is kept, so that every instance has left it
 */
@ConfigurationProperties("bilateral.read-models")
record RebuildSettings(
        @DefaultValue("1s") Duration lookEvery,
        @DefaultValue("2s") Duration fresh,
        @DefaultValue("15s") Duration keepOld) {}
