package eu.bilateral.kernel.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import eu.bilateral.kernel.event.Cause;
import eu.bilateral.kernel.event.CooperationArea;
import eu.bilateral.kernel.event.DomainEvent;
import eu.bilateral.kernel.event.FollowUpKind;
import eu.bilateral.kernel.event.Interest;
import eu.bilateral.kernel.event.MeetingEvent.MeetingHeld;
import eu.bilateral.kernel.event.MeetingKind;
import eu.bilateral.kernel.event.MissionFacts;
import eu.bilateral.kernel.event.Position;
import eu.bilateral.kernel.event.RecordFacts;
import eu.bilateral.kernel.event.RecordKey;
import eu.bilateral.kernel.event.Side;
import eu.bilateral.kernel.event.StepFacts;
import eu.bilateral.kernel.event.Topic;
import eu.bilateral.kernel.id.AccountId;
import eu.bilateral.kernel.id.EventId;
import eu.bilateral.kernel.id.MeetingId;
import eu.bilateral.kernel.id.MissionId;
import eu.bilateral.kernel.id.OrganisationId;
import eu.bilateral.kernel.id.PartnershipId;
import eu.bilateral.kernel.id.WorkspaceId;
import io.cloudevents.core.v1.CloudEventV1;
import io.cloudevents.kafka.KafkaMessageFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The approved JSON of each event, {@code wire/<wire name>.json} with every field and {@code wire/<wire name>.minimal.json}
 * with the mandatory ones only; {@code wire/<wire name>.2.json} with every field where some came later. An approved file is never edited: what it says lies in brokers and outboxes.
 */
class WireFormatTest {

    private static final WorkspaceId WORKSPACE = WorkspaceId.of("lublin");
    private static final UUID COMMAND = UUID.fromString("0000c0de-0000-4000-8000-00000000c0de");

    private final EventFormat format = new EventFormat();
    private final JsonMapper json = JsonMapper.shared();

    /** One event type of one topic. */
    record Wire(Topic topic, String name, Class<? extends DomainEvent> type) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Wire> allTypes() {
        var format = new EventFormat();
        return Arrays.stream(Topic.values())
                .flatMap(topic -> format.types(topic).entrySet().stream()
                        .map(type -> new Wire(topic, type.getKey(), type.getValue())));
    }

    /** Each approved file. */
    record Approved(Wire wire, String file) {
        @Override
        public String toString() {
            return file;
        }
    }

    static Stream<Approved> allFiles() {
        return allTypes()
                .flatMap(wire -> Stream.of(".json", ".minimal.json", ".2.json")
                        .map(form -> wire.name() + form)
                        .filter(file -> WireFormatTest.class.getResource("/wire/" + file) != null)
                        .map(file -> new Approved(wire, file)));
    }

    @ParameterizedTest
    @MethodSource("allTypes")
    void eachEventHasAnApprovedFileThatFillsEveryField(Wire wire) {
        var event = read(wire, content(full(wire)));

        assertThat(absent(event)).as("fields that %s.json does not show", wire).isEmpty();
    }

    /** An event that got a field later has a second file that shows it; the first one stays as it is. */
    private static String full(Wire wire) {
        var later = wire.name() + ".2.json";
        return WireFormatTest.class.getResource("/wire/" + later) == null ? wire.name() + ".json" : later;
    }

    @ParameterizedTest
    @MethodSource("allTypes")
    void eachEventWithOptionalFieldsHasAnApprovedFileWithoutThem(Wire wire) {
        if (optional(wire.type()).isEmpty()) {
            return;
        }

        var event = read(wire, content(wire.name() + ".minimal.json"));

        assertThat(absent(event)).containsAll(optional(wire.type()));
    }

    @ParameterizedTest
    @MethodSource("allFiles")
    void whatIsReadIsWrittenAgainAsItWas(Approved approved) {
        var content = content(approved.file());

        var event = read(approved.wire(), content);

        assertThat(event).isInstanceOf(approved.wire().type());
        assertThat(json.readTree(format.toJson(event))).isEqualTo(json.readTree(content));
        assertThat(EventFormat.wireName(event)).isEqualTo(approved.wire().name());
        assertThat(Topic.of(event)).isEqualTo(approved.wire().topic());
    }

    @ParameterizedTest
    @MethodSource("allFiles")
    void aFieldThatALaterVersionAddsIsTolerated(Approved approved) {
        var content = content(approved.file());
        var later = json.readTree(content);
        objects(later).forEach(object -> object.putObject("addedLater").put("nested", 1));

        assertThat(read(approved.wire(), later.toString())).isEqualTo(read(approved.wire(), content));
    }

    @ParameterizedTest
    @MethodSource("allFiles")
    void withoutAMandatoryFieldItIsRefused(Approved approved) {
        var minimal = approved.wire().name() + ".minimal.json";
        var mandatory = json.readTree(
                content(WireFormatTest.class.getResource("/wire/" + minimal) == null ? approved.file() : minimal));

        for (var field : List.copyOf(mandatory.propertyNames())) {
            var without = (ObjectNode) json.readTree(content(approved.file()));
            var unused = without.remove(field);
            var asNull = (ObjectNode) json.readTree(content(approved.file()));
            asNull.putNull(field);

            assertThatExceptionOfType(Unreadable.class)
                    .as("%s without %s", approved, field)
                    .isThrownBy(() -> read(approved.wire(), without.toString()));
            assertThatExceptionOfType(Unreadable.class)
                    .as("%s with %s null", approved, field)
                    .isThrownBy(() -> read(approved.wire(), asNull.toString()));
        }
    }

    @Test
    void aMeetingIsReadWhole() {
        var held = new Wire(Topic.MEETING_EVENTS, "meeting-held", MeetingHeld.class);
        var maria = AccountId.of("maria");

        assertThat(read(held, content("meeting-held.json")))
                .isEqualTo(new MeetingHeld(
                        MeetingId.of("000000d1-0000-4000-8000-0000000000d1"),
                        PartnershipId.of("000000e1-0000-4000-8000-0000000000e1"),
                        OrganisationId.of("000000a1-0000-4000-8000-0000000000a1"),
                        OrganisationId.of("000000a2-0000-4000-8000-0000000000a2"),
                        MeetingKind.C2C,
                        new MissionFacts(
                                MissionId.of("000000c1-0000-4000-8000-0000000000c1"),
                                AccountId.of("anna.lead"),
                                List.of(LocalDate.of(2017, 5, 14), LocalDate.of(2017, 5, 20))),
                        LocalDate.of(2017, 5, 17),
                        Instant.parse("2017-05-17T13:30:00Z"),
                        ZoneId.of("America/New_York"),
                        new RecordFacts(
                                new Interest(3),
                                new Interest(2),
                                List.of(CooperationArea.RESEARCH_AND_DEVELOPMENT, CooperationArea.JOINT_FUNDING),
                                List.of(new StepFacts(
                                        FollowUpKind.SEND_DOCUMENTS, LocalDate.of(2017, 5, 24), Side.OURS, maria)),
                                new StepFacts(FollowUpKind.CALL, LocalDate.of(2017, 5, 31), Side.THEIRS, maria)),
                        maria,
                        Instant.parse("2017-05-17T14:30:00Z")));
    }

    @ParameterizedTest
    @MethodSource("allFiles")
    void theEnvelopeComesBackAsItWent(Approved approved) {
        var event = read(approved.wire(), content(approved.file()));
        var aggregate = UUID.randomUUID();
        var cause = Cause.begins(COMMAND).then(EventId.next());
        var pending = format.pending(event, new Position(2, 17), cause);

        var heard = format.read(received(aggregate, pending));

        assertThat(heard.eventId()).isEqualTo(pending.eventId());
        assertThat(heard.workspace()).isEqualTo(WORKSPACE);
        assertThat(heard.aggregateId()).isEqualTo(aggregate);
        assertThat(heard.position()).isEqualTo(new Position(2, 17));
        assertThat(heard.key()).isEqualTo(RecordKey.of(event));
        assertThat(heard.cause()).isEqualTo(cause);
        assertThat(heard.event()).isEqualTo(event);
    }

    @ParameterizedTest
    @MethodSource("allFiles")
    void theOutboxKeepsItAsItWas(Approved approved) {
        var pending = format.pending(
                read(approved.wire(), content(approved.file())), new Position(1, 3), Cause.begins(COMMAND));

        assertThat(PendingEvent.from(pending.toDocument())).isEqualTo(pending);
    }

    @ParameterizedTest
    @MethodSource("allFiles")
    void theOfficialCloudEventsLibraryReadsIt(Approved approved) {
        var event = read(approved.wire(), content(approved.file()));
        var aggregate = UUID.randomUUID();
        var pending = format.pending(event, new Position(1, 3), Cause.begins(COMMAND));

        var cloudEvent = KafkaMessageFactory.createReader(textKey(received(aggregate, pending)))
                .toEvent();

        assertThat(cloudEvent).isInstanceOf(CloudEventV1.class);
        assertThat(cloudEvent.getId()).isEqualTo(pending.eventId().toString());
        assertThat(cloudEvent.getType()).isEqualTo(approved.wire().name());
        assertThat(cloudEvent.getSource())
                .isEqualTo(URI.create(approved.wire().topic().source()));
        assertThat(cloudEvent.getSubject()).isEqualTo(aggregate.toString());
        assertThat(cloudEvent.getDataContentType()).isEqualTo("application/json");
        assertThat(cloudEvent.getTime()).isEqualTo(event.occurredAt().atOffset(ZoneOffset.UTC));
        assertThat(cloudEvent.getExtensionNames())
                .containsExactlyInAnyOrder(
                        "partitionkey", "workspace", "epoch", "sequence", "causationid", "correlationid", "hop");
        assertThat(Objects.requireNonNull(cloudEvent.getData()).toBytes())
                .asString(UTF_8)
                .isEqualTo(pending.data());
    }

    @Test
    void theTraceTravelsAsTheExtensionOfThatNameAndIsNoPartOfTheEvent() {
        var event =
                read(new Wire(Topic.MEETING_EVENTS, "meeting-held", MeetingHeld.class), content("meeting-held.json"));
        var aggregate = UUID.randomUUID();
        var pending = format.pending(event, new Position(1, 3), Cause.begins(COMMAND));
        var traced = pending.in("00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01");

        var cloudEvent = KafkaMessageFactory.createReader(textKey(received(aggregate, traced)))
                .toEvent();

        assertThat(cloudEvent.getExtension("traceparent"))
                .isEqualTo("00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01");
        assertThat(format.read(received(aggregate, traced))).isEqualTo(format.read(received(aggregate, pending)));
    }

    private ConsumerRecord<byte[], byte[]> received(UUID aggregate, PendingEvent pending) {
        var sent = format.toRecord(WORKSPACE, aggregate.toString(), pending);
        var received = new ConsumerRecord<>(sent.topic(), 0, 0, sent.key(), sent.value());
        sent.headers().forEach(received.headers()::add);
        return received;
    }

    private static ConsumerRecord<String, byte[]> textKey(ConsumerRecord<byte[], byte[]> record) {
        var same = new ConsumerRecord<>(record.topic(), 0, 0, new String(record.key(), UTF_8), record.value());
        record.headers().forEach(same.headers()::add);
        return same;
    }

    /** Reads through the front door: the headers are right, the content is as given. */
    private DomainEvent read(Wire wire, String content) {
        var key = json.readTree(content).path(keyField(wire)).asString("");
        var record = new ConsumerRecord<>(wire.topic().wireName(), 0, 0, key.getBytes(UTF_8), content.getBytes(UTF_8));
        var pending = new PendingEvent(
                EventId.next(),
                wire.topic(),
                key,
                new Position(1, 1),
                wire.name(),
                Instant.EPOCH,
                Cause.begins(COMMAND),
                content,
                null);
        format.toRecord(WORKSPACE, UUID.randomUUID().toString(), pending)
                .headers()
                .forEach(record.headers()::add);
        return format.read(record).event();
    }

    private static String keyField(Wire wire) {
        return switch (wire.topic()) {
            case CONTACT_EVENTS -> "organisationId";
            case FOLLOW_UP_EVENTS -> "partnershipId";
            case MEETING_EVENTS -> wire.name().startsWith("meeting-") ? "partnershipId" : "missionId";
        };
    }

    private static String content(String file) {
        try (var stream = WireFormatTest.class.getResourceAsStream("/wire/" + file)) {
            assertThat(stream)
                    .as("approved file src/main/resources/wire/%s", file)
                    .isNotNull();
            return new String(Objects.requireNonNull(stream).readAllBytes(), UTF_8);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static List<ObjectNode> objects(JsonNode tree) {
        var found = new ArrayList<ObjectNode>();
        if (tree instanceof ObjectNode object) {
            found.add(object);
        }
        tree.forEach(child -> found.addAll(objects(child)));
        return found;
    }

    /** The optional fields of a record. */
    private static List<String> optional(Class<?> type) {
        return Arrays.stream(type.getRecordComponents())
                .filter(component -> component.getAnnotatedType().isAnnotationPresent(Nullable.class))
                .map(component -> component.getName())
                .toList();
    }

    /** The fields of a record, and of the records in it, that say nothing. */
    private static List<String> absent(Object value) {
        var found = new ArrayList<String>();
        for (var component : value.getClass().getRecordComponents()) {
            Object content;
            try {
                content = component.getAccessor().invoke(value);
            } catch (ReflectiveOperationException impossible) {
                throw new IllegalStateException(impossible);
            }
            if (content == null || content instanceof List<?> list && list.isEmpty()) {
                found.add(component.getName());
            } else if (content instanceof List<?> list) {
                list.stream().filter(Record.class::isInstance).forEach(one -> found.addAll(absent(one)));
            } else if (content instanceof Record) {
                found.addAll(absent(content));
            }
        }
        return found;
    }
}
