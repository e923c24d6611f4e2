package eu.bilateral.benchmark.chaos;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.bson.Document;

/**
 * All that is known at the end of a run: what was asked and answered, what is on the topics, what is in the store.
 *
 * @param told every record of the topics save the run's own poison, in order per partition
 */
record Evidence(List<Deed> deeds, List<Told> told, Map<String, Document> meetings, Map<String, Document> partnerships) {

    /** The namespace of the ids that Bilateral derives. */
    private static final UUID NAMESPACE = UUID.fromString("5f2b1f0e-6c1a-4e0b-9a53-0b9f6a3c2017");

    static Evidence of(List<Deed> deeds, List<Told> told, Documents documents) {
        return new Evidence(
                deeds,
                told,
                documents.all(Service.MEETING, "meetings"),
                documents.all(Service.FOLLOW_UP, "partnerships"));
    }

    /** The events, each once, in order per aggregate. */
    Map<String, List<Told>> histories() {
        return told.stream()
                .filter(one -> !one.again())
                .collect(Collectors.groupingBy(Told::aggregate, LinkedHashMap::new, Collectors.toList()));
    }

    /** The events, each once, by what caused them directly. */
    Map<String, List<Told>> effects() {
        var byCause = new HashMap<String, List<Told>>();
        told.stream()
                .filter(one -> !one.again())
                .forEach(one -> byCause.computeIfAbsent(one.causation(), none -> new ArrayList<>())
                        .add(one));
        return byCause;
    }

    /** The id of the command that the account gives by that key; derived here by hand, for the oracle trusts no code of ours. */
    static String command(String workspace, String account, String key) {
        try {
            var sha1 = MessageDigest.getInstance("SHA-1");
            sha1.update(ByteBuffer.allocate(16)
                    .putLong(NAMESPACE.getMostSignificantBits())
                    .putLong(NAMESPACE.getLeastSignificantBits())
                    .array());
            for (var part : List.of(workspace, account, key)) {
                var bytes = part.getBytes(UTF_8);
                sha1.update(ByteBuffer.allocate(4).putInt(bytes.length).array());
                sha1.update(bytes);
            }
            var hash = ByteBuffer.wrap(sha1.digest());
            return new UUID(
                            (hash.getLong() & ~0xF000L) | 0x5000L,
                            (hash.getLong() & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L)
                    .toString();
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("Every Java platform has SHA-1", missing);
        }
    }

    /** All that is known of one aggregate: what was accepted, what was told of it, how it is stored. */
    List<String> trace(String aggregate) {
        var lines = new ArrayList<String>();
        deeds.stream()
                .filter(deed -> aggregate.equals(deed.aggregate()))
                .forEach(deed -> lines.add("asked  %s %s: %s (%d) after %d attempts, %s, command %s"
                        .formatted(
                                deed.kind(),
                                deed.key(),
                                deed.answer(),
                                deed.status(),
                                deed.attempts(),
                                Instant.ofEpochMilli(deed.askedAtMillis()),
                                command(deed.workspace(), People.ACCOUNT, deed.key()))));
        told.stream()
                .filter(one -> one.aggregate().equals(aggregate) || one.key().equals(aggregate))
                .forEach(one -> lines.add("told   " + one.line()));
        Map.of("meeting", meetings, "partnership", partnerships).forEach((kind, all) -> {
            var stored = all.get(aggregate);
            if (stored != null) {
                lines.add("stored %s version %s sequence %s pending %s"
                        .formatted(kind, stored.get("version"), stored.get("sequence"), stored.get("pending")));
                stored.get("heard", new Document())
                        .forEach((source, mark) -> lines.add("heard  " + source + " " + mark));
            }
        });
        return lines;
    }
}
