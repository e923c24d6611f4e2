package eu.bilateral.standalone.broker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import eu.bilateral.kernel.delivery.EventFormat;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedBrokerTest {

    @TempDir
    Path directory;

    @Test
    void topicsAndTheirEventsOutliveARestart() throws Exception {
        try (var broker = EmbeddedBroker.start(directory.resolve("broker"));
                var producer = new KafkaProducer<byte[], byte[]>(
                        Map.of("bootstrap.servers", broker.bootstrapServers(), "acks", "all"),
                        new ByteArraySerializer(),
                        new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>("meeting-events", "k".getBytes(UTF_8), "held".getBytes(UTF_8)))
                    .get(30, SECONDS);
        }

        try (var broker = EmbeddedBroker.start(directory.resolve("broker"))) {
            try (var admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
                var topics = admin.describeTopics(List.of("contact-events", "meeting-events", "follow-up-events"))
                        .allTopicNames()
                        .get(30, SECONDS);
                assertThat(topics.values())
                        .hasSize(3)
                        .allSatisfy(topic -> assertThat(topic.partitions()).hasSize(6));
                var meetings = new ConfigResource(ConfigResource.Type.TOPIC, "meeting-events");
                var kept = admin.describeConfigs(List.of(meetings)).all().get(30, SECONDS);
                assertThat(kept)
                        .hasEntrySatisfying(
                                meetings,
                                settings -> assertThat(settings.get("retention.ms"))
                                        .extracting(ConfigEntry::value)
                                        .isEqualTo("-1"));
            }
            assertThat(read(broker, "meeting-events")).containsExactly("held");
        }
    }

    @Test
    void whoSubscribedFindsItAtTheSamePlaceAfterARestartUnlessSomebodyTookThePort() throws Exception {
        String before;
        try (var broker = EmbeddedBroker.start(directory.resolve("broker"))) {
            before = broker.bootstrapServers();
        }
        try (var broker = EmbeddedBroker.start(directory.resolve("broker"))) {
            assertThat(broker.bootstrapServers()).isEqualTo(before);
        }
        int port = Integer.parseInt(before.substring(before.indexOf(':') + 1));
        try (var taken = new ServerSocket(port, 1, InetAddress.getLoopbackAddress());
                var broker = EmbeddedBroker.start(directory.resolve("broker"))) {
            assertThat(taken.isBound()).isTrue();
            assertThat(broker.bootstrapServers()).isNotEqualTo(before);
        }
    }

    @Test
    void aRecordAsLargeAsTheRelayMaySendIsTakenAndHeardAndALargerOneIsNot() throws Exception {
        try (var broker = EmbeddedBroker.start(directory.resolve("broker"));
                var relayed = sending(broker, EventFormat.LARGEST_RECORD);
                var hostile = sending(broker, 16 << 20)) {
            var large = "x".repeat(EventFormat.LARGEST_RECORD - 1_024);

            relayed.send(new ProducerRecord<>("contact-events", large.getBytes(UTF_8)))
                    .get(30, SECONDS);
            assertThatExceptionOfType(ExecutionException.class)
                    .isThrownBy(() -> hostile.send(new ProducerRecord<>("contact-events", new byte[5 << 20]))
                            .get(30, SECONDS))
                    .withCauseInstanceOf(RecordTooLargeException.class);

            assertThat(read(broker, "contact-events")).containsExactly(large);
        }
    }

    private static KafkaProducer<byte[], byte[]> sending(EmbeddedBroker broker, int largest) {
        return new KafkaProducer<>(
                Map.of("bootstrap.servers", broker.bootstrapServers(), "max.request.size", largest),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    private static List<String> read(EmbeddedBroker broker, String topic) {
        var reading = Map.<String, Object>of(
                "bootstrap.servers", broker.bootstrapServers(), "group.id", "reader", "auto.offset.reset", "earliest");
        var found = new ArrayList<String>();
        try (var consumer =
                new KafkaConsumer<byte[], byte[]>(reading, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.subscribe(List.of(topic));
            consumer.poll(Duration.ofSeconds(30)).forEach(one -> found.add(new String(one.value(), UTF_8)));
        }
        return found;
    }
}
