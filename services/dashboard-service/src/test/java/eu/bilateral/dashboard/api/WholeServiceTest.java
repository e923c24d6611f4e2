package eu.bilateral.dashboard.api;

import static eu.bilateral.dashboard.testing.Story.MARTA;
import static eu.bilateral.dashboard.testing.Story.THAT_DAY;
import static eu.bilateral.dashboard.testing.Story.due;
import static org.assertj.core.api.Assertions.assertThat;

import eu.bilateral.dashboard.testing.Awaiting;
import eu.bilateral.dashboard.testing.Broker;
import eu.bilateral.dashboard.testing.Dashboard;
import eu.bilateral.dashboard.testing.Story;
import eu.bilateral.kernel.id.MeetingId;
import eu.bilateral.kernel.id.OrganisationId;
import eu.bilateral.kernel.id.WorkspaceId;
import eu.bilateral.kernel.testing.ActuatorPort;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WholeServiceTest {

    static Dashboard dashboard;

    @BeforeAll
    static void start() {
        dashboard = Dashboard.start(Dashboard.freshStore());
    }

    @AfterAll
    static void stop() {
        dashboard.close();
    }

    @Test
    void healthIsToldOnAPortOfItsOwn() {
        ActuatorPort.tellsHealthAndNothingElse(
                dashboard.actuatorPort(), dashboard.address("/").getPort());
    }

    @Test
    void whatIsToldIsSoonOnTheBoardOfItsOwnWorkspaceOnly() {
        var story = new Story(WorkspaceId.of("board-one"));
        var lublin = OrganisationId.next();
        var boston = OrganisationId.next();
        var meeting = MeetingId.next();

        // The card comes before the names of its two sides.
        Broker.tell(
                story.opened(lublin, boston, meeting, null, due(THAT_DAY.plusDays(3), MARTA)),
                story.held(meeting, lublin, boston, null),
                story.registered(lublin, "Klaster Lubelska Medycyna"),
                story.registered(boston, "MassBio"));

        var token = Dashboard.token("board-one", "marta", "viewer");
        Awaiting.until(() -> dashboard.get("/api/board", token).body().contains("MassBio"));
        Awaiting.until(() -> dashboard.get("/api/board", token).body().contains("Klaster Lubelska Medycyna"));
        var path = "/api/partnerships/" + story.partnership(lublin, boston) + "/timeline";
        Awaiting.until(() -> dashboard.get(path, token).body().contains("meeting-held"));
        assertThat(dashboard.get(path, token).body()).contains("lead-opened").contains("\"byPerson\":false");
        assertThat(dashboard.get("/api/follow-ups?owner=me", token).body()).contains("MassBio");
        assertThat(dashboard.get("/api/board?owner=me", token).body()).contains("MassBio");

        var stranger = Dashboard.token("board-two", "marta", "manager");
        assertThat(dashboard.get("/api/board", stranger).body()).doesNotContain("MassBio");
        assertThat(dashboard.get(path, stranger).statusCode()).isEqualTo(404);
        assertThat(dashboard.get("/api/follow-ups", stranger).body()).doesNotContain("MassBio");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/follow-ups?cursor=AAAA",
                "/api/follow-ups?cursor=%00",
                "/api/follow-ups?cursor=MTk3MC0wMS0wMQ",
                "/api/follow-ups?limit=99999999999",
                "/api/follow-ups?owner=%00",
                "/api/follow-ups?group=%1B",
                "/api/board?owner=%24gt",
                "/api/board?area=%00",
                "/api/board?missionId=1",
                "/api/streams/events?kind=%00",
                "/api/streams/events?partnership=%7B%7D",
                "/api/partnerships/1/timeline"
            })
    void whatNobodyCanMeanIsRefusedInWords(String path) {
        var answer = dashboard.get(path, Dashboard.token("rubbish", "marta", "viewer"));

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        assertThat(answer.body()).contains("\"errors\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "AAAA", "AQ", "AX9_f39_f39_f38", "AQH___________9_AAA"})
    void aPlaceInTheStreamThatNobodyGaveIsRefused(String id) {
        var answer = Dashboard.send(dashboard
                .request("/api/streams/events", Dashboard.token("rubbish", "marta", "viewer"))
                .header("Last-Event-ID", id)
                .GET()
                .build());

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
    }
}
