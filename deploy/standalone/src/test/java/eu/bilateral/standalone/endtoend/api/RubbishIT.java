package eu.bilateral.standalone.endtoend.api;

import static org.assertj.core.api.Assertions.assertThat;

import eu.bilateral.standalone.endtoend.driver.Api;
import eu.bilateral.standalone.endtoend.driver.RunningBilateral;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is not as it must be ends in a problem that says so, and nothing is stored. */
class RubbishIT {

    private static Api api;
    private static String ours;
    private static String partner;

    @BeforeAll
    static void twoOrganisationsThatAreKnown() throws Exception {
        api = RunningBilateral.demo().as("lublin");
        ours = api.organisation("Rubbish Cluster");
        partner = api.organisation("Rubbish Partner");
        var known = api.log("rubbish-known", Api.meeting(ours, partner, "2017-05-22"));
        assertThat(known.status()).as(known.text()).isEqualTo(201);
    }

    record Case(String name, String body, int status, String problem) {

        @Override
        public String toString() {
            return name;
        }
    }

    static List<Case> rubbish() {
        var good = Api.meeting(ours, partner, "2017-05-22");
        return List.of(
                new Case("malformed JSON", "{\"ours\":", 400, "malformed-json"),
                new Case("no body", "", 400, "malformed-json"),
                new Case("an unknown field", good.replace("\"zone\"", "\"zonne\""), 400, "unknown-field"),
                new Case(
                        "a text for a number",
                        good.replace("\"interestOurs\":3", "\"interestOurs\":\"much\""),
                        400,
                        "wrong-type"),
                new Case(
                        "an interest of four",
                        good.replace("\"interestOurs\":3", "\"interestOurs\":4"),
                        400,
                        "invalid-request"),
                new Case("an id that is none", good.replace(partner, "wistar"), 400, "wrong-type"),
                new Case(
                        "a date beyond all dates",
                        good.replace("2017-05-22", "+999999999-12-31"),
                        422,
                        "date-out-of-range"),
                new Case(
                        "an instant that has no date",
                        good.replace("\"heldOn\":\"2017-05-22\"", "\"startsAt\":\"+1000000000-12-31T23:59:59Z\""),
                        422,
                        "date-out-of-range"),
                new Case(
                        "a number for an instant",
                        good.replace("\"heldOn\":\"2017-05-22\"", "\"startsAt\":1e400"),
                        400,
                        "wrong-type"),
                new Case(
                        "a number that is none",
                        good.replace("\"interestOurs\":3", "\"interestOurs\":NaN"),
                        400,
                        "malformed-json"),
                new Case(
                        "a number beyond all",
                        good.replace("\"interestOurs\":3", "\"interestOurs\":1e400"),
                        400,
                        "wrong-type"),
                new Case(
                        "a field twice",
                        good.replace("\"zone\"", "\"heldOn\":\"2017-05-22\",\"zone\""),
                        400,
                        "malformed-json"),
                new Case("half a character", good.replace("Call them", "Call \\ud83d"), 400, "unprintable-text"),
                new Case("a NUL", good.replace("Call them", "Call \\u0000"), 400, "unprintable-text"),
                new Case("nesting without end", "[".repeat(100_000), 400, "malformed-json"),
                new Case("a date that is none", good.replace("2017-05-22", "2017-02-30"), 400, "wrong-type"),
                new Case("an over-long text", good.replace("Call them", "x".repeat(5_000)), 400, "invalid-request"),
                new Case(
                        "an operator for an id",
                        good.replace("\"" + partner + "\"", "{\"$gt\":\"\"}"),
                        400,
                        "wrong-type"),
                new Case(
                        "an unknown organisation",
                        good.replace(partner, "00000000-0000-4000-8000-00000000dead"),
                        422,
                        "unknown-organisation"),
                new Case(
                        "a held meeting in the future",
                        Api.meeting(ours, partner, "2018-05-22"),
                        422,
                        "meeting-still-ahead"));
    }

    @ParameterizedTest
    @MethodSource("rubbish")
    void aMeetingThatIsNotAsItMustBeIsRefusedInWordsAndNotStored(Case wrong) throws Exception {
        int before = api.all("/api/meetings").size();

        var answer = api.post("/api/meetings", wrong.body());

        assertThat(answer.status()).as(answer.text()).isEqualTo(wrong.status());
        assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("application/problem+json");
        assertThat(answer.problem()).isEqualTo(wrong.problem());
        assertThat(answer.text()).doesNotContain("Exception").doesNotContain("eu.bilateral.meeting");
        assertThat(api.all("/api/meetings")).hasSize(before);
    }

    @Test
    void whatIsNotThereIsNotFound() throws Exception {
        var nobody = "00000000-0000-4000-8000-00000000dead";
        for (var path : List.of(
                "/api/organisations/", "/api/meetings/", "/api/missions/", "/api/partnerships/", "/api/people/")) {
            var answer = api.get(path + nobody);
            assertThat(answer.status()).as(path).isEqualTo(404);
            assertThat(answer.problem()).as(path).startsWith("unknown-");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/organisations?name=%00",
                "/api/organisations?name=a%1Bb&archived=false",
                "/api/organisations?limit=99999999999",
                "/api/organisations?cursor=%F0%9F%98%80",
                "/api/meetings?missionId=%7B%22%24gt%22%3A%22%22%7D",
                "/api/meetings?cursor=%00",
                "/api/meetings?cursor=KzEwMDAwMDAwMDAtMDEtMDEfMQ",
                "/api/missions?limit=1e400",
                "/api/missions?cursor=AAAA",
                "/api/partnerships?stage=MET%00",
                "/api/partnerships?owner=%24where",
                "/api/follow-ups?owner=%00",
                "/api/follow-ups?cursor=AAAA",
                "/api/board?area=NaN",
                "/api/streams/events?kind=%00"
            })
    void aQueryThatNobodyCanMeanIsRefusedInWords(String path) throws Exception {
        var answer = api.get(path);

        assertThat(answer.status()).as(answer.text()).isEqualTo(400);
        assertThat(answer.json().path("errors").path(0).path("field").asString(""))
                .isNotEmpty();
    }

    @Test
    void aListWithDaysAndNumbersThatNobodyCanMeanCostsThoseRowsOnly() throws Exception {
        var mission = api.all("/api/missions").getFirst().path("missionId").asString();

        var report = api.postCsv("/api/missions/" + mission + "/meetings/import", """
                european_ref,us_ref,date,status,interest_ours,interest_theirs
                a,b,+999999999-12-31,HELD,2,2
                a,b,+1000000000-01-01,HELD,2,2
                a,b,2017-05-16,HELD,1e400,2
                a,b,2017-05-16,HELD,NaN,2
                a,b,2017-05-16,HELD,99999999999999999999,2
                """);

        assertThat(report.status()).as(report.text()).isEqualTo(200);
        assertThat(report.json().path("created").asInt()).isZero();
        assertThat(report.json().path("rejected")).hasSize(5);
    }

    @Test
    void aBrokenRowCostsThatRowOnlyAndIsListed() throws Exception {
        var report = api.postCsv("/api/organisations/import", """
                ref,name,type,country,city,areas,website
                rubbish-1,First,CLUSTER,PL,Lublin,medicine,
                rubbish-2,,CLUSTER,PL,Lublin,medicine,
                rubbish-3,Third,CASTLE,PL,Lublin,medicine,
                rubbish-4,Fourth,CLUSTER,XX,Lublin,medicine,
                rubbish-5,Fifth,CLUSTER,PL,Lublin,medicine,
                """);

        assertThat(report.status()).as(report.text()).isEqualTo(200);
        assertThat(report.json().path("rows").asInt()).isEqualTo(5);
        assertThat(report.json().path("created").asInt()).isEqualTo(2);
        assertThat(report.json().path("rejected"))
                .extracting(
                        row -> row.path("row").asInt() + " " + row.path("field").asString())
                .containsExactly("3 name", "4 type", "5 country");
        assertThat(api.all("/api/organisations"))
                .extracting(organisation -> organisation.path("ref").asString(""))
                .contains("rubbish-1", "rubbish-5")
                .doesNotContain("rubbish-2", "rubbish-3", "rubbish-4");
    }
}
