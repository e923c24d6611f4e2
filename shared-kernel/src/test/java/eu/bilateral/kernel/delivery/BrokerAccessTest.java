package eu.bilateral.kernel.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.mock.env.MockEnvironment;

class BrokerAccessTest {

    @Test
    void everyClientSignsInAsTheBinderDoes() {
        var settings = new MockEnvironment()
                .withProperty("spring.cloud.stream.kafka.binder.brokers", "one:9092,two:9092")
                .withProperty("spring.kafka.security.protocol", "SASL_SSL")
                .withProperty("spring.kafka.properties.sasl.mechanism", "SCRAM-SHA-512")
                .withProperty("spring.kafka.properties.sasl.jaas.config", "with the secret");

        var access = BrokerAccess.from(settings);

        assertThat(access.with(Map.of("client.id", "one-outbox")))
                .containsEntry("bootstrap.servers", "one:9092,two:9092")
                .containsEntry("security.protocol", "SASL_SSL")
                .containsEntry("sasl.mechanism", "SCRAM-SHA-512")
                .containsEntry("sasl.jaas.config", "with the secret")
                .containsEntry("client.id", "one-outbox");
        assertThat(access.toString()).doesNotContain("secret");
    }
}
