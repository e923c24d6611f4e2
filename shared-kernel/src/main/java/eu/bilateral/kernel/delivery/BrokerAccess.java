package eu.bilateral.kernel.delivery;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.core.env.Environment;

/**
 * How the broker is reached by clients that are not the stream binder's: the same addresses, and the protocol, credentials
 * and certificates of {@code spring.kafka}.
 */
public final class BrokerAccess {

    private final Map<String, Object> settings;

    private BrokerAccess(Map<String, Object> settings) {
        this.settings = settings;
    }

    static BrokerAccess from(Environment environment) {
        var kafka = Binder.get(environment).bindOrCreate("spring.kafka", KafkaProperties.class);
        var settings = kafka.buildAdminProperties();
        settings.put(
                CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG,
                environment.getRequiredProperty("spring.cloud.stream.kafka.binder.brokers"));
        return new BrokerAccess(Map.copyOf(settings));
    }

    /** An open broker at that address, as {@code host:port}. */
    public static BrokerAccess at(String brokers) {
        return new BrokerAccess(Map.of(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, brokers));
    }

    /** A client's settings: its own, which come first, and those that take it to the broker. */
    public Map<String, Object> with(Map<String, Object> own) {
        var all = new HashMap<>(settings);
        all.putAll(own);
        return Map.copyOf(all);
    }

    String addresses() {
        return String.valueOf(settings.get(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG));
    }
}
