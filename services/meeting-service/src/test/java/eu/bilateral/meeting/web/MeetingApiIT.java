package eu.bilateral.meeting.web;

import static eu.bilateral.meeting.Examples.DEVELOPER;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import eu.bilateral.kernel.command.Role;
import eu.bilateral.meeting.RunningService;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;

class MeetingApiIT extends RunningService {

    @Test
    void aMeetingIsLoggedBetweenOrganisationsThatTheContactServiceToldOf() throws Exception {
        var ours = anOrganisation("lublin");
        var partner = anOrganisation("wistar");

        http.perform(post("/api/meetings")
                        .header(HttpHeaders.AUTHORIZATION, bearer(DEVELOPER, Role.DEVELOPER))
                        .contentType(MediaType.APPLICATION_JSON)
                        .content("""
                                {"ours":"%s","partner":"%s","heldOn":"2017-05-16","zone":"America/New_York",
                                 "record":{"interestOurs":3,"interestTheirs":2,"areas":["B2B"],
                                 "promises":[{"kind":"CALL","text":"a call","dueOn":"2017-05-24","by":"OURS"}],
                                 "participants":["77777777-7777-4777-8777-777777777777"],"note":"n"}}
                                """.formatted(ours, partner)))
                .andExpect(status().isCreated());
    }
}
