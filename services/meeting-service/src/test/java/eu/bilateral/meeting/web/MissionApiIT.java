package eu.bilateral.meeting.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.hasSize;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import com.jayway.jsonpath.JsonPath;
import eu.bilateral.kernel.id.MissionId;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.http.HttpHeaders;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;

class MissionApiIT extends Api {

    static final String PLAN = """
            {"ref":"usa-2017","name":"Mission to the USA","type":"OUTGOING","startsOn":"2017-05-15",\
            "endsOn":"2017-05-19","zone":"America/New_York"}""";
    static final String MEETINGS = "/api/missions/{id}/meetings/import";
    static final String PROGRAMME = "/api/missions/{id}/programme-items/import";

    @Test
    void aMissionIsPlannedOnceForItsRefAndLedByWhoPlansIt() throws Exception {
        var planned = ask(manager(), posting(PLAN, "/api/missions"))
                .andExpect(status().isCreated())
                .andExpect(header().string(HttpHeaders.ETAG, "\"1\""))
                .andExpect(jsonPath("$.lead").value("manager"))
                .andReturn();

        ask(manager(), posting(PLAN, "/api/missions"))
                .andExpect(status().isConflict())
                .andExpect(jsonPath("$.type", endsWith("/mission-already-planned")));
        read(Objects.requireNonNull(planned.getResponse().getHeader(HttpHeaders.LOCATION)))
                .andExpect(status().isOk())
                .andExpect(content().json(PLAN));
        read("/api/missions").andExpect(jsonPath("$.items", hasSize(1)));
    }

    @Test
    void missionsAreListedInTheOrderThatTheDocumentTells() throws Exception {
        for (int year = 2017; year < 2020; year++) {
            ask(manager(), posting(PLAN.replace("2017", Integer.toString(year)), "/api/missions"))
                    .andExpect(status().isCreated());
        }

        read("/api/missions")
                .andExpect(jsonPath("$.items[*].startsOn").value(contains("2019-05-15", "2018-05-15", "2017-05-15")));
        read("/api/openapi")
                .andExpect(jsonPath("$.paths['/api/missions'].get.summary")
                        .value(containsString("the latest start first")));
    }

    @Test
    void theSameKeyPlansOneMissionAndIsRefusedForAnother() throws Exception {
        var other = PLAN.replace("usa-2017", "usa-2018");
        ask(manager(), posting(PLAN, "/api/missions").header("Idempotency-Key", "once"))
                .andExpect(status().isCreated());

        ask(manager(), posting(PLAN, "/api/missions").header("Idempotency-Key", "once"))
                .andExpect(status().isCreated())
                .andExpect(header().string("Idempotency-Replayed", "true"));
        ask(manager(), posting(other, "/api/missions").header("Idempotency-Key", "once"))
                .andExpect(status().isUnprocessableContent())
                .andExpect(jsonPath("$.type", endsWith("/key-reused")));

        read("/api/missions").andExpect(jsonPath("$.items", hasSize(1)));
    }

    @Test
    void theSameKeyForAnotherListOfMeetingsIsRefused() throws Exception {
        organisations(List.of("lublin", "wistar"));
        var id = aMission();
        var list = "european_ref,us_ref,date,status,interest_ours,interest_theirs\nlublin,wistar,2017-05-16,HELD,2,2\n";
        ask(manager(), importing(list, MEETINGS, id).header("Idempotency-Key", "list"))
                .andExpect(jsonPath("$.created").value(1));

        ask(manager(), importing(list, MEETINGS, id).header("Idempotency-Key", "list"))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.unchanged").value(1));
        ask(manager(), importing(list.replace("05-16", "05-17"), MEETINGS, id).header("Idempotency-Key", "list"))
                .andExpect(status().isUnprocessableContent())
                .andExpect(jsonPath("$.type", endsWith("/key-reused")));

        assertThat(meetingIds()).hasSize(1);
    }

    @Test
    void aMissionIsChangedOnlyByWhoHasSeenTheLatestVersion() throws Exception {
        organisations(List.of("lublin"));
        var id = aMission();
        var changed = PLAN.replace("}", ",\"delegation\":[\"%s\"]}".formatted(idOf("lublin")));

        ask(manager(), putting(changed, "/api/missions/{id}", id)).andExpect(status().isPreconditionRequired());
        ask(manager(), putting(changed, "/api/missions/{id}", id).header(HttpHeaders.IF_MATCH, "\"1\""))
                .andExpect(status().isOk())
                .andExpect(header().string(HttpHeaders.ETAG, "\"2\""))
                .andExpect(jsonPath("$.delegation[0]").value(idOf("lublin").toString()));
        ask(manager(), putting(changed, "/api/missions/{id}", id).header(HttpHeaders.IF_MATCH, "\"1\""))
                .andExpect(status().isPreconditionFailed());
        ask(manager(), putting(changed, "/api/missions/{id}", id).header(HttpHeaders.IF_MATCH, "\"2\""))
                .andExpect(status().isOk())
                .andExpect(header().string(HttpHeaders.ETAG, "\"2\""));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\'',
            value = {
                "2017-05-19 | 2017-05-14 | 422 | mission-ends-before-it-starts | endsOn",
                "2017-05-15 | -999999999-01-01 | 422 | date-out-of-range | startsOn",
                "2017-05-19 | +999999999-12-31 | 422 | date-out-of-range | endsOn",
                "2017-05-15 | +1000000000-01-01 | 400 | wrong-type | startsOn",
                "Mission to the USA | Mission\\u0000 | 400 | unprintable-text | name",
                "Mission to the USA | Mission\\udc00 | 400 | unprintable-text | name",
                "America/New_York | America\\u0000New_York | 400 | wrong-type | zone",
                "2017-05-15 | 1917-05-15 | 422 | date-out-of-range | startsOn",
                "America/New_York | Mars/Phobos | 400 | wrong-type | zone",
                "America/New_York | UTC+1 | 400 | unknown-zone | zone",
                "OUTGOING | SIDEWAYS | 400 | wrong-type | type",
                "Mission to the USA | ' ' | 400 | invalid-request | name",
                "usa-2017 | 'usa 2017!' | 400 | invalid-request | ref"
            })
    void whatIsNotAsItMustBeIsNamedAndNotStored(String part, String instead, int status, String code, String field)
            throws Exception {
        ask(manager(), posting(PLAN.replace(part, instead), "/api/missions"))
                .andExpect(status().is(status))
                .andExpect(jsonPath("$.type", endsWith("/" + code)))
                .andExpect(jsonPath("$.errors[0].field").value(field));
        read("/api/missions").andExpect(jsonPath("$.items", hasSize(0)));
    }

    @Test
    void aProgrammeItemIsAddedOnce() throws Exception {
        organisations(List.of("wistar"));
        var id = aMission();
        var visit = "{\"kind\":\"VISIT\",\"date\":\"2017-05-15\",\"city\":\"Philadelphia, PA\",\"host\":\"%s\"}"
                .formatted(idOf("wistar"));

        ask(manager(), posting(visit, "/api/missions/{id}/programme-items", id))
                .andExpect(status().isCreated())
                .andExpect(jsonPath("$.zone").value("America/New_York"));
        ask(manager(), posting(visit, "/api/missions/{id}/programme-items", id)).andExpect(status().isConflict());
        read("/api/missions/{id}/programme-items", id)
                .andExpect(jsonPath("$.items", hasSize(1)))
                .andExpect(jsonPath("$.items[0].host").value(idOf("wistar").toString()));
    }

    @Test
    void developersReadMissionsAndLeaveThemToManagers() throws Exception {
        var id = aMission();

        ask(developer(), MockMvcRequestBuilders.get("/api/missions/{id}", id)).andExpect(status().isOk());
        ask(developer(), posting(PLAN, "/api/missions")).andExpect(status().isForbidden());
        ask(developer(), putting(PLAN, "/api/missions/{id}", id)).andExpect(status().isForbidden());
        ask(developer(), importing("date,kind\n", PROGRAMME, id)).andExpect(status().isForbidden());
        ask(developer(), importing("date,kind\n", MEETINGS, id)).andExpect(status().isForbidden());
        http.perform(importing("date,kind\n", MEETINGS, id)).andExpect(status().isUnauthorized());
    }

    @ParameterizedTest
    @CsvSource({
        "/programme-items/import, date;kind;city;time_zone;host_ref",
        "/meetings/import, ours_ref;partner_ref;date;status;interest_ours;interest_theirs;cooperation_areas;next_step;next_step_due"
    })
    void theListInTheDocumentHasEveryColumnAndIsTaken(String path, String columns) throws Exception {
        organisations(List.of("klm", "pidc", "wistar"));
        var whole = "/api/missions/{missionId}" + path;
        var document = read("/api/openapi").andReturn().getResponse().getContentAsString(UTF_8);
        var list = "$.paths['%s'].post.requestBody".formatted(whole);
        String description = JsonPath.read(document, list + ".description");
        String example = JsonPath.read(document, list + ".content['text/csv'].example");

        assertThat(example).startsWith(columns.replace(';', ',') + "\n");
        assertThat(description).contains(columns.split(";"));
        ask(manager(), importing(example, whole, aMission()))
                .andExpect(status().isOk())
                .andExpect(content().json("{\"rows\":2,\"created\":2,\"rejected\":[]}"));
    }

    @Test
    void anUnknownMissionIsNotThere() throws Exception {
        read("/api/missions/{id}", MissionId.next()).andExpect(status().isNotFound());
        read("/api/missions/{id}/programme-items", MissionId.next()).andExpect(status().isNotFound());
        ask(manager(), importing("european_ref,us_ref,date,status\n", MEETINGS, MissionId.next()))
                .andExpect(status().isNotFound());
    }

    @Test
    void theMissionOf2017IsImportedAndAgainMakesNoTwins() throws Exception {
        var meetings = file("c2c-meetings.csv");
        var programme = file("programme.csv");
        organisations(Stream.concat(refs(meetings, 0), Stream.concat(refs(meetings, 1), refs(programme, -1)))
                .collect(Collectors.toSet()));
        var id = aMission();

        ask(manager(), importing(programme, PROGRAMME, id))
                .andExpect(status().isOk())
                .andExpect(content().json("{\"rows\":19,\"created\":19,\"rejected\":[]}"));
        ask(manager(), importing(meetings, MEETINGS, id))
                .andExpect(status().isOk())
                .andExpect(
                        content().json("{\"rows\":90,\"created\":90,\"changed\":0,\"unchanged\":0,\"rejected\":[]}"));
        ask(manager(), importing(programme, PROGRAMME, id))
                .andExpect(content().json("{\"rows\":19,\"created\":0,\"unchanged\":19,\"rejected\":[]}"));
        ask(manager(), importing(meetings, MEETINGS, id))
                .andExpect(content().json("{\"rows\":90,\"created\":0,\"unchanged\":90,\"rejected\":[]}"));

        assertThat(meetingIds()).hasSize(90);
        read("/api/missions/{id}", id)
                .andExpect(jsonPath("$.delegation", hasSize(19)))
                .andExpect(jsonPath("$.programmeItems").value(19));
        read("/api/meetings?missionId={id}&partner={partner}&limit=1", id, idOf("us-partner-02"))
                .andExpect(jsonPath("$.items[0].status").value("HELD"))
                .andExpect(jsonPath("$.items[0].metBy").doesNotExist())
                .andExpect(jsonPath("$.items[0].owner").value("manager"));
    }

    @Test
    void theWordsOfANextStepTellItsKindAndStayInTheRecord() throws Exception {
        organisations(List.of("lublin", "one", "two", "three", "four"));
        var id = aMission();

        ask(manager(), importing("""
                ours_ref,partner_ref,date,status,interest_ours,interest_theirs,cooperation_areas,next_step,next_step_due
                lublin,one,2017-05-16,HELD,3,3,R&D;joint funding,Send the cluster profile,2017-05-23
                lublin,two,2017-05-16,HELD,3,3,b2b,Arrange a call between the two offices,2017-05-26
                lublin,three,2017-05-16,held,3,3,market_access,Introduce two members,2017-06-02
                lublin,four,2017-05-16,HELD,3,3,,Think about it,2017-06-02
                """, MEETINGS, id)).andExpect(content().json("{\"created\":4,\"rejected\":[]}"));

        step("one", "SEND_DOCUMENTS", "Send the cluster profile", "[\"RESEARCH_AND_DEVELOPMENT\",\"JOINT_FUNDING\"]");
        step("two", "CALL", "Arrange a call between the two offices", "[\"B2B\"]");
        step("three", "INTRODUCE_MEMBER", "Introduce two members", "[\"MARKET_ACCESS\"]");
        step("four", "OTHER", "Think about it", "[]");
    }

    private void step(String partner, String kind, String words, String areas) throws Exception {
        read("/api/meetings?partner={partner}", idOf(partner))
                .andExpect(content()
                        .json(
                                "{\"items\":[{\"record\":{\"areas\":%s,\"nextStep\":{\"kind\":\"%s\",\"text\":\"%s\",\"by\":\"OURS\"}}}]}"
                                        .formatted(areas, kind, words)));
    }

    @Test
    void aBrokenRowCostsThatRowOnlyAndIsListed() throws Exception {
        organisations(List.of("lublin", "wistar"));
        var id = aMission();

        ask(manager(), importing("""
                ours_ref,partner_ref,date,status,interest_ours,interest_theirs,cooperation_areas,next_step,next_step_due
                nobody,wistar,2017-05-16,HELD,1,1,,,
                lublin,wistar,16 May,HELD,1,1,,,
                lublin,wistar,2017-05-16,HELD,4,1,,,
                lublin,wistar,2017-05-16,CANCELLED,1,1,,,
                lublin,wistar,2017-05-24,HELD,1,1,,,
                lublin,wistar,2017-05-16,HELD,1,1,cooking,,
                lublin,wistar,2017-05-16,HELD,1,1,,Call them,
                lublin,wistar,2017-05-16,HELD,1,1,,Call them,2017-05-01
                lublin,wistar
                lublin,wistar,2017-05-16,HELD,1,1,,,
                lublin,wistar,2017-05-16,NO_SHOW_OURS,,,,,
                """, MEETINGS, id))
                .andExpect(status().isOk())
                .andExpect(content().json("""
                        {"rows":11,"created":1,"changed":0,"unchanged":0,"rejected":[
                         {"row":2,"field":"ours_ref","code":"unknown-organisation"},
                         {"row":3,"field":"date","code":"no-date"},
                         {"row":4,"field":"interest_ours","code":"no-number"},
                         {"row":5,"field":"status","code":"unknown-value"},
                         {"row":6,"field":"date","code":"meeting-still-ahead"},
                         {"row":7,"field":"cooperation_areas","code":"unknown-value"},
                         {"row":8,"field":"next_step_due","code":"missing"},
                         {"row":9,"field":"next_step_due","code":"step-due-before-meeting"},
                         {"row":10,"code":"malformed-row"},
                         {"row":12,"code":"meeting-already-closed"}]}"""));

        assertThat(meetingIds()).hasSize(1);
    }

    @Test
    void aBrokenRowOfAProgrammeCostsThatRowOnlyAndIsListed() throws Exception {
        organisations(List.of("wistar"));
        var id = aMission();

        ask(manager(), importing("""
                date,kind,city,time_zone,host_ref
                2017-05-15,VISIT,"Philadelphia, PA",America/New_York,nobody
                2017-05-15,DANCE,"Philadelphia, PA",America/New_York,wistar
                2017-05-15,VISIT,"Philadelphia, PA",EST5,wistar
                2016-05-15,VISIT,"Philadelphia, PA",America/New_York,wistar
                2017-05-15,VISIT,"Philadelphia, PA",America/New_York,wistar
                """, PROGRAMME, id)).andExpect(content().json("""
                {"rows":5,"created":1,"rejected":[
                 {"row":2,"field":"host_ref","code":"unknown-organisation"},
                 {"row":3,"field":"kind","code":"unknown-value"},
                 {"row":4,"field":"time_zone","code":"unknown-zone"},
                 {"row":5,"field":"date","code":"programme-item-far-from-mission"}]}"""));
    }

    @Test
    void aFileThatIsNoListIsRefusedWhole() throws Exception {
        var id = aMission();

        ask(manager(), importing("who,when\na,b\n", MEETINGS, id)).andExpect(status().is4xxClientError());
        assertThat(meetingIds()).isEmpty();
    }

    private static String file(String name) throws IOException {
        try (var stream = Objects.requireNonNull(MissionApiIT.class.getResourceAsStream("/mission-2017/" + name))) {
            return new String(stream.readAllBytes(), UTF_8);
        }
    }

    /** The refs in that column; the last one where it is negative. */
    private static Stream<String> refs(String csv, int column) {
        return csv.lines()
                .skip(1)
                .map(line -> Arrays.asList(line.split(",", -1)))
                .map(cells -> cells.get(column < 0 ? cells.size() - 1 : column))
                .filter(ref -> !ref.isEmpty());
    }
}
