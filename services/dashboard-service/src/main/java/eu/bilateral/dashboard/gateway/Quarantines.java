package eu.bilateral.dashboard.gateway;

import eu.bilateral.dashboard.gateway.ServiceAnswer.Done;
import eu.bilateral.dashboard.gateway.ServiceAnswer.Problem;
import eu.bilateral.kernel.delivery.QuarantineDesk;
import eu.bilateral.kernel.security.Caller;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/** The quarantines of all services as one: this service's own, and those behind the door. */
@Component
public final class Quarantines {

    private static final String OURS = "dashboard-service";
    private static final String PATH = "/api/quarantine";
    /** As entries are named; anything else would be a path of its own. */
    private static final Pattern ID = Pattern.compile("[a-z0-9-]{1,80}");

    private final QuarantineDesk ours;
    private final ServiceCalls services;
    private final JsonMapper json;

    Quarantines(QuarantineDesk ours, ServiceCalls services, JsonMapper json) {
        this.ours = ours;
        this.services = services;
        this.json = json;
    }

    /** Whoever looks and decides, with the token that the other services are asked with. */
    public record Asker(Caller caller, String accessToken) {}

    /** What may become of an entry. */
    public enum Decision {
        REPLAY,
        DISCARD
    }

    /** An event that waits, as a {@link eu.bilateral.kernel.delivery.Quarantine.Entry}, and in which service. */
    public record Parked(String service, JsonNode entry) {}

    /**
     * What is listed.
     *
     * @param unavailable the services that could not be asked
     * @param cut the services that may have more than they list at once ({@link QuarantineDesk#MOST_LISTED})
     */
    public record Listed(List<Parked> items, List<String> unavailable, List<String> cut) {

        public Listed {
            items = List.copyOf(items);
            unavailable = List.copyOf(unavailable);
            cut = List.copyOf(cut);
        }
    }

    /** All that the asker may see, service by service, each by topic, partition and offset. */
    public Listed list(Asker asker) {
        var items = new ArrayList<Parked>();
        var unavailable = new ArrayList<String>();
        var cut = new ArrayList<String>();
        for (var service : Neighbour.values()) {
            switch (services.get(service, PATH, asker.accessToken())) {
                case Done done ->
                    collect(
                            service.serviceName(),
                            done.body().path("items").valueStream().toList(),
                            items,
                            cut);
                case Problem problem -> unavailable.add(service.serviceName());
            }
        }
        var own = ours.list(asker.caller().workspace()).stream()
                .map(entry -> (JsonNode) json.valueToTree(entry))
                .toList();
        collect(OURS, own, items, cut);
        return new Listed(items, unavailable, cut);
    }

    private static void collect(String service, List<JsonNode> entries, List<Parked> items, List<String> cut) {
        entries.forEach(entry -> items.add(new Parked(service, entry)));
        // Whether there are more, a service does not say.
        if (entries.size() >= QuarantineDesk.MOST_LISTED) {
            cut.add(service);
        }
    }

    /**
     * Has that service try the entry again or give it up; its answer, or a problem {@code unknown-service} or
     * {@code unknown-entry} (404).
     */
    public ServiceAnswer decide(String service, String id, Decision decision, Asker asker) {
        if (service.equals(OURS)) {
            boolean known = switch (decision) {
                case REPLAY -> ours.replay(asker.caller().workspace(), id);
                case DISCARD ->
                    ours.discard(asker.caller().workspace(), asker.caller().account(), id);
            };
            return known ? new Done(204, null, null, MissingNode.getInstance()) : unknownEntry();
        }
        var neighbour = named(service);
        if (neighbour.isEmpty()) {
            return new Problem(404, "unknown-service", "There is no service of that name", List.of());
        }
        if (!ID.matcher(id).matches()) {
            return unknownEntry();
        }
        var path = switch (decision) {
            case REPLAY -> "%s/%s/replay".formatted(PATH, id);
            case DISCARD -> "%s/%s/discard".formatted(PATH, id);
        };
        return services.post(neighbour.get(), path, null, asker.accessToken(), null);
    }

    private static Problem unknownEntry() {
        return new Problem(404, "unknown-entry", "There is no such entry in the quarantine", List.of());
    }

    private static Optional<Neighbour> named(String name) {
        return Arrays.stream(Neighbour.values())
                .filter(service -> service.serviceName().equals(name))
                .findFirst();
    }
}
