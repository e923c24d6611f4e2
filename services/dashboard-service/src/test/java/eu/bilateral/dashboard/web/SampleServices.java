package eu.bilateral.dashboard.web;

import eu.bilateral.dashboard.gateway.Neighbour;
import eu.bilateral.dashboard.gateway.ServiceAnswer;
import eu.bilateral.dashboard.gateway.ServiceAnswer.Problem;
import eu.bilateral.dashboard.gateway.ServiceCalls;
import eu.bilateral.kernel.event.Stage;
import eu.bilateral.kernel.id.DerivedUuid;
import eu.bilateral.kernel.id.MeetingId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The other services as far as the pages know them: they answer what a test tells them to, and remember what was asked. */
public final class SampleServices implements ServiceCalls {

    /** What was asked of a service. */
    public record Asked(
            String method,
            Neighbour service,
            String path,
            @Nullable Object body,
            @Nullable String key,
            @Nullable String ifMatch) {}

    public static final MeetingId MEETING = new MeetingId(DerivedUuid.of("sample", "meeting"));

    /** A meeting as the meeting service tells it. */
    public static final String HELD = """
            {"meetingId":"%s","partnershipId":"%s","ours":"%s","partner":"%s","kind":"C2C","status":"HELD",
             "date":"2017-05-16","heldOn":"2017-05-16","startsAt":"2017-05-16T14:20:00Z","zone":"America/New_York",
             "owner":"manager","metBy":"manager","version":1,
             "record":{"interestOurs":3,"interestTheirs":2,"areas":["RESEARCH_AND_DEVELOPMENT","B2B"],
              "promises":[{"kind":"SEND_DOCUMENTS","text":"Send the cluster profile","dueOn":"2017-05-24","by":"OURS"}],
              "nextStep":{"kind":"CALL","text":"Arrange a call between the two offices","dueOn":"2017-05-26","by":"THEIRS"},
              "members":["SPSK4 Lublin"],"participants":[],"note":"They know our oncology project."}}
            """.formatted(
                    MEETING,
                    SampleWorkspace.card(0, Stage.MET, 1, null).id(),
                    SampleWorkspace.ours(0).id(),
                    SampleWorkspace.partner(0).id());

    /** The same meeting before it was held. */
    public static final String PLANNED = """
            {"meetingId":"%s","partnershipId":"%s","ours":"%s","partner":"%s","kind":"C2C","status":"SCHEDULED",
             "date":"2017-05-16","startsAt":"2017-05-16T14:20:00Z","zone":"America/New_York",
             "owner":"manager","version":1}
            """.formatted(
                    MEETING,
                    SampleWorkspace.card(0, Stage.MET, 1, null).id(),
                    SampleWorkspace.ours(0).id(),
                    SampleWorkspace.partner(0).id());

    private static final Problem DOWN = new Problem(
            503,
            "service-unavailable",
            "The service does not answer. Nothing is known to be stored; try again.",
            List.of());

    private final List<Asked> asked = new ArrayList<>();
    private final Map<String, ServiceAnswer> answers = new HashMap<>();

    /** Has the services answer that from now on. */
    public void answer(String method, String path, ServiceAnswer answer) {
        answers.put(method + " " + path, answer);
    }

    /** What was asked so far, the first first. */
    public List<Asked> asked() {
        return List.copyOf(asked);
    }

    /** Begins anew, knowing no answer. */
    public void forget() {
        asked.clear();
        answers.clear();
    }

    @Override
    public ServiceAnswer get(Neighbour service, String path, String accessToken) {
        return answer(new Asked("GET", service, path, null, null, null));
    }

    @Override
    public ServiceAnswer post(
            Neighbour service,
            String path,
            @Nullable Object body,
            String accessToken,
            @Nullable String idempotencyKey) {
        return answer(new Asked("POST", service, path, body, idempotencyKey, null));
    }

    @Override
    public ServiceAnswer put(
            Neighbour service, String path, Object body, String accessToken, String ifMatch, String idempotencyKey) {
        return answer(new Asked("PUT", service, path, body, idempotencyKey, ifMatch));
    }

    private ServiceAnswer answer(Asked question) {
        asked.add(question);
        return answers.getOrDefault(question.method() + " " + question.path(), DOWN);
    }
}
