package eu.bilateral.kernel.catalogue;

import static org.apache.kafka.clients.CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG;
import static org.apache.kafka.clients.CommonClientConfigs.DEFAULT_SECURITY_PROTOCOL;
import static org.apache.kafka.clients.CommonClientConfigs.SECURITY_PROTOCOL_CONFIG;
import static org.apache.kafka.common.config.SaslConfigs.SASL_MECHANISM;

import eu.bilateral.kernel.delivery.BrokerAccess;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where a subscriber finds the topics, and what the brokers ask of it.
 *
 * @param brokers their addresses, each as host and port
 * @param protocol Kafka's {@code security.protocol}, such as {@code SASL_SSL}
 * @param mechanism Kafka's {@code sasl.mechanism}; absent where nobody has to sign in
 */
public record Entrance(
        List<String> brokers, String protocol, @Nullable String mechanism) {

    public Entrance {
        brokers = List.copyOf(brokers);
    }

    /** As the services themselves get in, at those addresses for others, or at their own where there are none. */
    public static Entrance of(BrokerAccess access, List<String> addresses) {
        var settings = access.with(Map.of());
        return new Entrance(
                addresses.isEmpty()
                        ? List.of(text(settings, BOOTSTRAP_SERVERS_CONFIG, "").split(","))
                        : addresses,
                text(settings, SECURITY_PROTOCOL_CONFIG, DEFAULT_SECURITY_PROTOCOL),
                settings.containsKey(SASL_MECHANISM) ? text(settings, SASL_MECHANISM, "") : null);
    }

    private static String text(Map<String, Object> settings, String name, String otherwise) {
        return String.valueOf(settings.getOrDefault(name, otherwise));
    }

    /** As AsyncAPI names the protocol. */
    String protocolName() {
        return protocol.endsWith("SSL") ? "kafka-secure" : "kafka";
    }

    /** As AsyncAPI names the way to sign in; absent where it has no name for it, or nobody has to. */
    @Nullable
    String securityName() {
        if (!protocol.startsWith("SASL") || mechanism == null) {
            return null;
        }
        return switch (mechanism) {
            case "SCRAM-SHA-512" -> "scramSha512";
            case "SCRAM-SHA-256" -> "scramSha256";
            case "PLAIN" -> "plain";
            case "GSSAPI" -> "gssapi";
            default -> null;
        };
    }
}
