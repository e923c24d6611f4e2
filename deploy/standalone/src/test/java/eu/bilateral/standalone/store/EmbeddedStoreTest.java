package eu.bilateral.standalone.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.Updates;
import eu.bilateral.standalone.store.EmbeddedStore.Durability;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EmbeddedStoreTest {

    private static final int KEPT_PROMISES = 300;

    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(ints = {1, 16})
    void whatWasAcknowledgedSurvivesAKill(int writers) throws Exception {
        var file = directory.resolve("store");
        var writing = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        WritesUntilKilled.class.getName(),
                        file.toString(),
                        String.valueOf(writers))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        var acknowledged = new HashSet<String>();
        try (var told = new BufferedReader(new InputStreamReader(writing.getInputStream(), UTF_8))) {
            for (var line = told.readLine(); line != null; line = told.readLine()) {
                if (line.matches("n\\d+")) {
                    acknowledged.add(line);
                }
                if (acknowledged.size() == KEPT_PROMISES) {
                    writing.toHandle().destroyForcibly();
                }
            }
        }
        assertThat(writing.waitFor(10, TimeUnit.SECONDS)).isTrue();

        assertThat(acknowledged).hasSizeGreaterThanOrEqualTo(KEPT_PROMISES);
        try (var store = open(file);
                var client = MongoClients.create(store.uri("test"))) {
            var kept = new HashSet<String>();
            things(client, "written")
                    .find(Filters.eq("version", 2))
                    .forEach(document -> kept.add(document.getString("_id")));
            assertThat(kept).containsAll(acknowledged);
        }
    }

    @Test
    void manyWritersShareACommit() throws Exception {
        record Run(String name, EmbeddedStore store) {}
        var runs = List.of(
                new Run("in memory", EmbeddedStore.inMemory()),
                new Run("committed", EmbeddedStore.open(directory.resolve("c"), Durability.COMMITTED, failure -> {})),
                new Run("committed and synced", open(directory.resolve("s"))));
        for (var run : runs) {
            try (var store = run.store();
                    var client = MongoClients.create(store.uri("test"))) {
                var documents = things(client, "things");
                write(documents, 16, 100);
                var before = store.commits();
                var started = System.nanoTime();

                write(documents, 16, 500);

                var seconds = (System.nanoTime() - started) / 1e9;
                var commits = store.commits() - before;
                System.out.printf(
                        "%s: %.0f acknowledged writes/s, %.1f writes a commit, %.2f MB file%n",
                        run.name(), 8_000 / seconds, 8_000.0 / commits, store.fileSize() / 1e6);
                assertThat(commits).isLessThan(8_000);
            }
        }
    }

    private static void write(MongoCollection<Document> documents, int writers, int each) throws Exception {
        inParallel(writers, writer -> {
            for (int i = 0; i < each; i++) {
                documents.insertOne(new Document("workspace", "w").append("state", "x".repeat(500)));
            }
        });
    }

    @Test
    void aGuardedUpdateTakesAsLongInALargeCollectionAsInASmallOne() throws Exception {
        try (var store = EmbeddedStore.inMemory();
                var client = MongoClients.create(store.uri("test"))) {
            var small = filled(things(client, "small"), 100);
            var large = filled(things(client, "large"), 20_000);
            var warm = guardedUpdates(small, 100, 400).plus(guardedUpdates(large, 20_000, 400));

            var inSmall = guardedUpdates(small, 100, 600);
            var inLarge = guardedUpdates(large, 20_000, 600);

            System.out.printf(
                    "guarded update: %.0f µs in 100 documents, %.0f µs in 20,000%n",
                    inSmall.toNanos() / 600e3, inLarge.toNanos() / 600e3);
            assertThat(warm).isPositive();
            // A scan would take 200 times as long.
            assertThat(inLarge).isLessThan(inSmall.multipliedBy(5));
        }
    }

    /** 60 MB, and a driver takes no answer above 48. */
    @Test
    void moreThanFitsIntoOneAnswerComesInSeveral() throws Exception {
        try (var store = EmbeddedStore.inMemory();
                var client = MongoClients.create(store.uri("test"))) {
            var documents = things(client, "large");
            for (int i = 0; i < 1_000; i++) {
                documents.insertOne(new Document("_id", i).append("text", "x".repeat(60_000)));
            }

            assertThat(documents.find().map(one -> one.getInteger("_id"))).hasSize(1_000);
        }
    }

    private static MongoCollection<Document> filled(MongoCollection<Document> documents, int count) {
        documents.insertMany(IntStream.range(0, count)
                .mapToObj(i -> new Document("_id", "id" + i)
                        .append("workspace", "w")
                        .append("version", 1)
                        .append("state", "x".repeat(200)))
                .toList());
        return documents;
    }

    private static Duration guardedUpdates(MongoCollection<Document> documents, int count, int updates) {
        var started = System.nanoTime();
        for (int i = 0; i < updates; i++) {
            var id = "id" + (i * 7919 % count);
            var seen = documents
                    .find(Filters.and(Filters.eq("_id", id), Filters.eq("workspace", "w")))
                    .first();
            var updated = documents.updateOne(
                    new Document("_id", id).append("workspace", "w").append("version", seen.get("version")),
                    Updates.inc("version", 1));
            assertThat(updated.getModifiedCount()).isEqualTo(1);
        }
        return Duration.ofNanos(System.nanoTime() - started);
    }

    @Test
    void theFileFollowsTheLiveDataAndNotTheHistory() throws Exception {
        try (var store = EmbeddedStore.open(directory.resolve("store"), Durability.COMMITTED, failure -> {});
                var client = MongoClients.create(store.uri("test"))) {
            var documents = filled(things(client, "things"), 2_000);
            var largest = new AtomicInteger();

            for (int round = 0; round < 20; round++) {
                inParallel(8, writer -> {
                    for (int i = 0; i < 250; i++) {
                        documents.updateOne(
                                Filters.eq("_id", "id" + (i * 8 + writer)), Updates.set("state", "y".repeat(200 + i)));
                    }
                });
                largest.accumulateAndGet((int) (store.fileSize() >> 10), Math::max);
            }

            System.out.printf("file after 40,000 updates of 2,000 documents: at most %d KiB%n", largest.get());
            // 40,000 updates write some 300 MB; live are about 1 MB.
            assertThat(largest.get()).isLessThan(48 << 10);
        }
    }

    @Test
    void nobodyEverSeesHalfOfAChange() throws Exception {
        try (var store = open(directory.resolve("store"));
                var client = MongoClients.create(store.uri("test"))) {
            var documents = things(client, "things");
            documents.insertOne(new Document("_id", "one").append("a", 0).append("z", new Document("b", 0)));
            var done = new AtomicBoolean();
            var torn = new AtomicInteger();
            var reads = new AtomicInteger();
            try (var readers = Executors.newFixedThreadPool(4)) {
                for (int i = 0; i < 4; i++) {
                    var unused = readers.submit(() -> {
                        while (!done.get()) {
                            var seen = documents.find(Filters.eq("_id", "one")).first();
                            reads.incrementAndGet();
                            if (!seen.getInteger("a").equals(seen.getEmbedded(List.of("z", "b"), Integer.class))) {
                                torn.incrementAndGet();
                            }
                        }
                    });
                }
                inParallel(4, writer -> {
                    for (int i = 0; i < 300; i++) {
                        documents.updateOne(
                                Filters.eq("_id", "one"), Updates.combine(Updates.inc("a", 1), Updates.inc("z.b", 1)));
                    }
                });
                done.set(true);
            }

            assertThat(torn).hasValue(0);
            assertThat(reads).hasPositiveValue();
            assertThat(documents.find().first().getInteger("a")).isEqualTo(1_200);
        }
    }

    @Test
    void outOfManyGuardedUpdatesOfOneVersionOneWins() throws Exception {
        try (var store = open(directory.resolve("store"));
                var client = MongoClients.create(store.uri("test"))) {
            var documents = things(client, "things");
            documents.insertOne(new Document("_id", "one").append("version", 1));
            var won = new AtomicInteger();

            inParallel(
                    8,
                    writer -> won.addAndGet((int) documents
                            .updateOne(
                                    Filters.and(Filters.eq("_id", "one"), Filters.eq("version", 1)),
                                    Updates.combine(Updates.inc("version", 1), Updates.push("by", writer)))
                            .getModifiedCount()));

            assertThat(won).hasValue(1);
            assertThat(documents.find().first().getList("by", Integer.class)).hasSize(1);
        }
    }

    @Test
    void uniquenessHoldsOverARestart() throws Exception {
        var file = directory.resolve("store");
        try (var store = open(file);
                var client = MongoClients.create(store.uri("test"))) {
            var documents = things(client, "things");
            documents.createIndex(Indexes.ascending("ref"), new IndexOptions().unique(true));
            documents.insertOne(new Document("_id", "one").append("ref", "r"));
        }

        try (var store = open(file);
                var client = MongoClients.create(store.uri("test"))) {
            var documents = things(client, "things");

            assertThat(documents.countDocuments()).isEqualTo(1);
            assertThatExceptionOfType(MongoWriteException.class)
                    .isThrownBy(() -> documents.insertOne(new Document("_id", "two").append("ref", "r")));
            assertThatExceptionOfType(MongoWriteException.class)
                    .isThrownBy(() -> documents.insertOne(new Document("_id", "one").append("ref", "s")));
            documents.insertOne(new Document("_id", "two").append("ref", "s"));
        }
    }

    @Test
    void whoHasAFieldIsKnownThroughEveryChangeAndOverARestart() throws Exception {
        var file = directory.resolve("store");
        var waiting = Filters.and(Filters.exists("pending.0"), Filters.gte("pending.sequence", 1L));
        try (var store = open(file);
                var client = MongoClients.create(store.uri("test"))) {
            var documents = filled(things(client, "things"), 10);
            documents.updateOne(Filters.eq("_id", "id0"), Updates.push("pending", told(1)));
            documents.createIndex(Indexes.ascending("pending.sequence"), new IndexOptions().name("outbox"));
            assertThat(documents.countDocuments(waiting)).isEqualTo(1);

            documents.insertOne(new Document("_id", "new").append("pending", List.of(told(1), told(2))));
            documents.updateOne(Filters.eq("_id", "id1"), Updates.push("pending", told(1)));
            documents.replaceOne(Filters.eq("_id", "id2"), new Document("pending", List.of(told(3))));
            assertThat(documents.find(waiting).map(one -> one.getString("_id")).into(new ArrayList<>()))
                    .containsExactlyInAnyOrder("id0", "id1", "id2", "new");
            assertThat(documents.countDocuments(Filters.gte("pending.sequence", 2L)))
                    .isEqualTo(2);

            documents.updateOne(Filters.eq("_id", "new"), Updates.pull("pending", new Document("sequence", 1L)));
            documents.updateOne(Filters.eq("_id", "id1"), Updates.pull("pending", new Document("sequence", 1L)));
            documents.deleteOne(Filters.eq("_id", "id2"));
            assertThat(documents.countDocuments(waiting)).isEqualTo(2);
        }

        try (var store = open(file);
                var client = MongoClients.create(store.uri("test"))) {
            things(client, "things")
                    .createIndex(Indexes.ascending("pending.sequence"), new IndexOptions().name("outbox"));
            assertThat(things(client, "things")
                            .find(waiting)
                            .map(one -> one.getString("_id"))
                            .into(new ArrayList<>()))
                    .containsExactlyInAnyOrder("id0", "new");
        }
    }

    private static Document told(long sequence) {
        return new Document("sequence", sequence);
    }

    @Test
    void theFewWithSomethingToTellAreFoundWithoutLookingAtTheOthers() throws Exception {
        try (var store = EmbeddedStore.inMemory();
                var client = MongoClients.create(store.uri("test"))) {
            var documents = filled(things(client, "things"), 20_000);
            documents.createIndex(Indexes.ascending("pending.sequence"), new IndexOptions().name("outbox"));
            documents.updateOne(Filters.eq("_id", "id7"), Updates.push("pending", told(1)));
            var byIndex = Filters.and(Filters.exists("pending.0"), Filters.gte("pending.sequence", 1L));
            var byScan = Filters.exists("pending.0");
            var warm = timesFound(documents, byIndex, 20).plus(timesFound(documents, byScan, 5));

            var indexed = timesFound(documents, byIndex, 20).dividedBy(20);
            var scanned = timesFound(documents, byScan, 5).dividedBy(5);

            System.out.printf(
                    "one outbox of 20,000: %.1f ms by index, %.1f ms by scan%n",
                    indexed.toNanos() / 1e6, scanned.toNanos() / 1e6);
            assertThat(warm).isPositive();
            assertThat(indexed.multipliedBy(5)).isLessThan(scanned);
        }
    }

    private static Duration timesFound(MongoCollection<Document> documents, Bson filter, int times) {
        var started = System.nanoTime();
        for (int i = 0; i < times; i++) {
            assertThat(documents.find(filter).into(new ArrayList<>())).hasSize(1);
        }
        return Duration.ofNanos(System.nanoTime() - started);
    }

    @Test
    void oneRequestMayChangeADocumentTwice() throws Exception {
        try (var store = open(directory.resolve("store"));
                var client = MongoClients.create(store.uri("test") + "?socketTimeoutMS=10000")) {
            var documents = things(client, "things");
            documents.insertOne(new Document("_id", "one").append("pending", List.of("a", "b")));

            var pulled = documents.bulkWrite(List.of(
                    new UpdateOneModel<>(Filters.eq("_id", "one"), Updates.pull("pending", "a")),
                    new UpdateOneModel<>(Filters.eq("_id", "one"), Updates.pull("pending", "b"))));

            assertThat(pulled.getModifiedCount()).isEqualTo(2);
            assertThat(documents.find(Filters.eq("_id", "one")).first().getList("pending", String.class))
                    .isEmpty();
        }
    }

    @Test
    void itAnswersTheGreetingOfTodaysDriversInEveryDatabase() throws Exception {
        try (var store = EmbeddedStore.inMemory();
                var client = MongoClients.create(store.uri("test"))) {
            for (var database : List.of("test", "admin")) {
                var greeting = client.getDatabase(database).runCommand(new Document("hello", 1));

                assertThat(greeting.getBoolean("isWritablePrimary")).isTrue();
            }
        }
    }

    @Test
    void aFilterMayNameTheIdInAnyOfItsForms() throws Exception {
        try (var store = EmbeddedStore.inMemory();
                var client = MongoClients.create(store.uri("test"))) {
            var documents = filled(things(client, "things"), 10);
            documents.insertOne(new Document("_id", 7).append("workspace", "w"));

            assertThat(documents.countDocuments(Filters.eq("_id", "id1"))).isEqualTo(1);
            assertThat(documents.countDocuments(
                            Filters.and(Filters.in("_id", "id1", "id2", "none"), Filters.eq("workspace", "w"))))
                    .isEqualTo(2);
            assertThat(documents.countDocuments(Filters.and(Filters.eq("_id", "id1"), Filters.eq("workspace", "v"))))
                    .isZero();
            assertThat(documents.countDocuments(Filters.eq("_id", 7L))).isEqualTo(1);
            assertThat(documents.countDocuments(Filters.eq("_id", 7.0))).isEqualTo(1);
            assertThat(documents.countDocuments(Filters.regex("_id", "^id[12]$")))
                    .isEqualTo(2);
            assertThat(documents.countDocuments(Filters.ne("_id", "id1"))).isEqualTo(10);
            assertThat(documents.countDocuments(Filters.or(Filters.eq("_id", "id1"), Filters.eq("_id", "id2"))))
                    .isEqualTo(2);
            assertThat(documents.deleteOne(Filters.eq("_id", "id1")).getDeletedCount())
                    .isEqualTo(1);
            assertThat(documents.countDocuments()).isEqualTo(10);
        }
    }

    private static EmbeddedStore open(Path file) {
        return EmbeddedStore.open(file, failure -> {});
    }

    private static MongoCollection<Document> things(MongoClient client, String collection) {
        return client.getDatabase("test").getCollection(collection);
    }

    private interface Work {
        void as(int number) throws Exception;
    }

    private static void inParallel(int threads, Work work) throws Exception {
        try (var pool = Executors.newFixedThreadPool(threads)) {
            List<Future<?>> running = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                int number = i;
                running.add(pool.submit(() -> {
                    work.as(number);
                    return null;
                }));
            }
            for (var one : running) {
                one.get();
            }
        }
    }
}
