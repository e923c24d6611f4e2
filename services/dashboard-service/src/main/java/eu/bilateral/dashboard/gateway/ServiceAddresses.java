package eu.bilateral.dashboard.gateway;

import java.net.URI;
import org.springframework.boot.context.properties.ConfigurationProperties;

/** Where the other services are, as this one reaches them: scheme, host and port. */
@ConfigurationProperties("bilateral.services")
record ServiceAddresses(URI contact, URI meeting, URI followUp) {

    URI of(Neighbour service) {
        return switch (service) {
            case CONTACT -> contact;
            case MEETING -> meeting;
            case FOLLOW_UP -> followUp;
        };
    }
}
