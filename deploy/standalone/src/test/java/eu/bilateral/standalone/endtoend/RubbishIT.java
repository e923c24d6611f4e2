package eu.bilateral.standalone.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

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
