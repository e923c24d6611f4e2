package eu.bilateral.kernel.delivery;

import static eu.bilateral.kernel.delivery.SmallStore.MARIA;
import static eu.bilateral.kernel.delivery.SmallStore.NOON;
import static eu.bilateral.kernel.delivery.SmallStore.WORKSPACE;
import static eu.bilateral.kernel.delivery.SmallStore.by;
import static eu.bilateral.kernel.delivery.SmallStore.told;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import com.mongodb.MongoNodeIsRecoveringException;
import com.mongodb.MongoSocketException;
import com.mongodb.MongoSocketWriteException;
import com.mongodb.MongoWriteException;
import com.mongodb.ServerAddress;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.IndexModel;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Sorts;
import eu.bilateral.kernel.command.CommandId;
import eu.bilateral.kernel.command.CommandRefusal.KeyReused;
import eu.bilateral.kernel.command.CommandRefusal.OutboxFull;
import eu.bilateral.kernel.command.CommandRefusal.Outrun;
import eu.bilateral.kernel.command.CommandRefusal.VersionOutdated;
import eu.bilateral.kernel.command.Instruction;
import eu.bilateral.kernel.command.Kept;
import eu.bilateral.kernel.command.Role;
import eu.bilateral.kernel.delivery.AggregateStore.AlreadyThere;
import eu.bilateral.kernel.delivery.SmallStore.Steps;
import eu.bilateral.kernel.event.ContactEvent;
import eu.bilateral.kernel.event.Interest;
import eu.bilateral.kernel.id.AccountId;
import eu.bilateral.kernel.id.OrganisationId;
import eu.bilateral.kernel.id.WorkspaceId;
import eu.bilateral.kernel.testing.AlsoOnRealParts;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.bson.BsonDocument;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.bson.types.Decimal128;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.mockito.AdditionalAnswers;
import org.mockito.Mockito;

@AlsoOnRealParts
class AggregateStoreTest {

    private final SmallStore small = new SmallStore();
    /** Never started: what is told stays in the outbox, in sight. */
    private final Stores stores = small.stores(small.relay(SmallStore.producer(true)));

    private final AggregateStore<Steps, ContactEvent> store = stores.open("things", Steps.class);
    private final OrganisationId id = OrganisationId.next();

    private static Told<Steps, ContactEvent> toldOfState(Steps steps, OrganisationId id) {
        return Told.ofState(steps, told(steps, id).event());
    }

    @AfterEach
    void close() {
        small.close();
    }

    @Test
    void aChangeAndItsEventAreStoredTogether() {
        var added = store.add(by(), id.toString(), () -> told(new Steps(List.of("made")), id));
        var changed = store.change(by(), id.toString(), steps -> told(steps.with("changed"), id));

        assertThat(added).isEqualTo(new Kept<>(new Steps(List.of("made")), 1, false));
        assertThat(changed).contains(new Kept<>(new Steps(List.of("made", "changed")), 2, false));
        assertThat(store.find(WORKSPACE, id.toString()))
                .contains(new Kept<>(new Steps(List.of("made", "changed")), 2, false));
        assertThat(small.waiting("things", id.toString())).containsExactly(1L, 2L);
    }

    /** In several processes, that is: in one of them they take turns. */
    @Test
    void manyWhoChangeOneDocumentAtOnceLoseNothing() throws Exception {
        int threads = 20;
        int changes = 3;
        var instances = Stream.generate(this::anotherInstance).limit(threads).toList();
        var unused = store.add(by(), id.toString(), () -> told(new Steps(List.of()), id));
        var ready = new CountDownLatch(threads);
        var done = new ArrayList<Future<?>>();

        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int thread = 0; thread < threads; thread++) {
                int mine = thread;
                done.add(executor.submit(() -> {
                    ready.countDown();
                    ready.await();
                    for (int change = 0; change < changes; change++) {
                        changeUntilDone(instances.get(mine), mine + "-" + change);
                    }
                    return null;
                }));
            }
            for (var one : done) {
                one.get(60, SECONDS);
            }
        }

        var kept = store.find(WORKSPACE, id.toString()).orElseThrow();
        assertThat(kept.version()).isEqualTo(1 + threads * changes);
        assertThat(kept.state().steps()).hasSize(threads * changes).doesNotHaveDuplicates();
        assertThat(small.waiting("things", id.toString()))
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, 1 + threads * changes).boxed().toList());
        assertThat(new HashSet<>(small.raw("things", id.toString()).getList(Frame.PENDING, Document.class).stream()
                        .map(one -> one.getString("eventId"))
                        .toList()))
                .hasSize(1 + threads * changes);
    }

    private AggregateStore<Steps, ContactEvent> anotherInstance() {
        return stores.open("things", Steps.class);
    }

    private void changeUntilDone(AggregateStore<Steps, ContactEvent> instance, String step) {
        var command = new CommandId(UUID.randomUUID(), step);
        while (true) {
            try {
                assertThat(instance.change(by(command, null), id.toString(), steps -> told(steps.with(step), id)))
                        .isPresent();
                return;
            } catch (Outrun busy) {
                // The client is told to try again, and does.
            }
        }
    }

    /** Both would have read the same version, and one of them would have decided in vain. */
    @Test
    void whoChangesADocumentWhileAnotherDoesDecidesAfterwards() throws Exception {
        var unused = store.add(by(), id.toString(), () -> told(new Steps(List.of()), id));
        var decisions = new AtomicInteger();

        var second = whileAnotherChangesIt(
                decisions::incrementAndGet,
                () -> store.change(by(), id.toString(), steps -> {
                    decisions.incrementAndGet();
                    return told(steps.with("second"), id);
                }));

        assertThat(second.get(60, SECONDS)).isPresent();
        assertThat(decisions).hasValue(2);
        assertThat(store.find(WORKSPACE, id.toString()))
                .contains(new Kept<>(new Steps(List.of("first", "second")), 3, false));
    }

    /** As if it had been at it all the time that it waited. */
    @Test
    void whatWasRefusedIsNotCarriedOutByAnAttemptThatHadToWait() throws Exception {
        var unused = store.add(by(), id.toString(), () -> told(new Steps(List.of()), id));
        var command = new CommandId(UUID.randomUUID(), "one");

        var late = whileAnotherChangesIt(
                () -> refuse(anotherInstance(), command),
                () -> store.change(by(command, null), id.toString(), steps -> told(steps.with("late"), id)));

        assertThatExceptionOfType(ExecutionException.class)
                .isThrownBy(() -> late.get(60, SECONDS))
                .withCauseInstanceOf(Outrun.class);
        assertThat(store.find(WORKSPACE, id.toString()).orElseThrow().state().steps())
                .containsExactly("first");
    }

    /** Begins {@code work} while a change is being decided, which goes on once the work has read; both are done then. */
    private <T> Future<T> whileAnotherChangesIt(Runnable deciding, Callable<T> work) throws Exception {
        var begun = new CountDownLatch(1);
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            var first = executor.submit(() -> store.change(by(), id.toString(), steps -> {
                small.commands.clear();
                begun.countDown();
                await().until(() -> small.commands.stream().anyMatch(asked -> asked.containsKey("find")));
                deciding.run();
                return told(steps.with("first"), id);
            }));
            assertThat(begun.await(60, SECONDS)).isTrue();
            var second = executor.submit(work);
            assertThat(first.get(60, SECONDS)).isPresent();
            return second;
        }
    }

    @Test
    void aKeyIsClaimedOnceHoweverOftenItsChangeIsTried() {
        var unused = store.add(by(), id.toString(), () -> told(new Steps(List.of()), id));
        var elsewhere = anotherInstance();
        var outrun = new AtomicBoolean();
        small.commands.clear();

        var changed = store.change(by(new CommandId(UUID.randomUUID(), "one"), null), id.toString(), steps -> {
            if (outrun.compareAndSet(false, true)) {
                assertThat(elsewhere.change(by(), id.toString(), theirs -> told(theirs.with("theirs"), id)))
                        .isPresent();
            }
            return told(steps.with("mine"), id);
        });

        assertThat(changed).isPresent();
        assertThat(small.commands)
                .extracting(BsonDocument::getFirstKey)
                .containsExactly("find", "find", "update", "insert", "update", "find", "update");
    }

    /** Its first answer may have been lost together with its confirmation: what is read may still be taken back. */
    @Test
    void whatIsAnsweredAgainIsConfirmedBeforehand() {
        var command = new CommandId(UUID.randomUUID(), "add");
        Supplier<Told<Steps, ContactEvent>> decision = () -> told(new Steps(List.of("made")), id);
        var made = store.add(by(command, null), id.toString(), decision);
        small.commands.clear();

        var again = store.add(by(command, null), id.toString(), decision);
        var changed = store.change(by(command, null), id.toString(), steps -> told(steps.with("never"), id));

        assertThat(again.repeated()).isTrue();
        assertThat(changed)
                .hasValueSatisfying(kept -> assertThat(kept.repeated()).isTrue());
        assertThat(again.version()).isEqualTo(made.version());
        assertThat(small.commands)
                .filteredOn(asked -> asked.containsKey("update"))
                .hasSize(2)
                .allSatisfy(asked -> assertThat(
                                asked.getDocument("writeConcern").getString("w").getValue())
                        .isEqualTo("majority"));
    }

    @Test
    void manyWhoAddTheSameWithOneCommandAddItOnce() throws Exception {
        var command = new CommandId(UUID.randomUUID(), "add");
        var done = new ArrayList<Future<Kept<Steps>>>();

        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int thread = 0; thread < 10; thread++) {
                done.add(executor.submit(() ->
                        store.add(by(command, null), id.toString(), () -> told(new Steps(List.of("made")), id))));
            }
        }

        int first = 0;
        for (var one : done) {
            first += one.get(60, SECONDS).repeated() ? 0 : 1;
        }
        assertThat(first).isEqualTo(1);
        assertThat(small.waiting("things", id.toString())).containsExactly(1L);
    }

    @Test
    void aCommandThatIsRepeatedChangesNothing() {
        var add = new CommandId(UUID.randomUUID(), "add");
        var change = new CommandId(UUID.randomUUID(), "change");
        var unused = store.add(by(add, null), id.toString(), () -> told(new Steps(List.of("made")), id));
        var changed = store.change(by(change, 1L), id.toString(), steps -> told(steps.with("changed"), id));

        // The version that it names is outdated by itself, and that is no reason to refuse it.
        var again = store.change(by(change, 1L), id.toString(), steps -> told(steps.with("twice"), id));
        var addedAgain = store.add(by(add, null), id.toString(), () -> told(new Steps(List.of("twice")), id));

        assertThat(changed)
                .hasValueSatisfying(kept -> assertThat(kept.repeated()).isFalse());
        assertThat(again).contains(new Kept<>(new Steps(List.of("made", "changed")), 2, true));
        assertThat(addedAgain).isEqualTo(new Kept<>(new Steps(List.of("made", "changed")), 2, true));
        assertThat(small.waiting("things", id.toString())).containsExactly(1L, 2L);
    }

    @Test
    void aChangeThatLeavesAllAsItIsMakesNoVersionAndTellsNothing() {
        var command = new CommandId(UUID.randomUUID(), "as it is");
        var other = OrganisationId.next();
        for (var one : List.of(id, other)) {
            assertThat(store.add(by(), one.toString(), () -> told(new Steps(List.of("made")), one))
                            .repeated())
                    .isFalse();
        }
        var before = small.raw("things", id.toString());

        var same = store.change(by(command, 1L), id.toString(), steps -> toldOfState(steps, id));

        assertThat(same).contains(new Kept<>(new Steps(List.of("made")), 1, false));
        var after = small.raw("things", id.toString());
        after.get(Frame.COMMANDS, Document.class).remove(command.value().toString());
        assertThat(after).isEqualTo(before);
        // Its key is taken all the same: for this, and for nothing else, here or elsewhere.
        assertThat(store.change(by(command, 1L), id.toString(), steps -> told(steps.with("twice"), id)))
                .contains(new Kept<>(new Steps(List.of("made")), 1, true));
        for (var one : List.of(id, other)) {
            assertThatExceptionOfType(KeyReused.class)
                    .isThrownBy(() -> store.change(
                            by(new CommandId(command.value(), "else"), null),
                            one.toString(),
                            steps -> told(steps.with("x"), one)));
        }
        assertThat(store.change(by(CommandId.next(), 1L), id.toString(), steps -> toldOfState(steps, id)))
                .contains(new Kept<>(new Steps(List.of("made")), 1, false));
        assertThat(small.waiting("things", id.toString())).containsExactly(1L);
    }

    @Test
    void whatSaysMoreThanTheStateIsToldAlsoWhereThatStaysAsItIs() {
        var unused = store.add(by(), id.toString(), () -> told(new Steps(List.of("made")), id));

        var changed = store.change(by(), id.toString(), steps -> told(steps, id));

        assertThat(changed).contains(new Kept<>(new Steps(List.of("made")), 2, false));
        assertThat(small.waiting("things", id.toString())).containsExactly(1L, 2L);
    }

    @Test
    void whatLeavesAllAsItWasIsDecidedAnewWhereSomebodyWasQuicker() {
        var elsewhere = anotherInstance();
        var unused = store.add(by(), id.toString(), () -> told(new Steps(List.of("made")), id));
        var decided = new ArrayList<Steps>();

        var changed = store.change(by(), id.toString(), steps -> {
            decided.add(steps);
            if (decided.size() == 1) {
                assertThat(elsewhere.change(by(), id.toString(), theirs -> told(theirs.with("theirs"), id)))
                        .isPresent();
            }
            return toldOfState(new Steps(List.of("made")), id);
        });

        assertThat(changed).contains(new Kept<>(new Steps(List.of("made")), 3, false));
        assertThat(decided).containsExactly(new Steps(List.of("made")), new Steps(List.of("made", "theirs")));
        assertThat(small.waiting("things", id.toString())).containsExactly(1L, 2L, 3L);
    }

    /** A key that was told no has changed nothing, and an attempt that is still on its way does not take it after all. */
    @Test
    void whatWasRefusedIsNotTakenForDoneByAnAttemptThatWouldHaveChangedNothing() {
        var unused = store.add(by(), id.toString(), () -> told(new Steps(List.of()), id));
        var command = new CommandId(UUID.randomUUID(), "one");
        var askedAgain = new AtomicBoolean();

        assertThatExceptionOfType(Outrun.class)
                .isThrownBy(() -> store.change(by(command, null), id.toString(), steps -> {
                    if (askedAgain.compareAndSet(false, true)) {
                        refuse(command);
                    }
                    return toldOfState(steps, id);
                }));

        assertThat(store.change(by(command, null), id.toString(), steps -> told(steps.with("asked anew"), id)))
                .contains(new Kept<>(new Steps(List.of("asked anew")), 2, false));
    }

    @Test
    void whatACommandMadeStandsAlsoWhereItWouldBeRefusedNow() {
        var id = OrganisationId.next();
        var add = new CommandId(UUID.randomUUID(), "add");
        var made = store.add(by(add, null), id.toString(), () -> told(new Steps(List.of("made")), id));

        var again = store.add(by(add, null), id.toString(), () -> {
            throw new IllegalStateException("refused now");
        });

        assertThat(again).isEqualTo(new Kept<>(made.state(), made.version(), true));
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> store.add(by(), OrganisationId.next().toString(), () -> {
                    throw new IllegalStateException("refused now");
                }));
    }

    @Test
    void aKeyThatCameBeforeWithAnotherRequestIsRefused() {
        var key = UUID.randomUUID();
        var unused = store.add(
                by(new CommandId(key, "one"), null), id.toString(), () -> told(new Steps(List.of("made")), id));

        assertThatExceptionOfType(KeyReused.class)
                .isThrownBy(() -> store.add(
                        by(new CommandId(key, "other"), null), id.toString(), () -> told(new Steps(List.of()), id)));
        assertThatExceptionOfType(KeyReused.class)
                .isThrownBy(() -> store.change(
                        by(new CommandId(key, "other"), null), id.toString(), steps -> told(steps.with("x"), id)));
        assertThat(store.find(WORKSPACE, id.toString())).contains(new Kept<>(new Steps(List.of("made")), 1, false));
    }

    @Test
    void aKeyThatChangedOneDocumentChangesNoOther() {
        var other = OrganisationId.next();
        var key = UUID.randomUUID();
        for (var one : List.of(id, other)) {
            assertThat(store.add(by(), one.toString(), () -> told(new Steps(List.of()), one))
                            .repeated())
                    .isFalse();
        }
        assertThat(store.change(by(new CommandId(key, "one"), null), id.toString(), steps -> told(steps.with("x"), id)))
                .isPresent();

        assertThatExceptionOfType(KeyReused.class)
                .isThrownBy(() -> store.change(
                        by(new CommandId(key, "other"), null),
                        other.toString(),
                        steps -> told(steps.with("x"), other)));

        // Neither whether it would be refused there nor in which version tells more than that the key is taken.
        assertThatExceptionOfType(KeyReused.class)
                .isThrownBy(() -> store.change(
                        by(new CommandId(key, "other"), 7L), other.toString(), steps -> told(steps.with("x"), other)));
        assertThatExceptionOfType(KeyReused.class)
                .isThrownBy(() -> store.change(by(new CommandId(key, "other"), null), other.toString(), steps -> {
                    throw new IllegalStateException("no");
                }));
        assertThat(store.find(WORKSPACE, other.toString())).contains(new Kept<>(new Steps(List.of()), 1, false));
        assertThat(small.raw("things", other.toString())).doesNotContainKey(Frame.REFUSALS);
    }

    @Test
    void aRefusedChangeLeavesItsKeyFree() {
        var other = OrganisationId.next();
        var key = UUID.randomUUID();
        for (var one : List.of(id, other)) {
            assertThat(store.add(by(), one.toString(), () -> told(new Steps(List.of()), one))
                            .repeated())
                    .isFalse();
        }
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> store.change(by(new CommandId(key, "one"), null), id.toString(), steps -> {
                    throw new IllegalStateException("no");
                }));

        assertThat(store.change(
                        by(new CommandId(key, "other"), null), other.toString(), steps -> told(steps.with("x"), other)))
                .isPresent();
    }

    /** The asker had no answer to the first attempt, asked again and was told no: that must stay true. */
    @Test
    void whatWasRefusedIsCarriedOutByNoEarlierAttempt() {
        var unused = store.add(by(), id.toString(), () -> told(new Steps(List.of()), id));
        var command = new CommandId(UUID.randomUUID(), "one");
        var askedAgain = new AtomicBoolean();

        assertThatExceptionOfType(Outrun.class)
                .isThrownBy(() -> store.change(by(command, null), id.toString(), steps -> {
                    if (askedAgain.compareAndSet(false, true)) {
                        refuse(command);
                    }
                    return told(steps.with("late"), id);
                }));

        assertThat(store.find(WORKSPACE, id.toString())).contains(new Kept<>(new Steps(List.of()), 1, false));
        assertThat(store.change(by(command, null), id.toString(), steps -> told(steps.with("asked anew"), id)))
                .contains(new Kept<>(new Steps(List.of("asked anew")), 2, false));
    }

    @Test
    void whatAnEarlierAttemptCarriesOutIsNotRefused() {
        var unused = store.add(by(), id.toString(), () -> told(new Steps(List.of()), id));
        var command = new CommandId(UUID.randomUUID(), "one");

        var again = store.change(by(command, null), id.toString(), read -> {
            assertThat(store.change(by(command, null), id.toString(), steps -> told(steps.with("first"), id)))
                    .isPresent();
            throw new IllegalStateException("no");
        });

        assertThat(again).contains(new Kept<>(new Steps(List.of("first")), 2, true));
    }

    @Test
    void aRefusalStopsNobodyWhoHasNotBeenOutrun() {
        var unused = store.add(by(), id.toString(), () -> told(new Steps(List.of()), id));
        refuse(new CommandId(UUID.randomUUID(), "other"));

        var changed = store.change(
                by(new CommandId(UUID.randomUUID(), "one"), 1L), id.toString(), steps -> told(steps.with("x"), id));

        assertThat(changed).contains(new Kept<>(new Steps(List.of("x")), 2, false));
    }

    private void refuse(CommandId command) {
        refuse(store, command);
    }

    private void refuse(AggregateStore<Steps, ContactEvent> instance, CommandId command) {
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> instance.change(by(command, null), id.toString(), steps -> {
                    throw new IllegalStateException("no");
                }));
    }

    @Test
    void aStoreThatIsAwayWhileItIsDecidedEndsNobodysAttempt() {
        var unused = store.add(by(), id.toString(), () -> told(new Steps(List.of()), id));
        small.commands.clear();

        assertThatExceptionOfType(MongoSocketException.class)
                .isThrownBy(() ->
                        store.change(by(new CommandId(UUID.randomUUID(), "one"), null), id.toString(), steps -> {
                            throw cut();
                        }));

        assertThat(small.commands).noneMatch(asked -> asked.containsKey("update"));
    }

    /** "It is there already" would be taken for success, and "nothing was stored" for the end of it. */
    @Test
    void whatMayBeStoredIsNeitherSaidToBeThereNorSaidToBeLost() {
        var doubtful = inDoubt();
        var command = new CommandId(UUID.randomUUID(), "add");

        assertThatExceptionOfType(MongoSocketException.class)
                .isThrownBy(() ->
                        doubtful.add(by(command, null), id.toString(), () -> told(new Steps(List.of("made")), id)));

        var made = store.add(by(command, null), id.toString(), () -> told(new Steps(List.of("made")), id));
        assertThat(made.repeated()).isFalse();
        assertThatExceptionOfType(MongoSocketException.class)
                .isThrownBy(() -> doubtful.change(by(), id.toString(), steps -> told(steps.with("x"), id)));
    }

    /** Whether it took the write before it closed is for the next attempt to see. */
    @Test
    void aStoreThatClosesWhileItIsWrittenToIsAskedAgain() {
        var unused = store.add(by(), id.toString(), () -> told(new Steps(List.of()), id));
        var real = small.database.getCollection("things");
        var closing = new MongoNodeIsRecoveringException(
                BsonDocument.parse("{ok: 0, code: 91, codeName: 'ShutdownInProgress', errmsg: 'closed'}"),
                new ServerAddress());
        var documents = delegating(real);
        Mockito.doThrow(closing)
                .doAnswer(AdditionalAnswers.delegatesTo(real))
                .when(documents)
                .updateOne(Mockito.any(Bson.class), Mockito.any(Bson.class));

        var changed = opened(documents).change(by(), id.toString(), steps -> told(steps.with("x"), id));

        assertThat(changed.orElseThrow().state().steps()).containsExactly("x");
    }

    /** The same store, each of whose writes is cut off on its way. */
    private AggregateStore<Steps, ContactEvent> inDoubt() {
        var documents = delegating(small.database.getCollection("things"));
        Mockito.doThrow(cut()).when(documents).insertOne(Mockito.any());
        Mockito.doThrow(cut()).when(documents).updateOne(Mockito.any(Bson.class), Mockito.any(Bson.class));
        return opened(documents);
    }

    @SuppressWarnings("unchecked")
    private static MongoCollection<Document> delegating(MongoCollection<Document> real) {
        return Mockito.mock(MongoCollection.class, AdditionalAnswers.delegatesTo(real));
    }

    private AggregateStore<Steps, ContactEvent> opened(MongoCollection<Document> documents) {
        var database = Mockito.mock(MongoDatabase.class);
        Mockito.when(database.getCollection("things")).thenReturn(documents);
        return small.stores(small.relay(SmallStore.producer(true)), database).open("things", Steps.class);
    }

    private static MongoSocketException cut() {
        return new MongoSocketWriteException("cut", new ServerAddress(), new IOException());
    }

    @Test
    void whoHasSeenAnOlderVersionIsRefused() {
        var unused = store.add(by(), id.toString(), () -> told(new Steps(List.of()), id));
        var later = store.change(by(CommandId.next(), 1L), id.toString(), steps -> told(steps.with("first"), id));

        assertThat(later).isPresent();
        assertThatExceptionOfType(VersionOutdated.class)
                .isThrownBy(() ->
                        store.change(by(CommandId.next(), 1L), id.toString(), steps -> told(steps.with("late"), id)));
        assertThat(small.waiting("things", id.toString())).containsExactly(1L, 2L);
    }

    @Test
    void whatTheDecisionRefusesIsNotStored() {
        var unused = store.add(by(), id.toString(), () -> told(new Steps(List.of()), id));

        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> store.change(by(), id.toString(), steps -> {
                    throw new IllegalStateException("no");
                }));

        assertThat(store.find(WORKSPACE, id.toString())).contains(new Kept<>(new Steps(List.of()), 1, false));
    }

    @Test
    void aFullOutboxTakesNoMore() {
        var unused = store.add(by(), id.toString(), () -> told(new Steps(List.of()), id));
        for (int change = 1; change < AggregateStore.OUTBOX_CAP; change++) {
            assertThat(store.change(by(), id.toString(), steps -> told(steps.with("x"), id)))
                    .isPresent();
        }

        assertThatExceptionOfType(OutboxFull.class)
                .isThrownBy(() -> store.change(by(), id.toString(), steps -> told(steps.with("over"), id)));

        var kept = store.find(WORKSPACE, id.toString()).orElseThrow();
        assertThat(kept.version()).isEqualTo(AggregateStore.OUTBOX_CAP);
        assertThat(kept.state().steps()).doesNotContain("over");
        assertThat(small.waiting("things", id.toString())).hasSize(AggregateStore.OUTBOX_CAP);
    }

    @Test
    void anotherWorkspaceSeesNothingOfIt() {
        var foreign = WorkspaceId.of("elsewhere");
        var stranger = new Instruction(foreign, AccountId.of("eve"), Role.MANAGER, CommandId.next(), null);
        var unused = store.add(by(), id.toString(), () -> told(new Steps(List.of("ours")), id));

        assertThat(store.find(foreign, id.toString())).isEmpty();
        assertThat(store.list(foreign, Filters.empty(), Sorts.ascending("_id"), 10))
                .isEmpty();
        assertThat(store.list(foreign, Filters.eq("workspace", "lublin"), Sorts.ascending("_id"), 10))
                .isEmpty();
        assertThat(store.count(foreign, Filters.empty())).isZero();
        assertThat(store.change(stranger, id.toString(), steps -> told(steps.with("theirs"), id)))
                .isEmpty();
        assertThat(store.list(WORKSPACE, Filters.empty(), Sorts.ascending("_id"), 10))
                .hasSize(1);
        assertThat(store.count(WORKSPACE, Filters.empty())).isEqualTo(1);
    }

    @Test
    void anIdThatAnotherCommandTookIsThereAlready() {
        var unused = store.add(by(), id.toString(), () -> told(new Steps(List.of()), id));

        assertThatExceptionOfType(AlreadyThere.class)
                .isThrownBy(() -> store.add(by(), id.toString(), () -> told(new Steps(List.of()), id)));
    }

    @Test
    void anIdThatLiesInAnotherWorkspaceIsThereAlready() {
        var foreign =
                new Instruction(WorkspaceId.of("elsewhere"), AccountId.of("eve"), Role.MANAGER, CommandId.next(), null);
        var unused = store.add(by(), id.toString(), () -> told(new Steps(List.of("ours")), id));

        assertThatExceptionOfType(AlreadyThere.class)
                .isThrownBy(() -> store.add(foreign, id.toString(), () -> told(new Steps(List.of("theirs")), id)));
        assertThat(store.find(WORKSPACE, id.toString())).contains(new Kept<>(new Steps(List.of("ours")), 1, false));
    }

    /** What another unique index watches over; the value holds "_id" to lead astray whoever only searches for that. */
    record Named(String ref) {}

    @Test
    void whatViolatesAnotherUniqueIndexIsNotTakenForTheSameDocument() {
        var named = stores.<Named, ContactEvent>open(
                "named",
                Named.class,
                new IndexModel(
                        Indexes.ascending("workspace", "state.ref"),
                        new IndexOptions().name("ref_id").unique(true)));
        var other = OrganisationId.next();
        var unused = named.add(by(), id.toString(), () -> told(new Named("the _id of somebody"), id));

        assertThatExceptionOfType(MongoWriteException.class)
                .isThrownBy(
                        () -> named.add(by(), other.toString(), () -> told(new Named("the _id of somebody"), other)));
        assertThat(named.find(WORKSPACE, other.toString())).isEmpty();
    }

    /** One of each kind of thing that states hold. */
    record OneOfEach(
            OrganisationId organisationId,
            AccountId owner,
            LocalDate dueOn,
            Instant at,
            ZoneId zone,
            Interest interest,
            UUID uuid,
            BigDecimal amount,
            Role role,
            long count,
            String text,
            List<String> texts,
            List<Inner> inner,
            @Nullable String nothing) {}

    record Inner(LocalDate day, OrganisationId organisationId) {}

    @Test
    void everyThingIsStoredInItsForm() {
        var things = stores.<OneOfEach, ContactEvent>open("each", OneOfEach.class);
        var day = LocalDate.of(2030, 3, 31);
        var state = new OneOfEach(
                id,
                MARIA,
                day,
                NOON,
                ZoneId.of("America/New_York"),
                new Interest(2),
                UUID.fromString("0000c0de-0000-4000-8000-00000000c0de"),
                new BigDecimal("10.50"),
                Role.MANAGER,
                7,
                "{\"$gt\": \"\"}",
                List.of("2030-03-31", id.toString(), "Europe/Warsaw"),
                List.of(new Inner(day, id)),
                null);

        var unused = things.add(by(), id.toString(), () -> told(state, id));

        var document = small.raw("each", id.toString());
        var stored = document.get("state", Document.class);
        assertThat(stored)
                .containsEntry("organisationId", id.toString())
                .containsEntry("owner", "maria")
                .containsEntry("dueOn", "2030-03-31")
                .containsEntry("at", Date.from(NOON))
                .containsEntry("zone", "America/New_York")
                .containsEntry("interest", 2)
                .containsEntry("role", "MANAGER")
                .containsEntry("count", 7L)
                .containsEntry("uuid", state.uuid())
                .containsEntry("amount", Decimal128.parse("10.50"))
                .containsEntry("text", "{\"$gt\": \"\"}")
                .containsEntry("texts", List.of("2030-03-31", id.toString(), "Europe/Warsaw"))
                .containsEntry(
                        "inner", List.of(new Document("day", "2030-03-31").append("organisationId", id.toString())));
        assertThat(document.toJson()).doesNotContain("_class");
        assertThat(things.find(WORKSPACE, id.toString()).orElseThrow().state()).isEqualTo(state);
    }

    @Test
    void whatIsListedIsFilteredSortedAndLimited() {
        for (var name : List.of("c", "a", "b")) {
            var one = OrganisationId.of("00000000-0000-4000-8000-00000000000" + name);
            var unused = store.add(by(), one.toString(), () -> told(new Steps(List.of(name)), one));
        }

        var listed = store.list(WORKSPACE, Filters.ne("state.steps", "a"), Sorts.ascending("_id"), 1);

        assertThat(listed)
                .singleElement()
                .satisfies(one -> assertThat(one.kept()).isEqualTo(new Kept<>(new Steps(List.of("b")), 1, false)));
    }
}
