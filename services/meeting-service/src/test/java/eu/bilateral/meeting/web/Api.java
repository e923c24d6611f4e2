package eu.bilateral.meeting.web;

import static eu.bilateral.meeting.Examples.DEVELOPER;
import static eu.bilateral.meeting.Examples.MANAGER;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.put;

import com.jayway.jsonpath.JsonPath;
import eu.bilateral.kernel.command.Role;
import eu.bilateral.meeting.RunningService;
import java.util.List;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.MvcResult;
import org.springframework.test.web.servlet.ResultActions;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;

/** The running service, asked over HTTP. */
abstract class Api extends RunningService {

    static final MediaType CSV = MediaType.parseMediaType("text/csv");

    String developer() {
        return bearer(DEVELOPER, Role.DEVELOPER);
    }

    String manager() {
        return bearer(MANAGER, Role.MANAGER);
    }

    ResultActions ask(String bearer, MockHttpServletRequestBuilder request) throws Exception {
        return http.perform(request.header(HttpHeaders.AUTHORIZATION, bearer));
    }

    ResultActions read(String path, Object... parts) throws Exception {
        return ask(bearer(DEVELOPER, Role.VIEWER), get(path, parts));
    }

    static MockHttpServletRequestBuilder posting(String json, String path, Object... parts) {
        return post(path, parts).contentType(MediaType.APPLICATION_JSON).content(json);
    }

    static MockHttpServletRequestBuilder putting(String json, String path, Object... parts) {
        return put(path, parts).contentType(MediaType.APPLICATION_JSON).content(json);
    }

    static MockHttpServletRequestBuilder importing(String csv, String path, Object... parts) {
        return post(path, parts).contentType(CSV).content(csv);
    }

    static String text(MvcResult result, String path) throws Exception {
        return JsonPath.read(result.getResponse().getContentAsString(), path).toString();
    }

    /** All meetings of this test's workspace, as the first page lists them. */
    List<String> meetingIds() throws Exception {
        var body = read("/api/meetings?limit=200").andReturn().getResponse().getContentAsString();
        return JsonPath.read(body, "$.items[*].meetingId");
    }

    /** Plans the mission of 2017 and tells its id. */
    String aMission() throws Exception {
        var planned = ask(manager(), posting("""
                {"ref":"usa-2017","name":"Mission to the USA","type":"OUTGOING","startsOn":"2017-05-15",
                 "endsOn":"2017-05-19","zone":"America/New_York"}""", "/api/missions")).andReturn();
        return text(planned, "$.missionId");
    }
}
