package eu.bilateral.kernel.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.mongodb.MongoException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.CountOptions;
import com.mongodb.client.model.DeleteOptions;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.IndexModel;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.UpdateOptions;
import eu.bilateral.kernel.id.AccountId;
import eu.bilateral.kernel.id.WorkspaceId;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.bson.types.Binary;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where events wait that this service could not handle: with their bytes, headers and the reason, in sight, until somebody
 * replays or discards them. What is parked is durable before the offset moves on.
 */
public final class Quarantine {

    private static final Logger LOG = LoggerFactory.getLogger(Quarantine.class);
    private static final String NOBODY = "";
    private static final int LONGEST_REASON = 1_000;
    /** Of large records only their beginning is shown: a list of some hundred of them whole would fill the memory. */
    private static final int LONGEST_SHOWN = 16_000;

    private final MongoCollection<Document> parked;
    private final Clock clock;
    private final Counter poisoned;

    Quarantine(MongoDatabase database, Clock clock, MeterRegistry metrics, IndexGround ground) {
        this.parked = database.getCollection("quarantine");
        ground.need(
                parked,
                List.of(
                        new IndexModel(Indexes.ascending("topic", "key", "open"), new IndexOptions().name("behind")),
                        new IndexModel(
                                Indexes.ascending("topic", "open", "kind", "key"), new IndexOptions().name("freed")),
                        new IndexModel(Indexes.ascending("workspace", "open"), new IndexOptions().name("desk"))));
        this.clock = clock;
        this.poisoned = Counter.builder("bilateral.quarantine.parked")
                .description("Events that could not be handled")
                .register(metrics);
        metrics.gauge("bilateral.quarantine.size", this, Quarantine::size);
    }

    /** Why an event is parked. */
    public enum Kind {
        /** It could not be handled itself. */
        POISONED,
        /** An earlier event of the same key is parked, and order matters. */
        WAITING
    }

    /**
     * An event in the quarantine.
     *
     * @param workspace the workspace that it names; absent where even that could not be read
     * @param headers the first {@value #LONGEST_REASON} characters of each
     * @param content its first {@value #LONGEST_SHOWN} characters, and none where it names no workspace: it may be
     *     anybody's; all of it is kept for the replay
     */
    public record Entry(
            String id,
            @Nullable WorkspaceId workspace,
            Kind kind,
            String code,
            String reason,
            String topic,
            int partition,
            long offset,
            String key,
            Map<String, String> headers,
            String content,
            Instant parkedAt) {}

    /** The entries that a workspace may see, by topic, partition and offset: its own, and those that name no workspace. */
    public List<Entry> list(WorkspaceId workspace, int limit) {
        var entries = new ArrayList<Entry>();
        parked.find(visibleTo(workspace))
                .sort(Sorts.ascending("topic", "partition", "offset"))
                .limit(limit)
                .forEach(stored -> entries.add(entry(stored)));
        return List.copyOf(entries);
    }

    /** That entry, if the workspace may see it. */
    public Optional<Entry> find(WorkspaceId workspace, String id) {
        return Optional.ofNullable(parked.find(Filters.and(Filters.eq("_id", id), visibleTo(workspace)))
                        .first())
                .map(Quarantine::entry);
    }

    /** How many entries that workspace may see. */
    DeliveryReading.Parked count(WorkspaceId workspace) {
        return new DeliveryReading.Parked(count(workspace, Kind.POISONED), count(workspace, Kind.WAITING));
    }

    private long count(WorkspaceId workspace, Kind kind) {
        return parked.countDocuments(
                Filters.and(visibleTo(workspace), Filters.eq("kind", kind.name())),
                new CountOptions().maxTime(1, TimeUnit.SECONDS));
    }

    private static Bson visibleTo(WorkspaceId workspace) {
        return Filters.and(Filters.in("workspace", workspace.value(), NOBODY), Filters.eq("open", true));
    }

    long size() {
        try {
            return parked.countDocuments(
                    Filters.eq("open", true),
                    new CountOptions().comment(Relay.SYSTEM).maxTime(1, TimeUnit.SECONDS));
        } catch (MongoException away) {
            return -1;
        }
    }

    // ---- the consuming side

    /** Those of the keys behind which something waits on that topic. */
    Set<String> blocked(String topic, Collection<String> keys) {
        return keys(Filters.and(Filters.eq("topic", topic), Filters.in("key", keys), Filters.eq("open", true)));
    }

    private Set<String> keys(Bson entries) {
        return parked.distinct("key", entries, String.class)
                .comment(Relay.SYSTEM)
                .into(new HashSet<>());
    }

    /** Without those that were given up: delivered again, they are not handled and hold up nothing. */
    List<ConsumerRecord<byte[], byte[]>> withoutDiscarded(List<ConsumerRecord<byte[], byte[]>> received) {
        var ids = received.stream().map(Quarantine::idOf).toList();
        var discarded = parked.distinct(
                        "_id", Filters.and(Filters.in("_id", ids), Filters.eq("open", false)), String.class)
                .comment(Relay.SYSTEM)
                .into(new HashSet<>());
        return discarded.isEmpty()
                ? received
                : received.stream()
                        .filter(one -> !discarded.contains(idOf(one)))
                        .toList();
    }

    /** Parks a record; durable on return. Parking it again changes only the reason. */
    void park(ConsumerRecord<byte[], byte[]> received, Kind kind, String code, String reason) {
        var id = idOf(received);
        var headers = new ArrayList<Document>();
        for (var header : received.headers()) {
            headers.add(new Document("key", header.key()).append("value", header.value()));
        }
        var onlyOnce = new Document("workspace", workspaceOf(received))
                .append("topic", received.topic())
                .append("partition", received.partition())
                .append("offset", received.offset())
                .append("key", keyOf(received))
                .append("headers", headers)
                .append("value", received.value())
                .append("open", true)
                .append("parkedAt", clock.instant());
        var why = new Document("kind", kind.name())
                .append("code", code)
                .append("reason", beginning(reason, LONGEST_REASON));
        var update = new Document("$setOnInsert", onlyOnce);
        if (kind == Kind.POISONED) {
            update.append("$set", why);
        } else {
            // Delivered again, a poisoned event stays what it is: it does not wait for itself.
            onlyOnce.putAll(why);
        }
        parked.updateOne(
                new Document("_id", id),
                update,
                new UpdateOptions().upsert(true).comment(Relay.SYSTEM));
        if (kind == Kind.POISONED) {
            poisoned.increment();
            // The reason may quote the content, which belongs into no log.
            LOG.error("ALARM quarantine: {} parked as {}", id, code);
        }
    }

    /** Parks a record that could be handled if an earlier one of its key were; durable on return. */
    void parkBehind(ConsumerRecord<byte[], byte[]> received) {
        park(received, Kind.WAITING, "waits", "An earlier event of the same key is in the quarantine");
    }

    private static String beginning(String text, int longest) {
        if (text.length() <= longest) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(longest - 1)) ? longest - 1 : longest;
        return text.substring(0, end) + "…";
    }

    private static String shown(byte @Nullable [] bytes, int longest) {
        if (bytes == null) {
            return "";
        }
        // No character takes more than four bytes, so this holds enough of them.
        return beginning(new String(bytes, 0, Math.min(bytes.length, 4 * longest + 4), UTF_8), longest);
    }

    /** The first of what waits under that key, in the order of arrival; absent where nothing does. */
    Optional<ConsumerRecord<byte[], byte[]>> first(String topic, String key) {
        return Optional.ofNullable(parked.find(Filters.and(
                                Filters.eq("topic", topic), Filters.eq("key", key), Filters.eq("open", true)))
                        .comment(Relay.SYSTEM)
                        .sort(Sorts.ascending("partition", "offset"))
                        .first())
                .map(Quarantine::record);
    }

    /** Keys of that topic under which everything only waits: what it waited for is gone, and it can go on. */
    Set<String> freed(String topic) {
        var freed = keys(open(topic, Kind.WAITING));
        if (!freed.isEmpty()) {
            freed.removeAll(keys(open(topic, Kind.POISONED)));
        }
        return freed;
    }

    private static Bson open(String topic, Kind kind) {
        return Filters.and(Filters.eq("topic", topic), Filters.eq("open", true), Filters.eq("kind", kind.name()));
    }

    /** It is handled now: takes it out. */
    void release(ConsumerRecord<byte[], byte[]> handled) {
        parked.deleteOne(new Document("_id", idOf(handled)), new DeleteOptions().comment(Relay.SYSTEM));
    }

    /** Gives it up: it stays on record, closed, with who did it; what waits behind it may go on. */
    void discard(Entry entry, AccountId by) {
        parked.updateOne(
                new Document("_id", entry.id()),
                new Document(
                        "$set",
                        new Document("open", false)
                                .append("discardedBy", by.value())
                                .append("discardedAt", clock.instant())),
                new UpdateOptions().comment(Relay.SYSTEM));
        LOG.warn("{} was discarded from the quarantine by {}", entry.id(), by);
    }

    private static String idOf(ConsumerRecord<byte[], byte[]> received) {
        return "%s-%d-%d".formatted(received.topic(), received.partition(), received.offset());
    }

    private static String workspaceOf(ConsumerRecord<byte[], byte[]> received) {
        var header = received.headers().lastHeader("ce_workspace");
        try {
            return header == null || header.value() == null
                    ? NOBODY
                    : WorkspaceId.of(new String(header.value(), UTF_8)).value();
        } catch (IllegalArgumentException unreadable) {
            return NOBODY;
        }
    }

    static String keyOf(ConsumerRecord<byte[], byte[]> received) {
        return received.key() == null ? "" : new String(received.key(), UTF_8);
    }

    private static ConsumerRecord<byte[], byte[]> record(Document stored) {
        var headers = new RecordHeaders();
        for (var header : stored.getList("headers", Document.class)) {
            headers.add(header.getString("key"), bytes(header, "value"));
        }
        var key = stored.getString("key").getBytes(UTF_8);
        return new ConsumerRecord<>(
                stored.getString("topic"),
                stored.getInteger("partition"),
                stored.getLong("offset"),
                ConsumerRecord.NO_TIMESTAMP,
                TimestampType.NO_TIMESTAMP_TYPE,
                key.length,
                ConsumerRecord.NULL_SIZE,
                key,
                bytes(stored, "value"),
                headers,
                Optional.empty());
    }

    private static byte @Nullable [] bytes(Document stored, String field) {
        var binary = stored.get(field, Binary.class);
        return binary == null ? null : binary.getData();
    }

    private static Entry entry(Document stored) {
        var received = record(stored);
        var headers = new LinkedHashMap<String, String>();
        for (var header : received.headers()) {
            headers.put(header.key(), shown(header.value(), LONGEST_REASON));
        }
        var workspace = stored.getString("workspace");
        boolean isNobodys = workspace.equals(NOBODY);
        return new Entry(
                stored.getString("_id"),
                isNobodys ? null : WorkspaceId.of(workspace),
                Kind.valueOf(stored.getString("kind")),
                stored.getString("code"),
                stored.getString("reason"),
                received.topic(),
                received.partition(),
                received.offset(),
                stored.getString("key"),
                headers,
                isNobodys ? "" : shown(received.value(), LONGEST_SHOWN),
                stored.getDate("parkedAt").toInstant());
    }
}
