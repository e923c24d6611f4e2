package eu.bilateral.kernel.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.MongoTimeoutException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import eu.bilateral.kernel.command.CommandId;
import eu.bilateral.kernel.command.Instruction;
import eu.bilateral.kernel.command.Role;
import eu.bilateral.kernel.event.Cause;
import eu.bilateral.kernel.event.ContactEvent;
import eu.bilateral.kernel.event.ContactEvent.OrganisationArchived;
import eu.bilateral.kernel.event.ContactEvent.OrganisationRegistered;
import eu.bilateral.kernel.event.EventEnvelope;
import eu.bilateral.kernel.event.OrganisationType;
import eu.bilateral.kernel.event.Position;
import eu.bilateral.kernel.event.Topic;
import eu.bilateral.kernel.id.AccountId;
import eu.bilateral.kernel.id.OrganisationId;
import eu.bilateral.kernel.id.WorkspaceId;
import eu.bilateral.kernel.security.AccessRules;
import eu.bilateral.kernel.testing.AlsoOnRealParts;
import eu.bilateral.kernel.testing.TestBroker;
import eu.bilateral.kernel.testing.TestStore;
import io.micrometer.core.instrument.MeterRegistry;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.health.actuate.endpoint.HealthEndpointGroups;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.health.registry.HealthContributorRegistry;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.cloud.stream.binding.BindingsLifecycleController;
import org.springframework.cloud.stream.binding.BindingsLifecycleController.State;
import org.springframework.context.annotation.Bean;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** A service in small: it tells what happens to its organisations and hears it again over the real broker. */
@AlsoOnRealParts
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "spring.config.import=classpath:kernel.yml",
            "spring.cloud.function.definition=onContactEvent",
            "spring.cloud.stream.bindings.onContactEvent-in-0.destination=contact-events",
            "bilateral.delivery.sweep-every=1s",
            "bilateral.delivery.retry-every=100ms"
        })
@DirtiesContext
class DeliveryTest {

    private static final String SERVICE = TestBroker.unique("small-service");
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final Instant NOON = Instant.parse("2030-03-01T12:00:00Z");
    private static final WorkspaceId WORKSPACE = WorkspaceId.of("lublin");
    private static final String DATED = "Dated";
    private static final AccountId SOMEBODY = AccountId.of("maria");

    private static final Set<String> REFUSED_NAMES = ConcurrentHashMap.newKeySet();
    private static final AtomicBoolean STORE_AWAY = new AtomicBoolean();
    private static final AtomicBoolean PARKING_AWAY = new AtomicBoolean();
    private static final AtomicInteger TRIED_IN_VAIN = new AtomicInteger();

    @Autowired
    AggregateStore<Organisation, ContactEvent> organisations;

    @Autowired
    AggregateStore<Echo, ContactEvent> echoes;

    @Autowired
    AggregateStore<Dated, ContactEvent> dates;

    @Autowired
    EventFormat format;

    @Autowired
    Producer<byte[], byte[]> producer;

    @Autowired
    QuarantineDesk desk;

    @Autowired
    MongoDatabase database;

    @Autowired
    BatchListener<ContactEvent> hearing;

    @Autowired
    ListenerHealth listenerHealth;

    @Autowired
    BindingsLifecycleController bindings;

    @Autowired
    DeliveryWatch watch;

    @Autowired
    MeterRegistry metrics;

    @Autowired
    HealthEndpointGroups groups;

    @Autowired
    HealthContributorRegistry health;

    @LocalManagementPort
    int managementPort;

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry settings) {
        settings.add("spring.application.name", () -> SERVICE);
        settings.add("spring.cloud.stream.kafka.binder.brokers", TestBroker::bootstrapServers);
        settings.add("spring.mongodb.uri", TestStore::freshDatabase);
        settings.add("management.server.port", () -> 0);
    }

    @AfterEach
    void allIsWellAgain() {
        REFUSED_NAMES.clear();
        STORE_AWAY.set(false);
        PARKING_AWAY.set(false);
        TRIED_IN_VAIN.set(0);
    }

    @Test
    void whatIsToldIsHeardOnce() {
        var id = OrganisationId.next();

        var kept = organisations.add(by(), id.toString(), () -> registered(id, "Lubelska Medycyna"));

        assertThat(kept.version()).isEqualTo(1);
        await().atMost(SOON).until(() -> heardBy(id), List.of("Lubelska Medycyna")::equals);
    }

    @Test
    void aRecordThatIsDeliveredTwiceHasItsEffectOnce() throws Exception {
        var id = OrganisationId.next();
        var twice = record(id, 1, "Twice");

        send(twice);
        send(twice);
        send(record(id, 2, "Then"));

        await().atMost(SOON).until(() -> heardBy(id), List.of("Twice", "Then")::equals);
    }

    @Test
    void manyEventsOfManyOrganisationsAreEachHeardOnceAndInOrder() throws Exception {
        var all = new ArrayList<OrganisationId>();
        for (int one = 0; one < 40; one++) {
            all.add(OrganisationId.next());
        }

        for (int step = 1; step <= 25; step++) {
            for (var id : all) {
                var unused = producer.send(record(id, step, "Step " + step));
            }
        }
        producer.flush();

        var steps = new ArrayList<String>();
        for (int step = 1; step <= 25; step++) {
            steps.add("Step " + step);
        }
        await().atMost(SOON)
                .untilAsserted(() ->
                        assertThat(all).allSatisfy(id -> assertThat(heardBy(id)).isEqualTo(steps)));
    }

    @Test
    void moreEventsOfOneOrganisationThanItsOutboxTakesAreAllTold() throws Exception {
        var id = OrganisationId.next();
        int events = 3 * AggregateStore.OUTBOX_CAP;

        for (int step = 1; step <= events; step++) {
            var unused = producer.send(record(id, step, "retell"));
        }
        producer.flush();

        await().atMost(SOON)
                .untilAsserted(() -> assertThat(echoes.find(WORKSPACE, id.toString()))
                        .hasValueSatisfying(
                                kept -> assertThat(kept.state().names()).hasSize(events)));
    }

    @Test
    void whileTheStoreIsAwayNoOffsetMovesAndNothingIsSkipped() throws Exception {
        var id = OrganisationId.next();
        send(record(id, 1, "Before"));
        await().atMost(SOON).until(() -> heardBy(id), List.of("Before")::equals);
        await().atMost(SOON).until(() -> committed().equals(ends()));
        var before = committed();

        STORE_AWAY.set(true);
        send(record(id, 2, "Meanwhile"));
        await().atMost(SOON).until(() -> TRIED_IN_VAIN.get() >= 3);

        assertThat(committed()).isEqualTo(before);
        assertThat(desk.list(WORKSPACE)).isEmpty();

        STORE_AWAY.set(false);
        await().atMost(SOON).until(() -> heardBy(id), List.of("Before", "Meanwhile")::equals);
        await().atMost(SOON).until(() -> committed().equals(ends()));
    }

    @Test
    void whileNothingCanBeParkedNoOffsetMovesAndNothingIsSkipped() throws Exception {
        var id = OrganisationId.next();
        var rubbish = new ProducerRecord<>(
                Topic.CONTACT_EVENTS.wireName(), id.toString().getBytes(UTF_8), "rubbish".getBytes(UTF_8));
        record(id, 1, "Unread").headers().forEach(rubbish.headers()::add);
        await().atMost(SOON).until(() -> committed().equals(ends()));
        var before = committed();

        PARKING_AWAY.set(true);
        send(rubbish);
        send(record(id, 2, "Later"));
        await().atMost(SOON).until(() -> TRIED_IN_VAIN.get() >= 3);

        assertThat(committed()).isEqualTo(before);
        assertThat(parked(id)).isEmpty();
        assertThat(heardBy(id)).isEmpty();

        PARKING_AWAY.set(false);
        await().atMost(SOON).until(() -> parked(id), List.of("POISONED malformed-content", "WAITING waits")::equals);
        await().atMost(SOON).until(() -> committed().equals(ends()));
        assertThat(desk.discard(WORKSPACE, SOMEBODY, firstParked(id))).isTrue();
        assertThat(heardBy(id)).containsExactly("Later");
    }

    @Test
    void whatHasNoStoredFormInOneKindOfDocumentsIsInNone() throws Exception {
        var id = OrganisationId.next();
        var endOfTime = new OrganisationRegistered(
                id, null, DATED, OrganisationType.CLUSTER, null, null, List.of(), null, Instant.MAX);

        send(record(WORKSPACE, id, 1, endOfTime));

        await().atMost(SOON).until(() -> parked(id), List.of("POISONED refused")::equals);
        assertThat(heardBy(id)).isEmpty();
        assertThat(desk.discard(WORKSPACE, SOMEBODY, firstParked(id))).isTrue();

        send(record(id, 2, DATED));

        await().atMost(SOON).until(() -> heardBy(id), List.of(DATED)::equals);
        assertThat(dates.find(WORKSPACE, id.toString()))
                .hasValueSatisfying(kept -> assertThat(kept.state().at()).isEqualTo(NOON));
    }

    @Test
    void aPoisonedEventIsParkedLaterOnesOfItsKeyWaitAndOthersGoOn() throws Exception {
        var poisoned = OrganisationId.next();
        var other = OrganisationId.next();
        REFUSED_NAMES.add("Poison");

        send(record(poisoned, 1, "Fine"));
        send(record(poisoned, 2, "Poison"));
        send(record(poisoned, 3, "Later"));
        send(record(other, 1, "Other"));

        await().atMost(SOON).until(() -> heardBy(other), List.of("Other")::equals);
        await().atMost(SOON).until(() -> parked(poisoned), List.of("POISONED refused", "WAITING waits")::equals);
        assertThat(heardBy(poisoned)).containsExactly("Fine");
        await().atMost(SOON).until(() -> committed().equals(ends()));

        // In another batch: it waits too.
        send(record(poisoned, 4, "Even later"));
        await().atMost(SOON).until(() -> parked(poisoned).size() == 3);

        // Still refused: replaying changes nothing.
        assertThat(desk.replay(WORKSPACE, firstParked(poisoned))).isTrue();
        assertThat(parked(poisoned)).containsExactly("POISONED refused", "WAITING waits", "WAITING waits");

        REFUSED_NAMES.clear();
        assertThat(desk.replay(WORKSPACE, firstParked(poisoned))).isTrue();
        assertThat(heardBy(poisoned)).containsExactly("Fine", "Poison", "Later", "Even later");
        assertThat(parked(poisoned)).isEmpty();

        send(record(poisoned, 5, "Healthy again"));
        await().atMost(SOON)
                .until(
                        () -> heardBy(poisoned),
                        List.of("Fine", "Poison", "Later", "Even later", "Healthy again")::equals);
    }

    @Test
    void discardingAPoisonedEventLetsTheLaterOnesGoOn() throws Exception {
        var id = OrganisationId.next();
        REFUSED_NAMES.add("Poison");
        send(record(id, 1, "Poison"));
        send(record(id, 2, "Later"));
        await().atMost(SOON).until(() -> parked(id).size() == 2);
        var foreign = WorkspaceId.of("elsewhere");

        assertThat(desk.discard(foreign, SOMEBODY, firstParked(id))).isFalse();
        assertThat(desk.replay(foreign, firstParked(id))).isFalse();
        assertThat(desk.list(foreign)).isEmpty();
        assertThat(desk.discard(WORKSPACE, SOMEBODY, firstParked(id))).isTrue();

        assertThat(heardBy(id)).containsExactly("Later");
        assertThat(parked(id)).isEmpty();
    }

    @Test
    void aDiscardedEventThatIsReadAnewHoldsUpNoOther() throws Exception {
        var unreadable = OrganisationId.next();
        var refused = OrganisationId.next();
        REFUSED_NAMES.add("Poison");
        var rubbish = record(unreadable, 1, "Unread");
        rubbish.headers().remove("ce_time").remove("ce_type");
        var poison = record(refused, 1, "Poison");
        send(rubbish);
        send(poison);
        await().atMost(SOON)
                .until(() -> parked(unreadable).size() + parked(refused).size() == 2);
        var first = entries(unreadable).findFirst().orElseThrow();
        var second = entries(refused).findFirst().orElseThrow();
        assertThat(desk.discard(WORKSPACE, SOMEBODY, first.id())).isTrue();
        assertThat(desk.discard(WORKSPACE, SOMEBODY, second.id())).isTrue();

        hearing.handle(List.of(
                received(rubbish, first.partition(), first.offset()),
                received(poison, second.partition(), second.offset()),
                received(record(unreadable, 2, "After rubbish"), first.partition(), first.offset() + 1_000_000),
                received(record(refused, 2, "After poison"), second.partition(), second.offset() + 1_000_001)));

        assertThat(heardBy(unreadable)).containsExactly("After rubbish");
        assertThat(heardBy(refused)).containsExactly("After poison");
        assertThat(parked(unreadable)).isEmpty();
        assertThat(parked(refused)).isEmpty();
    }

    @Test
    void aDiscardedEventStaysAwayEvenWhereItCouldBeHandledNow() throws Exception {
        var id = OrganisationId.next();
        REFUSED_NAMES.add("Poison");
        var poison = record(id, 1, "Poison");
        send(poison);
        await().atMost(SOON).until(() -> parked(id).size() == 1);
        var entry = entries(id).findFirst().orElseThrow();
        assertThat(desk.discard(WORKSPACE, SOMEBODY, entry.id())).isTrue();
        REFUSED_NAMES.clear();

        hearing.handle(List.of(
                received(poison, entry.partition(), entry.offset()),
                received(record(id, 2, "Later"), entry.partition(), entry.offset() + 1_000_000)));

        assertThat(heardBy(id)).containsExactly("Later");
    }

    @Test
    void aDocumentThatCannotBeReadHoldsUpNoOther() throws Exception {
        var spoilt = OrganisationId.next();
        var other = OrganisationId.next();
        send(record(spoilt, 1, DATED));
        await().atMost(SOON).until(() -> heardBy(spoilt), List.of(DATED)::equals);
        setDate(spoilt, "never");

        hearing.handle(List.of(
                received(record(spoilt, 2, DATED), 0, 2_000_000), received(record(other, 1, "Other"), 0, 2_000_001)));

        assertThat(heardBy(other)).containsExactly("Other");
        assertThat(parked(spoilt)).containsExactly("POISONED refused");

        setDate(spoilt, Date.from(NOON));
        assertThat(desk.replay(WORKSPACE, firstParked(spoilt))).isTrue();
        assertThat(heardBy(spoilt)).containsExactly(DATED, DATED);
    }

    private void setDate(OrganisationId id, Object date) {
        var set = database.getCollection("dates")
                .updateOne(new Document("_id", id.toString()), new Document("$set", new Document("state.at", date)));
        assertThat(set.getModifiedCount()).isEqualTo(1);
    }

    @Test
    void whatCannotBeReadIsParkedAndTheRestGoesOn() throws Exception {
        var id = OrganisationId.next();
        var other = OrganisationId.next();
        var broken = new ProducerRecord<>(
                Topic.CONTACT_EVENTS.wireName(), id.toString().getBytes(UTF_8), "rubbish".getBytes(UTF_8));
        record(id, 1, "Unread").headers().forEach(broken.headers()::add);

        send(broken);
        send(record(other, 1, "Other"));

        await().atMost(SOON).until(() -> heardBy(other), List.of("Other")::equals);
        await().atMost(SOON).until(() -> parked(id), List.of("POISONED malformed-content")::equals);
        assertThat(desk.discard(WORKSPACE, SOMEBODY, firstParked(id))).isTrue();
    }

    @Test
    void anEventAboutADocumentOfAnotherWorkspaceIsParked() throws Exception {
        var id = OrganisationId.next();
        var foreign = WorkspaceId.of("elsewhere");
        send(record(id, 1, "Ours"));
        await().atMost(SOON).until(() -> heardBy(id), List.of("Ours")::equals);

        send(record(foreign, id, 2, "Theirs"));

        await().atMost(SOON)
                .untilAsserted(() -> assertThat(desk.list(foreign))
                        .extracting(Quarantine.Entry::code)
                        .containsExactly("wrong-workspace"));
        assertThat(heardBy(id)).containsExactly("Ours");
        assertThat(desk.discard(foreign, SOMEBODY, desk.list(foreign).getFirst().id()))
                .isTrue();
    }

    @Test
    void aForkIsParked() throws Exception {
        var id = OrganisationId.next();
        send(record(id, 1, "First life"));
        await().atMost(SOON).until(() -> heardBy(id), List.of("First life")::equals);

        send(record(id, 1, "Second life"));

        await().atMost(SOON).until(() -> parked(id), List.of("POISONED fork")::equals);
        assertThat(heardBy(id)).containsExactly("First life");
        assertThat(desk.discard(WORKSPACE, SOMEBODY, firstParked(id))).isTrue();
    }

    @Test
    void aConsumerThatWasDownHearsWhatItMissed() throws Exception {
        var id = OrganisationId.next();
        assertThat(listenerHealth.health().getStatus()).isEqualTo(Status.UP);

        bindings.changeState("onContactEvent-in-0", State.STOPPED);
        await().atMost(SOON).until(() -> listenerHealth.health().getStatus(), Status.DOWN::equals);
        send(record(id, 1, "Missed"));
        assertThat(heardBy(id)).isEmpty();
        bindings.changeState("onContactEvent-in-0", State.STARTED);

        await().atMost(SOON).until(() -> heardBy(id), List.of("Missed")::equals);
        await().atMost(SOON).until(() -> listenerHealth.health().getStatus(), Status.UP::equals);
    }

    @Test
    void aStoppedConsumerTakesTheServiceOutOfReadinessButNotOutOfLife() throws Exception {
        assertThat(probe("readiness")).isEqualTo(200);

        bindings.changeState("onContactEvent-in-0", State.STOPPED);
        await().atMost(SOON).until(() -> probe("readiness"), Integer.valueOf(503)::equals);
        assertThat(probe("liveness")).isEqualTo(200);

        bindings.changeState("onContactEvent-in-0", State.STARTED);
        await().atMost(SOON).until(() -> probe("readiness"), Integer.valueOf(200)::equals);
    }

    @Test
    void readinessAsksStoreBrokerAndConsumers() {
        var readiness = Objects.requireNonNull(groups.get("readiness"));

        assertThat(List.of("mongo", "binders", "listener")).allSatisfy(part -> {
            assertThat(readiness.isMember(part)).as(part).isTrue();
            assertThat(health.getContributor(part)).as(part).isNotNull();
        });
        assertThat(Objects.requireNonNull(groups.get("liveness")).isMember("binders"))
                .isFalse();
    }

    @Test
    void whatIsUnheardIsCountedUntilItIsHeard() throws Exception {
        var id = OrganisationId.next();
        send(record(id, 1, "Heard"));
        await().atMost(SOON).until(() -> heardBy(id), List.of("Heard")::equals);
        await().atMost(SOON).until(() -> hearing(), one -> one.listening() && one.lag() != null && one.lag() == 0);

        bindings.changeState("onContactEvent-in-0", State.STOPPED);
        await().atMost(SOON).until(() -> listenerHealth.health().getStatus(), Status.DOWN::equals);
        send(record(id, 2, "Missed"));
        send(record(id, 3, "Missed too"));

        var deaf = hearing();
        assertThat(deaf.listening()).isFalse();
        assertThat(deaf.lag()).isEqualTo(2);
        assertThat(deaf.heardAt()).isEqualTo(NOON);
        assertThat(deaf.happenedAt()).isEqualTo(NOON);
        assertThat(watch.read(WORKSPACE).verdict()).isEqualTo(DeliveryReading.Verdict.STOPPED);
        assertThat(metrics.get("bilateral.consumer.lag")
                        .tag("topic", "contact-events")
                        .gauge()
                        .value())
                .isEqualTo(2);

        bindings.changeState("onContactEvent-in-0", State.STARTED);
        await().atMost(SOON).until(() -> hearing(), one -> one.listening() && one.lag() != null && one.lag() == 0);
        assertThat(hearing().handled()).isGreaterThanOrEqualTo(deaf.handled() + 2);
    }

    @Test
    void theFiguresHaveTheNamesThatDashboardsAndAlertsRelyOn() {
        watch.look();

        assertThat(metrics.getMeters().stream()
                        .map(meter -> meter.getId().getName())
                        .filter(name -> name.startsWith("bilateral."))
                        .collect(Collectors.toSet()))
                .contains(
                        "bilateral.outbox.age",
                        "bilateral.outbox.size",
                        "bilateral.outbox.unconfirmed",
                        "bilateral.outbox.failures",
                        "bilateral.consumer.lag",
                        "bilateral.binding.silence",
                        "bilateral.quarantine.size",
                        "bilateral.events.handled",
                        "bilateral.events.gaps",
                        "bilateral.events.forks");
    }

    private DeliveryReading.Hearing hearing() {
        watch.look();
        return watch.read(WORKSPACE).hears().getFirst();
    }

    private int probe(String name) throws Exception {
        var address = URI.create("http://127.0.0.1:%d/actuator/health/%s".formatted(managementPort, name));
        try (var http = HttpClient.newHttpClient()) {
            return http.send(HttpRequest.newBuilder(address).build(), BodyHandlers.discarding())
                    .statusCode();
        }
    }

    private static Instruction by() {
        return new Instruction(WORKSPACE, SOMEBODY, Role.MANAGER, CommandId.next(), null);
    }

    private static Told<Organisation, ContactEvent> registered(OrganisationId id, String name) {
        return new Told<>(new Organisation(name), event(id, name));
    }

    private static ContactEvent event(OrganisationId id, String name) {
        return new OrganisationRegistered(id, null, name, OrganisationType.CLUSTER, null, null, List.of(), null, NOON);
    }

    private ProducerRecord<byte[], byte[]> record(OrganisationId id, long sequence, String name) {
        return record(WORKSPACE, id, sequence, name);
    }

    private ProducerRecord<byte[], byte[]> record(
            WorkspaceId workspace, OrganisationId id, long sequence, String name) {
        return record(workspace, id, sequence, event(id, name));
    }

    private ProducerRecord<byte[], byte[]> record(
            WorkspaceId workspace, OrganisationId id, long sequence, ContactEvent event) {
        var pending = format.pending(
                event, new Position(1, sequence), Cause.begins(CommandId.next().value()));
        return format.toRecord(workspace, id.toString(), pending);
    }

    private void send(ProducerRecord<byte[], byte[]> sent) throws Exception {
        var unused = producer.send(sent).get(30, SECONDS);
    }

    private static ConsumerRecord<byte[], byte[]> received(
            ProducerRecord<byte[], byte[]> sent, int partition, long offset) {
        var received = new ConsumerRecord<>(sent.topic(), partition, offset, sent.key(), sent.value());
        sent.headers().forEach(received.headers()::add);
        return received;
    }

    private List<String> heardBy(OrganisationId id) {
        return echoes.find(WORKSPACE, id.toString())
                .map(kept -> kept.state().names())
                .orElse(List.of());
    }

    private List<String> parked(OrganisationId id) {
        return entries(id).map(entry -> entry.kind() + " " + entry.code()).toList();
    }

    private String firstParked(OrganisationId id) {
        return entries(id).findFirst().orElseThrow().id();
    }

    private Stream<Quarantine.Entry> entries(OrganisationId id) {
        return desk.list(WORKSPACE).stream().filter(entry -> entry.key().equals(id.toString()));
    }

    private static Map<Integer, Long> committed() throws Exception {
        try (var admin = Admin.create(Map.of("bootstrap.servers", TestBroker.bootstrapServers()))) {
            return admin
                    .listConsumerGroupOffsets(SERVICE)
                    .partitionsToOffsetAndMetadata()
                    .get(30, SECONDS)
                    .entrySet()
                    .stream()
                    .filter(one -> one.getKey().topic().equals(Topic.CONTACT_EVENTS.wireName()))
                    .collect(Collectors.toMap(
                            one -> one.getKey().partition(),
                            one -> one.getValue().offset()));
        }
    }

    private static Map<Integer, Long> ends() throws Exception {
        try (var admin = Admin.create(Map.of("bootstrap.servers", TestBroker.bootstrapServers()))) {
            var topic = Topic.CONTACT_EVENTS.wireName();
            var partitions = new HashSet<TopicPartition>();
            admin.describeTopics(Set.of(topic)).allTopicNames().get(30, SECONDS).values().stream()
                    .flatMap(described -> described.partitions().stream())
                    .forEach(one -> partitions.add(new TopicPartition(topic, one.partition())));
            return admin
                    .listOffsets(partitions.stream().collect(Collectors.toMap(one -> one, one -> OffsetSpec.latest())))
                    .all()
                    .get(30, SECONDS)
                    .entrySet()
                    .stream()
                    .filter(one -> one.getValue().offset() > 0)
                    .collect(Collectors.toMap(
                            one -> one.getKey().partition(),
                            one -> one.getValue().offset()));
        }
    }

    /** What tells. */
    record Organisation(String name) {}

    /** What hears. */
    record Echo(List<String> names) {}

    /** What hears too, of those who are called so; its kind is written after the other. */
    record Dated(Instant at) {}

    @SpringBootConfiguration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class SmallService {

        @Bean
        Clock clock() {
            return Clock.fixed(NOON, ZoneOffset.UTC);
        }

        @Bean
        AccessRules accessRules() {
            return requests -> {};
        }

        @Bean
        AggregateStore<Organisation, ContactEvent> organisations(Stores stores) {
            return stores.open("organisations", Organisation.class);
        }

        @Bean
        AggregateStore<Echo, ContactEvent> echoes(Stores stores) {
            return stores.open("echoes", Echo.class);
        }

        @Bean
        AggregateStore<Dated, ContactEvent> dates(Stores stores) {
            return stores.open("dates", Dated.class);
        }

        @Bean
        BatchListener<ContactEvent> onContactEvent(
                Listeners listeners,
                AggregateStore<Echo, ContactEvent> echoes,
                AggregateStore<Dated, ContactEvent> dates) {
            return listeners
                    .to(Topic.CONTACT_EVENTS, ContactEvent.class)
                    .with(echoes, new Echoing())
                    .with(dates, new Dating())
                    .listen();
        }

        @Bean
        static BeanPostProcessor quarantineThatCanBeAway() {
            return new BeanPostProcessor() {
                @Override
                public Object postProcessAfterInitialization(Object bean, String name) {
                    return bean instanceof MongoDatabase database ? withoutParking(database) : bean;
                }
            };
        }
    }

    /** The same database, save that nothing can be parked in it while {@link #PARKING_AWAY}. */
    private static MongoDatabase withoutParking(MongoDatabase database) {
        return intercepted(MongoDatabase.class, (method, arguments) -> {
            var answer = method.invoke(database, arguments);
            return method.getName().equals("getCollection") && arguments[0].equals("quarantine")
                    ? intercepted(MongoCollection.class, (called, given) -> {
                        if (called.getName().equals("updateOne") && PARKING_AWAY.get()) {
                            TRIED_IN_VAIN.incrementAndGet();
                            throw new MongoTimeoutException("The store is away");
                        }
                        return called.invoke(answer, given);
                    })
                    : answer;
        });
    }

    private interface Interception {
        Object call(Method method, Object[] arguments) throws ReflectiveOperationException;
    }

    private static <T> T intercepted(Class<T> type, Interception interception) {
        return type.cast(Proxy.newProxyInstance(
                DeliveryTest.class.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    try {
                        return interception.call(method, arguments);
                    } catch (InvocationTargetException thrown) {
                        throw thrown.getCause();
                    }
                }));
    }

    private static final class Dating implements Reaction<ContactEvent, Dated> {

        @Override
        public Optional<String> touches(EventEnvelope<ContactEvent> heard) {
            return heard.event() instanceof OrganisationRegistered registered
                            && registered.name().equals(DATED)
                    ? Optional.of(registered.organisationId().toString())
                    : Optional.empty();
        }

        @Override
        public Outcome<Dated> react(@Nullable Dated current, EventEnvelope<ContactEvent> heard) {
            return Outcome.changed(new Dated(heard.event().occurredAt()));
        }
    }

    private static final class Echoing implements Reaction<ContactEvent, Echo> {

        @Override
        public Optional<String> touches(EventEnvelope<ContactEvent> heard) {
            return heard.event() instanceof OrganisationRegistered registered
                    ? Optional.of(registered.organisationId().toString())
                    : Optional.empty();
        }

        @Override
        public Outcome<Echo> react(@Nullable Echo current, EventEnvelope<ContactEvent> heard) {
            var name = ((OrganisationRegistered) heard.event()).name();
            if (STORE_AWAY.get()) {
                TRIED_IN_VAIN.incrementAndGet();
                throw new MongoTimeoutException("The store is away");
            }
            if (REFUSED_NAMES.contains(name)) {
                throw new IllegalStateException("Nobody foresaw " + name);
            }
            var names = new ArrayList<>(current == null ? List.<String>of() : current.names());
            names.add(name);
            return name.equals("retell")
                    ? Outcome.changed(
                            new Echo(names),
                            new OrganisationArchived(heard.event().organisationId(), NOON))
                    : Outcome.changed(new Echo(names));
        }
    }
}
