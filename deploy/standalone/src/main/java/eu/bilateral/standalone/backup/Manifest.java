package eu.bilateral.standalone.backup;

import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * The last entry of a backup: what else is in it, and all that has no entry of its own.
 *
 * @param takenAt when, as ISO-8601
 * @param dataForm the form of the data directory, as its VERSION says
 * @param epoch the highest epoch of the data set
 * @param leftOut events that were told after their source had been copied
 */
record Manifest(
        String format,
        int version,
        String takenAt,
        String dataForm,
        long epoch,
        List<Entry> entries,
        List<Committed> committed,
        long leftOut) {

    static final String NAME = "manifest.json";
    static final String FORMAT = "bilateral-backup";
    static final int VERSION = 1;

    private static final JsonMapper JSON = new JsonMapper();

    /** One entry of the file: documents, records or plain bytes. */
    record Entry(String name, long items, long bytes, String sha256) {}

    /** Up to where a consumer group has read a partition. */
    record Committed(String group, String topic, int partition, long offset) {}

    byte[] toJson() {
        return JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(this);
    }

    /** Reads it; {@link Refused} for one that is none or of another version. */
    static Manifest from(byte[] json, String file) {
        try {
            var tree = JSON.readTree(json);
            if (!FORMAT.equals(tree.path("format").asString(""))) {
                throw new Refused(file + " is no backup of Bilateral: its manifest does not say so");
            }
            var version = tree.path("version").asString("unknown");
            if (!version.equals(String.valueOf(VERSION))) {
                throw new Refused(
                        "%s is a backup of version %s, this program reads version %d: restore it with the program that wrote it"
                                .formatted(file, version, VERSION));
            }
            return JSON.treeToValue(tree, Manifest.class);
        } catch (JacksonException malformed) {
            throw new Refused("%s is broken: its manifest cannot be read".formatted(file), malformed);
        }
    }

    long documents() {
        return items(Layout.DOCUMENTS);
    }

    long events() {
        return items(Layout.EVENTS);
    }

    private long items(String folder) {
        return entries.stream()
                .filter(entry -> entry.name().startsWith(folder))
                .mapToLong(Entry::items)
                .sum();
    }

    long bytes() {
        return entries.stream().mapToLong(Entry::bytes).sum();
    }
}
