package eu.bilateral.kernel.testing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClients;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.bson.Document;
import org.junit.jupiter.api.Test;

@AlsoOnRealParts
class PartsTest {

    @Test
    void whatIsSentToTheBrokerIsReadFromIt() throws Exception {
        var topic = TestBroker.topic("echo");
        var servers = Map.<String, Object>of("bootstrap.servers", TestBroker.bootstrapServers());

        try (var producer =
                new KafkaProducer<byte[], byte[]>(servers, new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(topic, "key".getBytes(UTF_8), "value".getBytes(UTF_8)))
                    .get(30, SECONDS);
        }

        var reading = Map.<String, Object>of(
                "bootstrap.servers", TestBroker.bootstrapServers(),
                "group.id", TestBroker.unique("reader"),
                "auto.offset.reset", "earliest");
        try (var consumer =
                new KafkaConsumer<byte[], byte[]>(reading, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.subscribe(List.of(topic));
            var read = consumer.poll(Duration.ofSeconds(30));
            assertThat(read)
                    .singleElement()
                    .satisfies(one -> assertThat(one.value()).asString(UTF_8).isEqualTo("value"));
        }
    }

    @Test
    void aGuardedUpdateChangesOnlyTheExpectedVersion() {
        try (var client = MongoClients.create(TestStore.address())) {
            var things = client.getDatabase("parts").getCollection("things");
            things.insertOne(new Document("_id", "a").append("version", 1));

            var first = things.updateOne(
                    Filters.and(Filters.eq("_id", "a"), Filters.eq("version", 1)), Updates.inc("version", 1));
            var late = things.updateOne(
                    Filters.and(Filters.eq("_id", "a"), Filters.eq("version", 1)), Updates.inc("version", 1));

            assertThat(first.getModifiedCount()).isEqualTo(1);
            assertThat(late.getModifiedCount()).isZero();
        }
    }
}
