package eu.bilateral.standalone.backup;

import java.util.Optional;
import java.util.regex.Pattern;

/** The names of a backup's entries. Only what fits one of these shapes is ever read from a file or written to a disk. */
final class Layout {

    static final String DOCUMENTS = "documents/";
    static final String EVENTS = "events/";
    static final String DIRECTORY = "directory/";

    private static final Pattern DOCUMENTS_ENTRY = Pattern.compile("documents/([a-z-]+)/([A-Za-z0-9_-]+)\\.bson");
    private static final Pattern EVENTS_ENTRY = Pattern.compile("events/([a-z-]+)/([0-9]{1,4})\\.records");
    private static final Pattern DIRECTORY_ENTRY =
            Pattern.compile("directory/((?:identity/)?[A-Za-z0-9_-][A-Za-z0-9._-]*)");

    private Layout() {}

    /** A collection of a service's database. */
    record Collection(String database, String name) {}

    /** A partition of a topic. */
    record Partition(String topic, int number) {}

    static String documents(String database, String collection) {
        return DOCUMENTS + database + "/" + collection + ".bson";
    }

    static String events(String topic, int partition) {
        return EVENTS + topic + "/" + partition + ".records";
    }

    static String directory(String file) {
        return DIRECTORY + file;
    }

    static Optional<Collection> collection(String entry) {
        var matcher = DOCUMENTS_ENTRY.matcher(entry);
        return matcher.matches() ? Optional.of(new Collection(matcher.group(1), matcher.group(2))) : Optional.empty();
    }

    static Optional<Partition> partition(String entry) {
        var matcher = EVENTS_ENTRY.matcher(entry);
        return matcher.matches()
                ? Optional.of(new Partition(matcher.group(1), Integer.parseInt(matcher.group(2))))
                : Optional.empty();
    }

    /** The file of the data directory, relative to it. */
    static Optional<String> file(String entry) {
        var matcher = DIRECTORY_ENTRY.matcher(entry);
        return matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    static boolean knows(String entry) {
        return collection(entry).isPresent()
                || partition(entry).isPresent()
                || file(entry).isPresent();
    }
}
