package eu.bilateral.brokenhouse.domain;

import java.time.Instant;
import org.springframework.stereotype.Component;

/** A framework in the domain, an empty word in the name, the system's clock. */
@Component
public class TreatyManager {

    /** Reads the clock where time should be an argument. */
    public Instant signedAt() {
        return Instant.now();
    }
}
