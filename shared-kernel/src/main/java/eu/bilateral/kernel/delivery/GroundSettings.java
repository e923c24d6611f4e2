package eu.bilateral.kernel.delivery;

import eu.bilateral.kernel.setting.Setting;
import eu.bilateral.kernel.setting.StartRefused;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The topics and indexes that a service stands on.
 *
 * @param missing what a start does about those that are not there
 * @param partitions how many a topic must have; it gets so many where it is made
 * @param replication on how many brokers a topic must be kept; it gets so many where it is made
 */
@ConfigurationProperties("bilateral.ground")
record GroundSettings(
        @DefaultValue("make") Missing missing,
        @DefaultValue("6") int partitions,
        @DefaultValue("1") short replication) {

    GroundSettings {
        if (partitions < 1) {
            throw new StartRefused(Setting.named("bilateral.ground.partitions") + " must be at least 1");
        }
        if (replication < 1) {
            throw new StartRefused(Setting.named("bilateral.ground.replication") + " must be at least 1");
        }
    }

    enum Missing {
        /** For a developer and for the one process. */
        MAKE,
        /** Where a command has made them beforehand. */
        REFUSE
    }
}
