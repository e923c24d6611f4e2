package eu.bilateral.kernel.delivery;

import static eu.bilateral.kernel.delivery.SmallStore.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import eu.bilateral.kernel.delivery.SmallStore.Steps;
import eu.bilateral.kernel.event.Cause;
import eu.bilateral.kernel.event.ContactEvent;
import eu.bilateral.kernel.event.ContactEvent.PersonAdded;
import eu.bilateral.kernel.event.EventEnvelope;
import eu.bilateral.kernel.event.Position;
import eu.bilateral.kernel.id.OrganisationId;
import eu.bilateral.kernel.id.PersonId;
import eu.bilateral.kernel.testing.AlsoOnRealParts;
import eu.bilateral.kernel.tracing.Traces;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.bson.BsonDocument;
import org.bson.BsonString;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.kafka.support.KafkaHeaders;
import org.springframework.messaging.support.MessageBuilder;

/** What is handed over once more was applied before, by a write that perhaps nobody has confirmed. */
@AlsoOnRealParts
class RedeliveryTest {

    private final SmallStore small = new SmallStore();
    private final OrganisationId id = OrganisationId.next();
    private final BatchListener<ContactEvent> listener = listener("heard");

    private BatchListener<ContactEvent> listener(String collection) {
        return small.listener(
                small.stores(small.relay(SmallStore.producer(true))).open(collection, Steps.class),
                new Noting(),
                Traces.none());
    }

    private record Noting() implements Reaction<ContactEvent, Steps> {

        @Override
        public Optional<String> touches(EventEnvelope<ContactEvent> heard) {
            return Optional.of(heard.aggregateId().toString());
        }

        @Override
        public Outcome<Steps> react(@Nullable Steps current, EventEnvelope<ContactEvent> heard) {
            return Outcome.changed((current == null ? new Steps(List.of()) : current).with("heard"));
        }
    }

    @AfterEach
    void close() {
        small.close();
    }

    @Test
    void whatWasHeardBeforeIsConfirmedBeforeTheOffsetMoves() {
        var event = List.of(event(1));
        listener.handle(event);
        small.commands.clear();

        listener.handle(event);

        assertThat(writes())
                .singleElement()
                .satisfies(written -> assertThat(written.getDocument("writeConcern")
                                .getString("w")
                                .getValue())
                        .isEqualTo("majority"));
        assertThat(small.raw("heard", id.toString()).getLong("version")).isEqualTo(1);
    }

    @Test
    void whatIsWrittenBesideItConfirmsIt() {
        var first = event(1);
        listener.handle(List.of(first));
        small.commands.clear();

        listener.handle(List.of(first, event(2)));

        assertThat(writes()).hasSize(1);
        assertThat(small.raw("heard", id.toString()).getLong("version")).isEqualTo(2);
    }

    /** A gap that is there on purpose, once somebody discarded an event, would raise its alarm at each rebuild. */
    @Test
    void whatDocumentsAreBuiltAnewFromIsNotCountedAgain() {
        var withGap = List.of(event(1), event(3));
        listener.accept(MessageBuilder.withPayload("")
                .setHeader(KafkaHeaders.RAW_DATA, withGap)
                .build());
        assertThat(counted("handled")).isEqualTo(2);
        assertThat(counted("gaps")).isEqualTo(1);

        listener("anew").handle(withGap);

        assertThat(small.raw("anew", id.toString()).getLong("version")).isEqualTo(1);
        assertThat(counted("handled")).isEqualTo(2);
        assertThat(counted("gaps")).isEqualTo(1);
    }

    private double counted(String what) {
        return small.metrics.get("bilateral.events." + what).counter().count();
    }

    private List<BsonDocument> writes() {
        return small.commands.stream()
                .filter(asked -> new BsonString("heard").equals(asked.get("update")))
                .toList();
    }

    private ConsumerRecord<byte[], byte[]> event(long sequence) {
        var event = new PersonAdded(id, PersonId.next(), NOON);
        var pending = small.format.pending(event, new Position(1, sequence), Cause.begins(UUID.randomUUID()));
        return small.received(id.value(), pending, sequence);
    }
}
