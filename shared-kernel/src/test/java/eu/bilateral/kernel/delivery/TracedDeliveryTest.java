package eu.bilateral.kernel.delivery;

import static eu.bilateral.kernel.delivery.SmallStore.NOON;
import static eu.bilateral.kernel.delivery.SmallStore.by;
import static eu.bilateral.kernel.delivery.SmallStore.told;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

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
import io.micrometer.tracing.Tracer;
import io.micrometer.tracing.otel.bridge.OtelCurrentTraceContext;
import io.micrometer.tracing.otel.bridge.OtelPropagator;
import io.micrometer.tracing.otel.bridge.OtelTracer;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.propagation.ContextPropagators;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.MockProducer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.kafka.support.KafkaHeaders;
import org.springframework.messaging.support.MessageBuilder;

/** One trace from what was asked to the last effect, over outboxes, restarts and batches. */
@AlsoOnRealParts
class TracedDeliveryTest {

    private static final Duration SOON = Duration.ofSeconds(30);

    private final SmallStore small = new SmallStore();
    private final InMemorySpanExporter spans = InMemorySpanExporter.create();
    private final SdkTracerProvider provider = SdkTracerProvider.builder()
            .addSpanProcessor(SimpleSpanProcessor.create(spans))
            .build();
    private final Tracer tracer = new OtelTracer(provider.get("test"), new OtelCurrentTraceContext(), event -> {});
    private final Traces traces = new Traces(
            tracer,
            new OtelPropagator(
                    ContextPropagators.create(W3CTraceContextPropagator.getInstance()), provider.get("test")));
    private final MockProducer<byte[], byte[]> producer = SmallStore.producer(true);
    private final List<Relay> started = new ArrayList<>();

    /** Notes which event it heard, and tells what it made of it. */
    private record Noting() implements Reaction<ContactEvent, Steps> {

        @Override
        public Optional<String> touches(EventEnvelope<ContactEvent> heard) {
            return Optional.of(heard.aggregateId().toString());
        }

        @Override
        public Outcome<Steps> react(@Nullable Steps current, EventEnvelope<ContactEvent> heard) {
            var steps = current == null ? new Steps(List.of()) : current;
            return Outcome.changed(steps.with("heard"), heard.event());
        }
    }

    @AfterEach
    void close() {
        started.forEach(Relay::stop);
        provider.close();
        small.close();
    }

    @Test
    void whatIsToldAfterARestartIsToldInTheTraceOfWhoeverAsked() {
        var id = OrganisationId.next();
        var asked = tell(id);

        // The one that was nudged never ran; another one finds it.
        start();

        await().atMost(SOON).until(() -> !named("tell person-added").isEmpty());
        var telling = named("tell person-added").getFirst();
        assertThat(telling.getTraceId()).isEqualTo(asked.getTraceId());
        assertThat(telling.getParentSpanId()).isEqualTo(asked.getSpanId());
        assertThat(producer.history()
                        .getFirst()
                        .headers()
                        .lastHeader("ce_traceparent")
                        .value())
                .asString()
                .startsWith("00-%s-%s-".formatted(telling.getTraceId(), telling.getSpanId()))
                .satisfies(told -> assertThat(Traces.isRecorded(told)).isTrue());
    }

    @Test
    void eachEventOfABatchIsHeardInItsOwnTraceAndSoIsWhatItLedTo() {
        var one = tell(OrganisationId.next());
        var other = tell(OrganisationId.next());
        start();
        await().atMost(SOON).until(() -> producer.history().size() == 2);
        await().atMost(SOON).until(() -> named("tell person-added").size() == 2);
        var tellings = named("tell person-added");
        spans.reset();

        hear(received());

        var hearings = named("hear person-added");
        assertThat(hearings).hasSize(2);
        assertThat(hearings)
                .extracting(SpanData::getTraceId)
                .containsExactlyInAnyOrder(one.getTraceId(), other.getTraceId());
        assertThat(hearings)
                .allSatisfy(hearing -> assertThat(tellings).anySatisfy(telling -> {
                    assertThat(hearing.getTraceId()).isEqualTo(telling.getTraceId());
                    assertThat(hearing.getParentSpanId()).isEqualTo(telling.getSpanId());
                }));
        assertThat(named("hear together contact-events")).singleElement().satisfies(together -> {
            assertThat(together.getParentSpanContext().isValid()).isFalse();
            assertThat(together.getLinks())
                    .extracting(LinkData::getSpanContext)
                    .containsExactlyInAnyOrderElementsOf(
                            hearings.stream().map(SpanData::getSpanContext).toList());
        });
        await().atMost(SOON).until(() -> named("tell person-added").size() == 2);
        assertThat(named("tell person-added"))
                .extracting(SpanData::getParentSpanId)
                .containsExactlyInAnyOrderElementsOf(
                        hearings.stream().map(SpanData::getSpanId).toList());
    }

    @Test
    void whatIsReadAnewIsNotHeardOnceMoreInItsTrace() {
        var unused = tell(OrganisationId.next());
        start();
        await().atMost(SOON).until(() -> producer.history().size() == 1);

        listener().handle(received());

        assertThat(named("hear person-added")).isEmpty();
    }

    @Test
    void toldTwiceInTwoTracesItIsStillOneEvent() {
        var event = new PersonAdded(OrganisationId.next(), PersonId.next(), NOON);
        var pending = small.format.pending(event, new Position(1, 1), Cause.begins(UUID.randomUUID()));
        var first = pending.in("00-aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa-bbbbbbbbbbbbbbbb-01");
        var again = pending.in("00-cccccccccccccccccccccccccccccccc-dddddddddddddddd-01");
        var aggregate = UUID.randomUUID();

        assertThat(small.format.read(small.received(aggregate, first, 0)))
                .isEqualTo(small.format.read(small.received(aggregate, again, 1)));
        hear(List.of(small.received(aggregate, first, 0), small.received(aggregate, again, 1)));

        var document = small.raw("heard", aggregate.toString());
        assertThat(document.getEmbedded(List.of("state", "steps"), List.class)).isEqualTo(List.of("heard"));
        assertThat(small.database.getCollection("quarantine").countDocuments()).isZero();
    }

    @Test
    void aTraceThatCannotBeReadHarmsNobody() {
        var event = new PersonAdded(OrganisationId.next(), PersonId.next(), NOON);
        var pending = small.format.pending(event, new Position(1, 1), Cause.begins(UUID.randomUUID()));
        var aggregate = UUID.randomUUID();

        hear(List.of(small.received(aggregate, pending.in("rubbish"), 0)));

        assertThat(small.raw("heard", aggregate.toString()).getLong("version")).isEqualTo(1);
        assertThat(named("hear person-added"))
                .singleElement()
                .satisfies(hearing ->
                        assertThat(hearing.getParentSpanContext().isValid()).isFalse());
    }

    @Test
    void anOutboxOfAnEarlierReleaseIsReadAsItIs() {
        var pending = small.format.pending(
                new PersonAdded(OrganisationId.next(), PersonId.next(), NOON),
                new Position(1, 1),
                Cause.begins(UUID.randomUUID()));

        assertThat(pending.toDocument()).doesNotContainKey("traceparent");
        assertThat(PendingEvent.from(pending.toDocument())).isEqualTo(pending);
        var traced = pending.in("00-aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa-bbbbbbbbbbbbbbbb-01");
        assertThat(PendingEvent.from(traced.toDocument())).isEqualTo(traced);
    }

    /** Tells by a relay that never runs, and answers what was asked. */
    private SpanData tell(OrganisationId id) {
        var asking = tracer.nextSpan().name("ask").start();
        AggregateStore<Steps, ContactEvent> store = small.stores(small.relay(SmallStore.producer(true), traces), traces)
                .open("things", Steps.class);
        try (var scope = tracer.withSpan(asking)) {
            var unused = store.add(by(), id.toString(), () -> told(new Steps(List.of()), id));
        } finally {
            asking.end();
        }
        return named("ask").getLast();
    }

    private void start() {
        var relay = small.relay(producer, traces);
        started.add(relay);
        var unused = small.stores(relay, traces).open("things", Steps.class);
        relay.start();
    }

    private BatchListener<ContactEvent> listener() {
        if (started.isEmpty()) {
            start();
        }
        AggregateStore<Steps, ContactEvent> heard =
                small.stores(started.getFirst(), traces).open("heard", Steps.class);
        return small.listener(heard, new Noting(), traces);
    }

    /** As the binding hands them over. */
    private void hear(List<ConsumerRecord<byte[], byte[]>> records) {
        listener()
                .accept(MessageBuilder.withPayload(List.of())
                        .setHeader(KafkaHeaders.RAW_DATA, records)
                        .build());
    }

    private List<ConsumerRecord<byte[], byte[]>> received() {
        var received = new ArrayList<ConsumerRecord<byte[], byte[]>>();
        for (var sent : producer.history()) {
            var one = new ConsumerRecord<>(sent.topic(), 0, received.size(), sent.key(), sent.value());
            sent.headers().forEach(one.headers()::add);
            received.add(one);
        }
        return received;
    }

    private List<SpanData> named(String name) {
        return spans.getFinishedSpanItems().stream()
                .filter(span -> Objects.equals(span.getName(), name))
                .toList();
    }
}
