package eu.bilateral.meeting.web;

import static eu.bilateral.meeting.Examples.COLLEAGUE;
import static eu.bilateral.meeting.Examples.MANAGER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import com.jayway.jsonpath.JsonPath;
import eu.bilateral.kernel.command.Role;
import eu.bilateral.kernel.id.MeetingId;
import eu.bilateral.kernel.id.PartnershipId;
import eu.bilateral.kernel.id.WorkspaceId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;

class MeetingApiIT extends Api {

    static final String RECORD = """
            {"interestOurs":3,"interestTheirs":2,"areas":["RESEARCH_AND_DEVELOPMENT"],\
            "promises":[{"kind":"SEND_DOCUMENTS","text":"The profile","dueOn":"2017-05-24","by":"OURS"}],\
            "nextStep":{"kind":"CALL","text":"A call","dueOn":"2017-05-26","by":"THEIRS","owner":"colleague"},\
            "members":["Medical University"],"participants":["77777777-7777-4777-8777-777777777777"],\
            "language":"en","note":"Oncology"}""";

    String held(String more) {
        return """
                {"ours":"%s","partner":"%s","heldOn":"2017-05-16","zone":"America/New_York","record":%s%s}""".formatted(idOf("lublin"), idOf("wistar"), RECORD, more);
    }

    String planned() {
        return """
                {"ours":"%s","partner":"%s","status":"SCHEDULED","startsAt":"2017-05-16T14:20:00Z",\
                "zone":"America/New_York"}""".formatted(idOf("lublin"), idOf("wistar"));
    }

    void lublinAndWistar() {
        organisations(List.of("lublin", "wistar"));
    }

    String aMeeting(String json) throws Exception {
        var created = ask(developer(), posting(json, "/api/meetings"))
                .andExpect(status().isCreated())
                .andReturn();
        return text(created, "$.meetingId");
    }

    @Test
    void aLoggedMeetingIsReadAsItWasLogged() throws Exception {
        lublinAndWistar();
        var partnership = PartnershipId.of(workspace, idOf("lublin"), idOf("wistar"));

        var id = aMeeting(held(""));

        read("/api/meetings/{id}", id)
                .andExpect(status().isOk())
                .andExpect(header().string(HttpHeaders.ETAG, "\"1\""))
                .andExpect(content().json("""
                        {"meetingId":"%s","partnershipId":"%s","ours":"%s","partner":"%s","kind":"C2C","status":"HELD",
                         "date":"2017-05-16","heldOn":"2017-05-16","zone":"America/New_York","owner":"developer",
                         "metBy":"developer","version":1,"record":%s}""".formatted(id, partnership, idOf("lublin"), idOf("wistar"), RECORD)));
    }

    @Test
    void theSamePostTwiceUnderOneKeyIsOneMeeting() throws Exception {
        lublinAndWistar();

        var first = ask(developer(), posting(held(""), "/api/meetings").header("Idempotency-Key", "at-the-table"))
                .andExpect(status().isCreated())
                .andReturn();
        var again = ask(developer(), posting(held(""), "/api/meetings").header("Idempotency-Key", "at-the-table"))
                .andExpect(status().isCreated())
                .andExpect(header().string("Idempotency-Replayed", "true"))
                .andReturn();

        assertThat(again.getResponse().getHeader(HttpHeaders.LOCATION))
                .isEqualTo(first.getResponse().getHeader(HttpHeaders.LOCATION))
                .isEqualTo("/api/meetings/" + text(first, "$.meetingId"));
        assertThat(meetingIds()).hasSize(1);
    }

    @Test
    void theSameKeyForAnotherMeetingIsRefused() throws Exception {
        lublinAndWistar();
        ask(developer(), posting(held(""), "/api/meetings").header("Idempotency-Key", "at-the-table"))
                .andExpect(status().isCreated());

        ask(developer(), posting(held(",\"kind\":\"B2B\""), "/api/meetings").header("Idempotency-Key", "at-the-table"))
                .andExpect(status().isUnprocessableContent())
                .andExpect(jsonPath("$.type", endsWith("/key-reused")));
        assertThat(meetingIds()).hasSize(1);
    }

    static Stream<Arguments> refusals() {
        return Stream.of(
                Arguments.of("}", "", 400, "malformed-json", null),
                Arguments.of("{\"ours\"", "[{\"ours\"", 400, "malformed-json", null),
                Arguments.of("{\"ours\"", "{\"version\":7,\"ours\"", 400, "unknown-field", "version"),
                Arguments.of("{\"ours\"", "{\"workspace\":\"lublin\",\"ours\"", 400, "unknown-field", "workspace"),
                Arguments.of("{\"ours\"", "{\"owner\":\"boss\",\"ours\"", 400, "unknown-field", "owner"),
                Arguments.of("\"ours\":\"LUBLIN\"", "\"ours\":\"lublin\"", 400, "wrong-type", "ours"),
                Arguments.of("\"ours\":\"LUBLIN\"", "\"ours\":{\"$gt\":\"\"}", 400, "wrong-type", "ours"),
                Arguments.of("\"ours\":\"LUBLIN\",", "", 400, "invalid-request", "ours"),
                Arguments.of("\"heldOn\":\"2017-05-16\"", "\"heldOn\":20170516", 400, "wrong-type", "heldOn"),
                Arguments.of("\"heldOn\":\"2017-05-16\"", "\"heldOn\":\"16.05.2017\"", 400, "wrong-type", "heldOn"),
                Arguments.of("\"interestOurs\":3", "\"interestOurs\":\"3\"", 400, "wrong-type", "record.interestOurs"),
                Arguments.of("\"interestOurs\":3", "\"interestOurs\":4", 400, "invalid-request", "record.interestOurs"),
                Arguments.of("America/New_York", "+02:00", 400, "unknown-zone", "zone"),
                Arguments.of("Oncology", "n".repeat(10_001), 400, "invalid-request", "record.note"),
                Arguments.of("The profile", "p".repeat(501), 400, "invalid-request", "record.promises[0].text"),
                Arguments.of("Medical University", "m".repeat(201), 400, "invalid-request", "record.members[0]"),
                Arguments.of("\"en\"", "\"English\"", 400, "invalid-request", "record.language"),
                Arguments.of(
                        "\"promises\":[",
                        "\"promises\":[" + "{\"kind\":\"CALL\",\"dueOn\":\"2017-05-24\",\"by\":\"OURS\"},".repeat(20),
                        400,
                        "invalid-request",
                        "record.promises"),
                Arguments.of("2017-05-16", "2017-05-24", 422, "meeting-still-ahead", "heldOn"),
                Arguments.of(
                        "\"heldOn\":\"2017-05-16\"",
                        "\"startsAt\":\"2017-05-23T07:00:01Z\"",
                        422,
                        "meeting-still-ahead",
                        "startsAt"),
                Arguments.of(
                        "\"heldOn\":\"2017-05-16\"",
                        "\"startsAt\":\"+1000000000-12-31T23:59:59.999999999Z\"",
                        422,
                        "date-out-of-range",
                        "startsAt"),
                Arguments.of(
                        "\"heldOn\":\"2017-05-16\"",
                        "\"startsAt\":\"-1000000000-01-01T00:00:00Z\"",
                        422,
                        "date-out-of-range",
                        "startsAt"),
                Arguments.of(
                        "\"heldOn\":\"2017-05-16\"",
                        "\"status\":\"SCHEDULED\",\"startsAt\":\"+1000000000-12-31T23:59:59Z\"",
                        422,
                        "outcome-too-early",
                        "record"),
                Arguments.of("\"heldOn\":\"2017-05-16\"", "\"startsAt\":1e400", 400, "wrong-type", "startsAt"),
                Arguments.of("2017-05-16", "+999999999-12-31", 422, "date-out-of-range", "heldOn"),
                Arguments.of("2017-05-16", "-999999999-01-01", 422, "date-out-of-range", "heldOn"),
                Arguments.of("2017-05-24", "+999999999-12-31", 422, "date-out-of-range", "record.promises[0].dueOn"),
                Arguments.of("2017-05-26", "+999999999-12-31", 422, "date-out-of-range", "record.nextStep.dueOn"),
                Arguments.of("Oncology", "Onco\\u0000logy", 400, "unprintable-text", "record.note"),
                Arguments.of("Oncology", "Onco\\ud800logy", 400, "unprintable-text", "record.note"),
                Arguments.of("Medical University", "M\\u0007", 400, "unprintable-text", "record.members[0]"),
                Arguments.of("2017-05-16", "0017-05-16", 422, "date-out-of-range", "heldOn"),
                Arguments.of("\"heldOn\":\"2017-05-16\",", "", 422, "date-missing", "heldOn"),
                Arguments.of("2017-05-24", "2017-05-15", 422, "step-due-before-meeting", "record.promises[0].dueOn"),
                Arguments.of("WISTAR", MeetingId.next().toString(), 422, "unknown-organisation", "partner"),
                Arguments.of("WISTAR", "LUBLIN", 422, "same-organisation-on-both-sides", "partner"),
                Arguments.of(
                        "{\"ours\"",
                        "{\"missionId\":\"" + MeetingId.next() + "\",\"ours\"",
                        422,
                        "unknown-mission",
                        "missionId"),
                Arguments.of("{\"ours\"", "{\"status\":\"SCHEDULED\",\"ours\"", 422, "outcome-too-early", "record"),
                Arguments.of("{\"ours\"", "{\"metBy\":\"colleague\",\"ours\"", 403, "meeting-of-another", null));
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void whatIsNotAsItMustBeIsNamedAndNotStored(
            String part, String instead, int status, String code, @Nullable String field) throws Exception {
        var good = held("").replace(idOf("lublin").toString(), "LUBLIN")
                .replace(idOf("wistar").toString(), "WISTAR");
        assertThat(good).contains(part);
        lublinAndWistar();
        var bad = part.equals("}") ? good.substring(0, good.length() - 1) : good.replace(part, instead);

        var answer = ask(
                        developer(),
                        posting(
                                bad.replace("LUBLIN", idOf("lublin").toString())
                                        .replace("WISTAR", idOf("wistar").toString()),
                                "/api/meetings"))
                .andExpect(status().is(status))
                .andExpect(content().contentType("application/problem+json"))
                .andExpect(jsonPath("$.type", endsWith("/" + code)));

        if (field != null) {
            answer.andExpect(jsonPath("$.errors[0].field").value(field));
        }
        assertThat(meetingIds()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"+1000000000-12-31T23:59:59.999999999Z", "-1000000000-01-01T00:00:00Z", "2023-01-01T00:00:00Z"})
    void aMeetingPlannedForNoSensibleTimeIsRefused(String startsAt) throws Exception {
        lublinAndWistar();

        ask(developer(), posting(planned().replace("2017-05-16T14:20:00Z", startsAt), "/api/meetings"))
                .andExpect(status().isUnprocessableContent())
                .andExpect(jsonPath("$.type", endsWith("/date-out-of-range")))
                .andExpect(jsonPath("$.errors[0].field").value("startsAt"));
        assertThat(meetingIds()).isEmpty();
    }

    @Test
    void anArchivedOrganisationIsNotMetAnyMore() throws Exception {
        lublinAndWistar();
        archived(idOf("wistar"));

        ask(developer(), posting(held(""), "/api/meetings"))
                .andExpect(status().isConflict())
                .andExpect(jsonPath("$.type", endsWith("/organisation-archived")))
                .andExpect(jsonPath("$.errors[0].field").value("partner"));
        assertThat(meetingIds()).isEmpty();
    }

    @Test
    void aPlannedMeetingIsHeldOnce() throws Exception {
        lublinAndWistar();
        var id = aMeeting(planned());
        var body = "{\"record\":%s}".formatted(RECORD);

        ask(developer(), posting(body, "/api/meetings/{id}/hold", id))
                .andExpect(status().isOk())
                .andExpect(header().string(HttpHeaders.ETAG, "\"2\""))
                .andExpect(jsonPath("$.status").value("HELD"))
                .andExpect(jsonPath("$.heldOn").value("2017-05-16"))
                .andExpect(jsonPath("$.startsAt").value("2017-05-16T14:20:00Z"));
        ask(developer(), posting(body, "/api/meetings/{id}/hold", id))
                .andExpect(status().isConflict())
                .andExpect(jsonPath("$.type", endsWith("/meeting-already-closed")));
    }

    @Test
    void aSideThatDidNotComeIsNoted() throws Exception {
        lublinAndWistar();
        var id = aMeeting(planned());

        ask(developer(), posting("{\"absent\":\"THEIRS\"}", "/api/meetings/{id}/no-show", id))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.status").value("NO_SHOW_THEIRS"))
                .andExpect(jsonPath("$.date").value("2017-05-16"));
    }

    @Test
    void aRecordIsAmendedOnlyByWhoHasSeenTheLatestVersion() throws Exception {
        lublinAndWistar();
        var id = aMeeting(held(""));
        var polite = "{\"interestOurs\":1,\"interestTheirs\":1}";

        ask(developer(), putting(polite, "/api/meetings/{id}/record", id)).andExpect(status().isPreconditionRequired());
        ask(developer(), putting(polite, "/api/meetings/{id}/record", id).header(HttpHeaders.IF_MATCH, "\"7\""))
                .andExpect(status().isPreconditionFailed());
        ask(developer(), putting(polite, "/api/meetings/{id}/record", id).header(HttpHeaders.IF_MATCH, "\"1\""))
                .andExpect(status().isOk())
                .andExpect(header().string(HttpHeaders.ETAG, "\"2\""))
                .andExpect(jsonPath("$.record.interestOurs").value(1))
                .andExpect(jsonPath("$.record.note").doesNotExist());
    }

    @Test
    void aRecordThatSaysWhatIsThereAlreadyIsNoAmendment() throws Exception {
        lublinAndWistar();
        var id = aMeeting(held(""));

        for (int time = 0; time < 2; time++) {
            ask(developer(), putting(RECORD, "/api/meetings/{id}/record", id).header(HttpHeaders.IF_MATCH, "\"1\""))
                    .andExpect(status().isOk())
                    .andExpect(header().string(HttpHeaders.ETAG, "\"1\""));
        }
    }

    @Test
    void aVoidMeetingStillShowsWhatWasRecorded() throws Exception {
        lublinAndWistar();
        var id = aMeeting(held(""));

        ask(developer(), post("/api/meetings/{id}/void", id))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.status").value("CANCELLED"))
                .andExpect(jsonPath("$.voidedAt").value("2017-05-23T07:00:00Z"))
                .andExpect(jsonPath("$.record.note").value("Oncology"))
                .andExpect(jsonPath("$.heldOn").doesNotExist());
    }

    @Test
    void somebodyElsesMeetingIsLeftAlone() throws Exception {
        lublinAndWistar();
        var id = aMeeting(held(""));
        var colleague = bearer(COLLEAGUE, Role.DEVELOPER);

        ask(colleague, post("/api/meetings/{id}/void", id))
                .andExpect(status().isForbidden())
                .andExpect(jsonPath("$.type", endsWith("/meeting-of-another")));
        ask(manager(), post("/api/meetings/{id}/void", id)).andExpect(status().isOk());
    }

    @ParameterizedTest
    @CsvSource({"POST,hold", "PUT,record", "POST,void", "POST,no-show"})
    void aMeetingOfAnotherWorkspaceIsUnknown(String method, String action) throws Exception {
        lublinAndWistar();
        var id = aMeeting(held(""));
        var elsewhere = bearer(WorkspaceId.of("elsewhere"), MANAGER, Role.MANAGER);
        var body = switch (action) {
            case "hold" -> "{\"record\":%s}".formatted(RECORD);
            case "no-show" -> "{\"absent\":\"OURS\"}";
            case "void" -> "";
            default -> RECORD;
        };

        ask(elsewhere, MockMvcRequestBuilders.get("/api/meetings/{id}", id)).andExpect(status().isNotFound());
        ask(
                        elsewhere,
                        MockMvcRequestBuilders.request(
                                        HttpMethod.valueOf(method), "/api/meetings/{id}/{action}", id, action)
                                .header(HttpHeaders.IF_MATCH, "\"1\"")
                                .contentType("application/json")
                                .content(body))
                .andExpect(status().isNotFound())
                .andExpect(jsonPath("$.type", endsWith("/unknown-meeting")));
        read("/api/meetings/{id}", id).andExpect(jsonPath("$.version").value(1));
    }

    @Test
    void anUnknownMeetingIsNotThereAndAMalformedIdIsNamed() throws Exception {
        read("/api/meetings/{id}", MeetingId.next()).andExpect(status().isNotFound());
        read("/api/meetings/{id}", "42")
                .andExpect(status().isBadRequest())
                .andExpect(jsonPath("$.errors[0].field").value("meetingId"));
        read("/api/meetings?partner={partner}", "{\"$ne\":1}").andExpect(status().isBadRequest());
        read("/api/meetings?cursor=made-up").andExpect(status().isBadRequest());
    }

    @Test
    void aListIsReadPageByPage() throws Exception {
        lublinAndWistar();
        for (int day = 10; day < 15; day++) {
            assertThat(aMeeting(held("").replace("2017-05-16", "2017-05-" + day)))
                    .isNotEmpty();
        }

        var seen = new ArrayList<String>();
        var next = "";
        do {
            var page = read("/api/meetings?limit=2&partner={partner}" + next, idOf("wistar"))
                    .andExpect(status().isOk())
                    .andReturn()
                    .getResponse();
            seen.addAll(JsonPath.read(page.getContentAsString(), "$.items[*].date"));
            next = "";
            if (page.getContentAsString().contains("\"next\"")) {
                next = "&cursor=" + JsonPath.<String>read(page.getContentAsString(), "$.next");
                assertThat(page.getHeader(HttpHeaders.LINK))
                        .contains("rel=\"next\"")
                        .contains(next);
            }
        } while (!next.isEmpty());

        assertThat(seen).containsExactly("2017-05-14", "2017-05-13", "2017-05-12", "2017-05-11", "2017-05-10");
        read("/api/openapi")
                .andExpect(jsonPath("$.paths['/api/meetings'].get.summary").value(containsString("the latest first")));
        assertThat(new HashSet<>(meetingIds())).hasSize(5);
        read("/api/meetings?partner={partner}", idOf("lublin"))
                .andExpect(content().json("{\"items\":[]}"));
    }

    @Test
    void aViewerReadsAndNobodyElseIsLetIn() throws Exception {
        var viewer = bearer(COLLEAGUE, Role.VIEWER);

        ask(viewer, posting(held(""), "/api/meetings"))
                .andExpect(status().isForbidden())
                .andExpect(content().string(containsString("Ask a manager")));
        http.perform(posting(held(""), "/api/meetings")).andExpect(status().isUnauthorized());
        http.perform(MockMvcRequestBuilders.get("/api/meetings")).andExpect(status().isUnauthorized());
        http.perform(MockMvcRequestBuilders.get("/api/anything")).andExpect(status().isUnauthorized());
        ask(manager(), MockMvcRequestBuilders.get("/api/anything")).andExpect(status().isNotFound());
    }
}
