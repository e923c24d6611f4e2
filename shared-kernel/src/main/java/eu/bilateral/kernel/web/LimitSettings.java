package eu.bilateral.kernel.web;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How much of what costs most one account may ask of one instance; a burst may use a whole minute's at once.
 *
 * @param importsPerMinute files taken over
 * @param searchesPerMinute searches by name, which no index serves
 */
@ConfigurationProperties("bilateral.limits")
record LimitSettings(
        @DefaultValue("30") int importsPerMinute,
        @DefaultValue("600") int searchesPerMinute) {}
