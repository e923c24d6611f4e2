package eu.bilateral.kernel.testing;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** Which broker and which document store the tests of this JVM run on: said by {@code -Dbilateral.parts}. */
enum Parts {
    /** In the test's own process, which is what every check has. */
    EMBEDDED,
    /** Kafka and a MongoDB that stands alone, in containers. */
    STANDALONE,
    /** Kafka and a MongoDB that is a replica set of one, in containers. */
    REPLICA_SET;

    static final String PROPERTY = "bilateral.parts";

    static Parts chosen() {
        var name = System.getProperty(PROPERTY, EMBEDDED.spelt());
        return Arrays.stream(values())
                .filter(parts -> parts.spelt().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("-D%s=%s is none of %s"
                        .formatted(
                                PROPERTY,
                                name,
                                Arrays.stream(values()).map(Parts::spelt).collect(Collectors.joining(", ")))));
    }

    private String spelt() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
