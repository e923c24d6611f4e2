package eu.bilateral.dashboard.messaging;

import static eu.bilateral.dashboard.testing.Story.MARTA;
import static eu.bilateral.dashboard.testing.Story.THAT_DAY;
import static eu.bilateral.dashboard.testing.Story.due;
import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoDatabase;
import eu.bilateral.dashboard.projection.Rebuild;
import eu.bilateral.dashboard.testing.Awaiting;
import eu.bilateral.dashboard.testing.Broker;
import eu.bilateral.dashboard.testing.Dashboard;
import eu.bilateral.dashboard.testing.Story;
import eu.bilateral.kernel.id.MeetingId;
import eu.bilateral.kernel.id.MissionId;
import eu.bilateral.kernel.id.OrganisationId;
import eu.bilateral.kernel.id.WorkspaceId;
import eu.bilateral.kernel.testing.AlsoOnRealParts;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.bson.Document;
import org.junit.jupiter.api.Test;

@AlsoOnRealParts
class RebuildingIT {

    static final List<String> KINDS = List.of("cards", "meetings", "missions", "organisations", "timeline");
    static final OrganisationId LUBLIN = OrganisationId.next();

    /** All documents, with what they have heard, without the counts of writes that depend on how events came in batches. */
    static Map<String, List<Document>> models(MongoDatabase database, String suffix) {
        var models = new TreeMap<String, List<Document>>();
        for (var kind : KINDS) {
            var documents = new ArrayList<Document>();
            database.getCollection(kind + suffix).find().forEach(stored -> {
                stored.remove("version");
                documents.add(stored);
            });
            documents.sort(Comparator.comparing(stored -> stored.getString("_id")));
            models.put(kind, documents);
        }
        return models;
    }

    static void logMeetings(Story story, int count) {
        for (int number = 0; number < count; number++) {
            var partner = OrganisationId.next();
            var meeting = MeetingId.next();
            Broker.tell(
                    story.registered(partner, "Partner " + number),
                    story.held(meeting, LUBLIN, partner, MissionId.next()),
                    story.opened(LUBLIN, partner, meeting, null, due(THAT_DAY.plusDays(number), MARTA)));
        }
    }

    @Test
    void whatIsBuiltAnewEqualsWhatWasKeptLiveAndServesWithoutABreak() {
        var story = new Story(WorkspaceId.of("rebuilding"));
        var manager = Dashboard.token("rebuilding", "boss", "manager");
        try (var dashboard = Dashboard.start(Dashboard.freshStore(), "--bilateral.read-models.keep-old=3s")) {
            var rebuild = dashboard.bean(Rebuild.class);
            var database = dashboard.bean(MongoDatabase.class);
            logMeetings(story, 30);
            Awaiting.until(() -> rebuild.lag() == 0);
            var live = models(database, "");
            assertThat(live.get("cards")).hasSizeGreaterThanOrEqualTo(30);

            var served = new AtomicBoolean(true);
            var began = dashboard.post("/api/read-models/rebuild", manager, "");
            assertThat(began.statusCode()).isEqualTo(202);
            assertThat(dashboard.post("/api/read-models/rebuild", manager, "").statusCode())
                    .isEqualTo(409);
            Awaiting.until(() -> {
                served.compareAndSet(
                        true, dashboard.get("/api/board", manager).body().contains("Partner 29"));
                return dashboard.get("/api/read-models", manager).body().startsWith("{\"serving\":2");
            });

            assertThat(models(database, "-g2")).isEqualTo(live);
            assertThat(served).isTrue();

            // Events go on into the new generation, and the old one goes.
            var partner = OrganisationId.next();
            Broker.tell(
                    story.registered(partner, "Partner after"),
                    story.opened(LUBLIN, partner, MeetingId.next(), null, due(THAT_DAY, MARTA)));
            Awaiting.until(() -> dashboard.get("/api/board", manager).body().contains("Partner after"));
            Awaiting.until(() -> database.getCollection("cards").countDocuments() == 0);
            assertThat(rebuild.begin()).isIn(Rebuild.Begun.RUNS_ALREADY, Rebuild.Begun.BEGUN);
        }
    }

    @Test
    void aRestartInTheMiddleOfBuildingGoesOnAndServesTheNewGeneration() {
        var story = new Story(WorkspaceId.of("rebuilding-restart"));
        var manager = Dashboard.token("rebuilding-restart", "boss", "manager");
        var store = Dashboard.freshStore();
        logMeetings(story, 3);
        try (var dashboard = Dashboard.start(store, "--bilateral.read-models.look-every=1h")) {
            // Nobody looks at the note before the restart.
            assertThat(dashboard.bean(Rebuild.class).begin()).isEqualTo(Rebuild.Begun.BEGUN);
        }
        try (var dashboard = Dashboard.start(store)) {
            Awaiting.until(() -> dashboard.bean(Rebuild.class).progress().serving() == 2);
            Awaiting.until(() -> dashboard.get("/api/board", manager).body().contains("Partner 2"));
        }
        try (var dashboard = Dashboard.start(store)) {
            assertThat(dashboard.get("/api/board", manager).body()).contains("Partner 2");
            var partner = OrganisationId.next();
            Broker.tell(
                    story.registered(partner, "Partner later"),
                    story.opened(LUBLIN, partner, MeetingId.next(), null, due(THAT_DAY, MARTA)));
            Awaiting.until(() -> dashboard.get("/api/board", manager).body().contains("Partner later"));
        }
    }
}
