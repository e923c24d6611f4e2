package eu.bilateral.dashboard.web.frame;

import java.time.Duration;
import java.time.ZoneId;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What the pages need to know of where they are.
 *
 * @param zone in which it is today
 * @param city where that is, for the eye
 * @param developerPages whether the pages that describe topics and API are there, for whoever has signed in
 * @param clockOffset how far the domain's clock is ahead of the real one; anything but zero is shown on every page
 */
@ConfigurationProperties("bilateral")
record PageSettings(
        @DefaultValue("Europe/Warsaw") ZoneId zone,
        @DefaultValue("Lublin") String city,
        @DefaultValue("true") boolean developerPages,
        @DefaultValue("0s") Duration clockOffset) {}
