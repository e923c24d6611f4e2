package eu.bilateral.standalone.endtoend.api;

import static org.assertj.core.api.Assertions.assertThat;

import eu.bilateral.standalone.endtoend.driver.Api;
import eu.bilateral.standalone.endtoend.driver.RunningBilateral;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What the imported mission of 2017 must come to. The rule and the numbers stand beside each other. */
class MissionDemoIT {

    @Test
    void theReportSaysWhatTheMissionsOwnReportSays() throws Exception {
        var report = report(RunningBilateral.demo().as("manager"));

        assertThat(report.path("startsOn").asString()).isEqualTo("2017-05-15");
        assertThat(report.path("endsOn").asString()).isEqualTo("2017-05-19");
        assertThat(report.path("clusters").asInt()).isEqualTo(19);
        assertThat(report.path("partners").asInt()).isEqualTo(13);
        assertThat(report.path("meetingsHeld").asInt()).isEqualTo(90);
        var visits = report.path("visitsByDay");
        assertThat(visits.path("2017-05-15").asInt()).isEqualTo(8);
        assertThat(visits.path("2017-05-18").asInt() + visits.path("2017-05-19").asInt())
                .isEqualTo(8);
    }

    /**
     * Each of the 90 rows is one pair, hence one partnership: at INTEREST_CONFIRMED where both interests are 2 or 3, an
     * area is named and a next step has a date, else at MET. Each has the six steps of the playbook, and one more where the
     * row names a next step.
     */
    @Test
    void partnershipsAndFollowUpsAddUpToTheRecordsImported() throws Exception {
        var rows = Files.readAllLines(Path.of("src/main/resources/mission-2017/c2c-meetings.csv")).stream()
                .skip(1)
                .map(line -> line.split(",", -1))
                .toList();
        long confirmed = rows.stream()
                .filter(row -> Integer.parseInt(row[4]) >= 2
                        && Integer.parseInt(row[5]) >= 2
                        && !row[6].isEmpty()
                        && !row[8].isEmpty())
                .count();
        long nextSteps = rows.stream().filter(row -> !row[7].isEmpty()).count();

        var report = report(RunningBilateral.demo().as("manager"));

        var byStage = report.path("partnershipsByStage");
        assertThat(byStage.path("INTEREST_CONFIRMED").asLong()).isEqualTo(confirmed);
        assertThat(byStage.path("MET").asLong()).isEqualTo(90 - confirmed);
        assertThat(report.path("openFollowUps").asLong()).isEqualTo(90 * 6 + nextSteps);
    }

    @Test
    void theClusterFromLublinSeesItsOwnFiveMeetings() throws Exception {
        var lublin = RunningBilateral.demo().as("lublin");

        assertThat(lublin.all("/api/meetings?missionId=" + mission(lublin))).hasSize(5);
    }

    private static String mission(Api api) throws Exception {
        var missions = api.all("/api/missions");
        return missions.stream()
                .filter(one -> "usa-2017".equals(one.path("ref").asString()))
                .findFirst()
                .orElseThrow()
                .path("missionId")
                .asString();
    }

    private static JsonNode report(Api api) throws Exception {
        return api.get("/api/missions/" + mission(api) + "/report").json();
    }
}
