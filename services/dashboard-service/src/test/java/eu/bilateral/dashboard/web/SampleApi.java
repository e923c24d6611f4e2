package eu.bilateral.dashboard.web;

import eu.bilateral.dashboard.gateway.WholeApi;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;

/** A small API: an operation that takes and gives something, one that takes a file, and a service that does not answer. */
final class SampleApi implements WholeApi {

    private static final String DOCUMENT = """
        {"openapi":"3.1.0","tags":[{"name":"meetings","description":"Meetings of all kinds"}],
         "paths":{"/api/meetings/{meetingId}/no-show":{"post":{"tags":["meetings"],"operationId":"noteNoShow",
           "summary":"Note that one side did not come",
           "parameters":[{"name":"meetingId","in":"path","required":true,"description":"The meeting's id"}],
           "requestBody":{"content":{"application/json":{"schema":{"$ref":"#/components/schemas/NoteNoShowRequest"}}}},
           "responses":{"200":{"content":{"application/json":{"schema":{"$ref":"#/components/schemas/MeetingView"}}}}}}},
          "/api/missions/{missionId}/meetings/import":{"post":{"tags":["meetings"],"operationId":"importMeetings",
           "summary":"Import the meetings of a mission from a CSV file",
           "requestBody":{"description":"One meeting a row.",
             "content":{"text/csv":{"schema":{"type":"string"},"example":"ours_ref,partner_ref\\nklm,pidc\\n"}}},
           "responses":{"200":{}}}}},
         "components":{"schemas":{
           "NoteNoShowRequest":{"type":"object","required":["absent"],
             "properties":{"absent":{"type":"string","enum":["OURS","THEIRS"]}}},
           "MeetingView":{"type":"object","required":["meetingId"],
             "properties":{"meetingId":{"type":"string","format":"uuid"},
               "steps":{"type":"array","items":{"type":"object","properties":{"dueOn":{"type":"string","format":"date"}}}}}}}}}\
        """;

    @Override
    public Description describe(HttpServletRequest request, String token) {
        return new Description(JsonMapper.shared().readTree(DOCUMENT), List.of("follow-up-service"));
    }
}
