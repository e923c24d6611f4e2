package eu.bilateral.standalone.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.mongodb.MongoCommandException;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Accumulators;
import com.mongodb.client.model.Aggregates;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.Updates;
import io.netty.channel.embedded.EmbeddedChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.h2.mvstore.MVStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an index over several fields, and the first stage of an aggregation, spare the store; and that no answer differs for it. */
class StoreIndexesTest {

    private static final List<Bson> FILTERS = List.of(
            both("w", "MET"),
            both("w", "NOWHERE"),
            Filters.and(Filters.eq("workspace", "v"), Filters.in("state.stage", "MET", "SCOPING")),
            Filters.and(Filters.in("workspace", "v", "w"), Filters.eq("state.stage", "MET")),
            Filters.and(Filters.eq("workspace", "w"), Filters.eq("state.tags", "energy")),
            Filters.and(Filters.eq("workspace", "w"), Filters.eq("state.tags", List.of("energy", "medicine"))),
            Filters.and(Filters.eq("workspace", "w"), Filters.eq("state.stage", null)),
            Filters.and(Filters.eq("workspace", "w"), Filters.eq("state.stage", 7)),
            Filters.and(Filters.eq("workspace", "w"), Filters.regex("state.stage", "^M")),
            Filters.and(Filters.eq("workspace", "w"), Filters.ne("state.stage", "MET")),
            Filters.and(Filters.eq("workspace", "w"), Filters.eq("state.archived", true)),
            Filters.and(
                    Filters.and(both("w", "MET"), Filters.gte("state.due", 5)), Filters.eq("state.archived", false)),
            Filters.or(both("w", "MET"), both("v", "MET")),
            Filters.empty());

    @TempDir
    Path directory;

    private static Bson both(String workspace, String stage) {
        return Filters.and(Filters.eq("workspace", workspace), Filters.eq("state.stage", stage));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void answersAreTheSameAsWithoutIndexes(long seed) throws Exception {
        try (var store = EmbeddedStore.inMemory();
                var client = MongoClients.create(store.uri("test"))) {
            var plain = client.getDatabase("test").getCollection("plain");
            var indexed = client.getDatabase("test").getCollection("indexed");
            indexed.createIndex(Indexes.ascending("workspace", "state.stage", "state.due"));
            indexed.createIndex(Indexes.ascending("workspace", "state.tags"));
            indexed.createIndex(Indexes.ascending("workspace", "state.archived", "_id"));
            var dice = new Random(seed);

            for (int round = 0; round < 40; round++) {
                for (int change = 0; change < 10; change++) {
                    var done = change(dice);
                    done.accept(plain);
                    done.accept(indexed);
                }
                for (var filter : FILTERS) {
                    assertThat(found(indexed, filter)).as("%s", filter).isEqualTo(found(plain, filter));
                }
            }
            assertThat(indexed.countDocuments()).isGreaterThan(20);
        }
    }

    private static List<Object> found(MongoCollection<Document> documents, Bson filter) {
        var order = Sorts.orderBy(Sorts.descending("state.due"), Sorts.ascending("_id"));
        var few = documents.find(filter).sort(order).limit(3).into(new ArrayList<>());
        assertThat(documents
                        .aggregate(List.of(
                                Aggregates.match(filter),
                                Aggregates.sort(order),
                                Aggregates.limit(3),
                                Aggregates.project(Projections.include("state.due"))))
                        .map(one -> one.get("_id")))
                .as("sorted and cut")
                .containsExactlyElementsOf(
                        few.stream().map(one -> one.get("_id")).toList());
        return List.of(
                documents.find(filter).sort(Sorts.ascending("_id")).into(new ArrayList<>()),
                documents.find(filter).sort(order).skip(1).limit(3).into(new ArrayList<>()),
                documents.countDocuments(filter),
                documents
                        .aggregate(List.of(
                                Aggregates.match(filter),
                                Aggregates.group("$state.archived", Accumulators.sum("many", 1)),
                                Aggregates.sort(Sorts.ascending("_id"))))
                        .into(new ArrayList<>()));
    }

    private static Consumer<MongoCollection<Document>> change(Random dice) {
        var id = "id" + dice.nextInt(60);
        var one = Filters.eq("_id", id);
        var state = state(dice);
        var workspace = dice.nextBoolean() ? "w" : "v";
        return switch (dice.nextInt(7)) {
            case 0 -> documents -> documents.deleteOne(one);
            case 1 -> documents -> documents.updateOne(one, Updates.set("state.stage", state.get("stage")));
            case 2 -> documents -> documents.updateOne(one, Updates.unset("state.stage"));
            case 3 ->
                documents -> documents.deleteMany(Filters.and(both(workspace, "MET"), Filters.eq("state.due", 3)));
            case 4 -> documents -> documents.updateMany(both(workspace, "SCOPING"), Updates.set("state.stage", "MET"));
            default ->
                documents -> documents.replaceOne(
                        one,
                        new Document("workspace", workspace).append("state", state),
                        new ReplaceOptions().upsert(true));
        };
    }

    private static Document state(Random dice) {
        var stages = Arrays.asList("MET", "SCOPING", "TARGETED", null, 7, 7.0, List.of("MET", "SCOPING"));
        var tags = Arrays.asList("energy", List.of("energy", "medicine"), List.of(), null);
        return new Document("stage", stages.get(dice.nextInt(stages.size())))
                .append("tags", tags.get(dice.nextInt(tags.size())))
                .append("archived", dice.nextBoolean())
                .append("due", dice.nextInt(10));
    }

    @Test
    void aStoreIsOpenedWithoutReadingItsDocumentsAndAnIndexIsBuiltWhenItIsAsked() {
        var file = directory.resolve("store").toString();
        try (var first = MVStore.open(file)) {
            var key = new de.bwaldvogel.mongo.bson.Document("workspace", 1)
                    .append("stage", 1)
                    .append("due", 1);
            var described = new de.bwaldvogel.mongo.bson.Document("name", "by-stage").append("key", key);
            var unused = asked(first, "createIndexes", "indexes", List.of(described));
            unused = asked(first, "insert", "documents", List.of(LeadingFieldsIndexTest.document("one", "MET")));
        }

        try (var again = MVStore.open(file)) {
            var collection =
                    new DurableBackend(again).openOrCreateDatabase("test").resolveCollection("things", true);
            var index = collection.getIndexes().stream()
                    .filter(one -> one.getName().equals("by-stage"))
                    .findFirst()
                    .orElseThrow();
            assertThat(index.getCount()).as("built").isZero();

            var found = collection.handleQueryAsStream(LeadingFieldsIndexTest.filter("MET"));

            assertThat(found).hasSize(1);
            assertThat(index.getCount()).as("built").isEqualTo(1);
        }
    }

    private static de.bwaldvogel.mongo.bson.Document asked(
            MVStore store, String command, String what, List<de.bwaldvogel.mongo.bson.Document> which) {
        return new DurableBackend(store)
                .handleCommand(
                        new EmbeddedChannel(),
                        "test",
                        command,
                        new de.bwaldvogel.mongo.bson.Document(command, "things").append(what, which));
    }

    @Test
    void anAggregationIsReadAsItIsWritten() throws Exception {
        try (var store = EmbeddedStore.inMemory();
                var client = MongoClients.create(store.uri("test"))) {
            var documents = client.getDatabase("test").getCollection("things");
            documents.insertOne(new Document("_id", "one").append("query", "x"));
            documents.insertOne(new Document("_id", "two").append("query", new Document("_id", "one")));
            var mergedBeforeItIsSorted =
                    List.of(Aggregates.out("elsewhere"), Aggregates.sort(Sorts.ascending("_id")), Aggregates.limit(1));

            assertThat(documents.countDocuments(Filters.eq("query", "x"))).isEqualTo(1);
            assertThat(documents.countDocuments(Filters.eq("query", new Document("_id", "one"))))
                    .isEqualTo(1);
            assertThatExceptionOfType(MongoCommandException.class)
                    .isThrownBy(
                            () -> documents.aggregate(mergedBeforeItIsSorted).first());
            assertThat(documents
                            .find()
                            .sort(Sorts.ascending("_id"))
                            .skip(1)
                            .limit(Integer.MAX_VALUE)
                            .first())
                    .containsEntry("_id", "two");
        }
    }

    @Test
    void theFewOfOnePartnershipAreFoundAndCountedWithoutLookingAtTheOthers() throws Exception {
        try (var store = EmbeddedStore.inMemory();
                var client = MongoClients.create(store.uri("test"))) {
            var entries = client.getDatabase("test").getCollection("timeline");
            entries.createIndex(Indexes.ascending("workspace", "state.partnershipId", "state.at"));
            entries.insertMany(IntStream.range(0, 20_000)
                    .mapToObj(n -> new Document("_id", "id" + n)
                            .append("workspace", "w")
                            .append("other", "p" + n / 10)
                            .append("state", new Document("partnershipId", "p" + n / 10).append("at", n)))
                    .toList());
            var byIndex = Filters.and(Filters.eq("workspace", "w"), Filters.eq("state.partnershipId", "p77"));
            var byScan = Filters.and(Filters.eq("workspace", "w"), Filters.eq("other", "p77"));
            Supplier<Long> finding = () -> (long) entries.find(byIndex)
                    .sort(Sorts.descending("state.at"))
                    .limit(5)
                    .into(new ArrayList<>())
                    .size();
            Supplier<Long> counting = () -> entries.countDocuments(byIndex);
            Supplier<Long> scanning = () -> entries.countDocuments(byScan);

            assertThat(finding.get()).isEqualTo(5);
            assertThat(counting.get()).isEqualTo(10);
            assertThat(scanning.get()).isEqualTo(10);
            assertThat(times(20, finding).multipliedBy(5)).isLessThan(times(20, scanning));
            assertThat(times(20, counting).multipliedBy(5)).isLessThan(times(20, scanning));
        }
    }

    private static Duration times(int often, Supplier<Long> asking) {
        long began = System.nanoTime();
        for (int i = 0; i < often; i++) {
            assertThat(asking.get()).isPositive();
        }
        return Duration.ofNanos(System.nanoTime() - began);
    }
}
