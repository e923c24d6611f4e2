package eu.bilateral.dashboard.stream;

import eu.bilateral.kernel.delivery.EventFormat;
import eu.bilateral.kernel.event.Topic;
import eu.bilateral.kernel.id.PartnershipId;
import eu.bilateral.kernel.web.MalformedRequest;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/**
 * Which events of the workspace a client wants.
 *
 * @param types wire names; all events where it is empty
 * @param partnership only events about that one
 */
public record StreamFilter(Set<String> types, @Nullable PartnershipId partnership) {

    private static final Map<String, Topic> FAMILIES = Map.of(
            "contact", Topic.CONTACT_EVENTS, "meeting", Topic.MEETING_EVENTS, "follow-up", Topic.FOLLOW_UP_EVENTS);

    /** Everything. */
    public static final StreamFilter NONE = new StreamFilter(Set.of(), null);

    public StreamFilter {
        types = Set.copyOf(types);
    }

    /**
     * From what a client asked for: wire names or the families {@code contact}, {@code meeting} and {@code follow-up}, and
     * the id of a partnership; {@link MalformedRequest} where one is neither.
     */
    public static StreamFilter of(List<String> kinds, @Nullable String partnership, EventFormat format) {
        return new StreamFilter(types(kinds, "kind", format), partnership == null ? null : id(partnership));
    }

    /**
     * The wire names that are meant by these and by the families among them; {@link MalformedRequest} about that field
     * where there are no such events.
     */
    public static Set<String> types(List<String> kinds, String field, EventFormat format) {
        var types = new HashSet<String>();
        for (var kind : kinds) {
            var family = FAMILIES.get(kind);
            if (family != null) {
                types.addAll(format.types(family).keySet());
            } else if (isKnown(kind, format)) {
                types.add(kind);
            } else {
                throw new MalformedRequest(
                        HttpStatus.BAD_REQUEST,
                        "unknown-kind",
                        field,
                        "There are no events of that kind. Send contact, meeting, follow-up or one of "
                                + String.join(", ", known(format)));
            }
        }
        return types;
    }

    private static boolean isKnown(String kind, EventFormat format) {
        return FAMILIES.values().stream()
                .anyMatch(family -> format.types(family).containsKey(kind));
    }

    private static Set<String> known(EventFormat format) {
        var all = new TreeSet<String>();
        FAMILIES.values().forEach(family -> all.addAll(format.types(family).keySet()));
        return all;
    }

    private static PartnershipId id(String text) {
        try {
            return PartnershipId.of(text);
        } catch (IllegalArgumentException noId) {
            throw new MalformedRequest(
                    HttpStatus.BAD_REQUEST, "wrong-type", "partnership", "A partnership's id is a UUID");
        }
    }

    boolean wants(LiveEvent event) {
        if (!types.isEmpty() && !types.contains(event.type())) {
            return false;
        }
        // A mission's events have the mission as their key, and no partnership has the id of a mission.
        return partnership == null || event.key().equals(partnership.toString());
    }
}
