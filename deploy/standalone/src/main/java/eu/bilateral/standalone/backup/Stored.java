package eu.bilateral.standalone.backup;

import eu.bilateral.kernel.event.Topic;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The services' databases in the order in which they are copied: whoever hears before whom it hears, so that each source's
 * copy holds at least all that the copies before have heard of.
 */
enum Stored {
    DASHBOARD("dashboard-service", null),
    FOLLOW_UP("follow-up-service", Topic.FOLLOW_UP_EVENTS),
    MEETING("meeting-service", Topic.MEETING_EVENTS),
    CONTACT("contact-service", Topic.CONTACT_EVENTS);

    /** What leaves it has been applied before: copied first, it is here or there, or in both. */
    static final String QUARANTINE = "quarantine";
    /** Which life of the data set this is. */
    static final String DATASET = "dataset";
    /** Which generation serves: copied last, the generation that it names was there all the time. */
    private static final String GENERATIONS = "read-models";

    private final String database;
    private final @Nullable Topic tells;

    Stored(String database, @Nullable Topic tells) {
        this.database = database;
        this.tells = tells;
    }

    String database() {
        return database;
    }

    Optional<Topic> tells() {
        return Optional.ofNullable(tells);
    }

    /** Documents that name others before those that they name: copied later, these are there. */
    private List<String> naming() {
        return switch (this) {
            case MEETING -> List.of("meetings", "missions", "known-organisations");
            case CONTACT -> List.of("people", "organisations");
            case DASHBOARD, FOLLOW_UP -> List.of();
        };
    }

    /** These collections in the order in which to copy them. */
    List<String> inOrder(Collection<String> collections) {
        var rest = new TreeSet<>(collections);
        rest.removeIf(name -> name.startsWith("system."));
        var order = new ArrayList<String>();
        if (rest.remove(QUARANTINE)) {
            order.add(QUARANTINE);
        }
        for (var name : naming()) {
            if (rest.remove(name)) {
                order.add(name);
            }
        }
        boolean generations = rest.remove(GENERATIONS);
        order.addAll(rest);
        if (generations) {
            order.add(GENERATIONS);
        }
        return order;
    }
}
