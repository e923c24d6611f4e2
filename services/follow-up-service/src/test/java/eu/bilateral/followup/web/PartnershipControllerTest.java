package eu.bilateral.followup.web;

import static eu.bilateral.followup.Wire.freshWorkspace;
import static eu.bilateral.followup.Wire.received;
import static eu.bilateral.followup.Wire.sent;
import static org.assertj.core.api.Assertions.assertThat;

import eu.bilateral.followup.ServiceTest;
import eu.bilateral.followup.Wire;
import eu.bilateral.kernel.delivery.BatchListener;
import eu.bilateral.kernel.event.MeetingEvent;
import eu.bilateral.kernel.id.FollowUpId;
import eu.bilateral.kernel.id.OrganisationId;
import eu.bilateral.kernel.id.PartnershipId;
import eu.bilateral.kernel.id.WorkspaceId;
import eu.bilateral.kernel.testing.Api;
import eu.bilateral.kernel.testing.Api.Answer;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;

@ServiceTest
class PartnershipControllerTest {

    private static final LocalDate TODAY = LocalDate.now(ZoneId.of("Europe/Warsaw"));

    @Value("${local.server.port}")
    private int port;

    @Autowired
    private BatchListener<MeetingEvent> onMeetingEvent;

    private final WorkspaceId here = freshWorkspace();
    private Api maria = Api.at(0);
    private Api jan = Api.at(0);
    private Api boss = Api.at(0);
    private Api viewer = Api.at(0);
    private String path = "";

    /** Maria's partnership at INTEREST_CONFIRMED, with seven follow-ups. */
    @BeforeEach
    void aKeenMeetingWasHeld() {
        var anybody = Api.at(port);
        maria = anybody.as("maria", "developer", here.value());
        jan = anybody.as("jan", "developer", here.value());
        boss = anybody.as("boss", "manager", here.value());
        viewer = anybody.as("viewer", "viewer", here.value());
        path = "/api/partnerships/" + opened();
    }

    private PartnershipId opened() {
        var held = Wire.keenMeeting(here);
        onMeetingEvent.handle(List.of(received(sent(here, held.meetingId(), 1, held))));
        return held.partnershipId();
    }

    // ---- reading

    @Test
    void aPartnershipIsShownWhole() {
        var shown = viewer.get(path);

        assertThat(shown.status()).isEqualTo(200);
        assertThat(shown.header("ETag")).isEqualTo("\"1\"");
        assertThat(shown.body().get("stage").asString()).isEqualTo("INTEREST_CONFIRMED");
        assertThat(shown.body().get("owner").asString()).isEqualTo("maria");
        assertThat(shown.body().get("interestOurs").asInt()).isEqualTo(3);
        assertThat(shown.body().get("areas").get(0).asString()).isEqualTo("TECHNOLOGY_TRANSFER");
        assertThat(shown.body().get("followUps").size()).isEqualTo(7);
        assertThat(shown.body().get("history").get(0).get("because").asString()).isEqualTo("MEETING_HELD");
        assertThat(shown.body().get("history").get(0).has("causedBy")).isTrue();
        assertThat(shown.body().get("meetings").get(0).get("standing").asString())
                .isEqualTo("HELD");
    }

    @Test
    void theListIsLeafedThroughAndNarrowed() {
        var all = new ArrayList<String>();
        all.add(path.substring(path.lastIndexOf('/') + 1));
        for (int count = 0; count < 4; count++) {
            all.add(opened().toString());
        }
        assertThat(boss.post(path + "/move", "{\"to\": \"SCOPING\"}").status()).isEqualTo(200);

        var seen = new ArrayList<String>();
        var page = viewer.get("/api/partnerships?limit=2");
        while (true) {
            seen.addAll(ids(page));
            if (!page.body().has("next")) {
                break;
            }
            assertThat(page.header("Link")).contains("rel=\"next\"");
            page = viewer.get("/api/partnerships?limit=2&cursor="
                    + page.body().get("next").asString());
        }

        assertThat(seen).containsExactlyInAnyOrderElementsOf(all);
        assertThat(new HashSet<>(seen)).hasSameSizeAs(all);
        assertThat(ids(viewer.get("/api/partnerships?stage=SCOPING"))).containsExactly(all.getFirst());
        assertThat(ids(viewer.get("/api/partnerships?owner=jan"))).isEmpty();
        assertThat(ids(maria.get("/api/partnerships?owner=me")))
                .isEqualTo(ids(viewer.get("/api/partnerships?owner=maria")))
                .isNotEmpty();
        assertThat(ids(viewer.get("/api/partnerships?owner=maria&stage=INTEREST_CONFIRMED")))
                .hasSize(4);
    }

    @Test
    void aListSaysWhatComesNext() {
        var first = viewer.get("/api/partnerships").body().get("items").get(0);

        assertThat(first.get("nextStep").get("kind").asString()).isEqualTo("THANK_YOU");
        assertThat(first.get("openFollowUps").asInt()).isEqualTo(7);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"stage=NOWHERE", "limit=0", "limit=201", "limit=x", "cursor=abc", "cursor=%21", "owner=%20"})
    void whatCannotBeAskedIsSaid(String question) {
        var answer = viewer.get("/api/partnerships?" + question);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.field()).isEqualTo(question.substring(0, question.indexOf('=')));
    }

    // ---- changing

    @Test
    void aMoveIsDoneOnceUnderItsKeyAndOnlyOnWhatWasSeen() {
        var move = "{\"to\": \"SCOPING\"}";

        var first = maria.post(path + "/move", move, "Idempotency-Key", "k1", "If-Match", "\"1\"");
        var second = maria.post(path + "/move", move, "Idempotency-Key", "k1", "If-Match", "\"1\"");
        var other = maria.post(path + "/move", "{\"to\": \"COOPERATING\"}", "Idempotency-Key", "k1");
        var late = maria.post(path + "/move", "{\"to\": \"AGREEMENT_DRAFTED\"}", "If-Match", "\"1\"");

        assertThat(first.status()).isEqualTo(200);
        assertThat(first.header("ETag")).isEqualTo("\"2\"");
        assertThat(second.status()).isEqualTo(200);
        assertThat(second.body()).isEqualTo(first.body());
        assertThat(other.code()).isEqualTo("key-reused");
        assertThat(late.status()).isEqualTo(412);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"to\":\"MET\"}                 | 422 | reason-missing       | reason",
                "{\"to\":\"CLOSED_NO_FIT\"}       | 422 | reason-missing       | reason",
                "{\"to\":\"AGREEMENT_SIGNED\"}    | 422 | evidence-missing     | evidence",
                "{\"to\":\"NURTURE\"}             | 422 | wake-up-date-missing | wakeUpOn",
                "{\"to\":\"SCOPING\",\"wakeUpOn\":\"2099-01-01\"} | 422 | wake-up-date-unused | wakeUpOn",
                "{\"to\":\"INTEREST_CONFIRMED\"}  | 409 | already-at-stage     | ''",
                "{}                                 | 400 | invalid-request      | to",
                "{\"to\":\"NOWHERE\"}             | 400 | wrong-type           | to",
                "{\"to\":\"SCOPING\",\"owner\":\"x\"} | 400 | unknown-field | owner",
                "{\"to\":                           | 400 | malformed-json       | ''"
            })
    void aMoveThatThePipelineForbidsNamesItsRule(String body, int status, String code, String field) {
        var refused = maria.post(path + "/move", body);

        assertThat(refused.status()).isEqualTo(status);
        assertThat(refused.code()).isEqualTo(code);
        assertThat(refused.field()).isEqualTo(field);
        assertThat(viewer.get(path).header("ETag")).isEqualTo("\"1\"");
    }

    @Test
    void anOverlongReasonIsRefused() {
        var refused = maria.post(path + "/move", "{\"to\": \"MET\", \"reason\": \"" + "a".repeat(1001) + "\"}");

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.field()).isEqualTo("reason");
    }

    @Test
    void theLastFollowUpDemandsTheNextAndAcceptsIt() {
        var ids = followUps(viewer.get(path));
        for (var id : ids.subList(1, ids.size())) {
            assertThat(maria.post(path + "/follow-ups/" + id + "/complete", "{\"outcome\": \"Done\"}")
                            .status())
                    .isEqualTo(200);
        }
        var last = path + "/follow-ups/" + ids.getFirst() + "/complete";

        var refused = maria.post(last, "{}");
        var closedOddly = maria.post(last, "{\"close\": {\"to\": \"MET\", \"reason\": \"no\"}}");
        var both = maria.post(
                last,
                "{\"nurture\": {\"wakeUpOn\": \"%s\"}, \"close\": {\"to\": \"CLOSED_NO_FIT\", \"reason\": \"no\"}}"
                        .formatted(TODAY.plusDays(9)));
        var accepted = maria.post(
                last,
                "{\"next\": {\"kind\": \"MEET\", \"text\": \"In Lublin\", \"dueOn\": \"%s\"}}"
                        .formatted(TODAY.plusDays(9)));

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.code()).isEqualTo("next-step-required");
        assertThat(refused.body().get("detail").asString()).contains("dated next step");
        assertThat(closedOddly.status()).isEqualTo(400);
        assertThat(closedOddly.body().get("errors").get(0).get("field").asString())
                .isEqualTo("close.to");
        assertThat(closedOddly.body().get("detail").asString()).contains("CLOSED_KNOWLEDGE", "CLOSED_NO_FIT");
        assertThat(both.code()).isEqualTo("ambiguous-completion");
        assertThat(accepted.status()).isEqualTo(200);
        assertThat(accepted.body().get("followUps").size()).isEqualTo(1);
        assertThat(accepted.body().get("followUps").get(0).get("text").asString())
                .isEqualTo("In Lublin");
        assertThat(accepted.body().get("stage").asString())
                .as("calls were completed")
                .isEqualTo("SCOPING");
    }

    @Test
    void aFollowUpIsCompletedOnce() {
        var complete = path + "/follow-ups/" + followUps(viewer.get(path)).getFirst() + "/complete";

        assertThat(maria.post(complete, "{}", "Idempotency-Key", "a").status()).isEqualTo(200);
        assertThat(maria.post(complete, "{}", "Idempotency-Key", "a").status()).isEqualTo(200);
        assertThat(maria.post(complete, "{}", "Idempotency-Key", "b").code()).isEqualTo("follow-up-already-closed");
        assertThat(maria.post(complete, "{}").status()).isEqualTo(409);
    }

    @Test
    void followUpsAreAddedPutOffAndGivenAway() {
        var added = maria.post(
                path + "/follow-ups",
                "{\"kind\": \"OTHER\", \"text\": \"Postcard\", \"dueOn\": \"%s\"}".formatted(TODAY));
        assertThat(added.status()).isEqualTo(201);
        assertThat(added.body().get("origin").asString()).isEqualTo("PERSON");
        var followUp = path + "/follow-ups/" + added.body().get("followUpId").asString();
        assertThat(added.header("Location")).isEqualTo(followUp);

        var snoozed = maria.post(followUp + "/snooze", "{\"dueOn\": \"%s\"}".formatted(TODAY.plusYears(1)));
        var again = maria.post(followUp + "/snooze", "{\"dueOn\": \"%s\"}".formatted(TODAY));
        var given = maria.post(followUp + "/reassign", "{\"owner\": \"jan\"}");

        assertThat(snoozed.status()).isEqualTo(200);
        assertThat(again.code()).isEqualTo("date-not-ahead");
        assertThat(given.status()).isEqualTo(200);
        assertThat(viewer.get(followUp).status()).isEqualTo(200);
        assertThat(viewer.get(followUp).body().has("end")).isFalse();
        assertThat(jan.post(followUp + "/complete", "{\"outcome\": \"Written\"}")
                        .status())
                .isEqualTo(200);
        var closed = viewer.get(followUp).body();
        assertThat(closed.get("end").asString()).isEqualTo("DONE");
        assertThat(closed.get("outcome").asString()).isEqualTo("Written");
        assertThat(closed.get("by").asString()).isEqualTo("jan");
    }

    /** Also when it is done by then: what was made has an answer for ever. */
    @Test
    void aFollowUpThatIsAskedForAgainIsAnsweredAgain() {
        var postcard = "{\"kind\": \"OTHER\", \"text\": \"Postcard\", \"dueOn\": \"%s\"}".formatted(TODAY);
        var added = maria.post(path + "/follow-ups", postcard, "Idempotency-Key", "postcard");
        var followUp = added.header("Location");
        assertThat(maria.post(followUp + "/complete", "{}").status()).isEqualTo(200);

        var again = maria.post(path + "/follow-ups", postcard, "Idempotency-Key", "postcard");

        assertThat(again.status()).isEqualTo(201);
        assertThat(again.header("Location")).isEqualTo(followUp);
        assertThat(again.header("Idempotency-Replayed")).isEqualTo("true");
        assertThat(again.body().get("end").asString()).isEqualTo("DONE");
    }

    @Test
    void whatWasNeverOnTheListIsNotFound() {
        var missing = viewer.get(path + "/follow-ups/" + FollowUpId.next());

        assertThat(missing.status()).isEqualTo(404);
        assertThat(missing.code()).isEqualTo("unknown-follow-up");
    }

    @Test
    void aPartnershipSaysInWhichVersionItIs() {
        var shown = viewer.get(path);

        assertThat(shown.header("ETag"))
                .isEqualTo("\"" + shown.body().get("version").asLong() + "\"");
    }

    @Test
    void anOwnerHandsOver() {
        assertThat(maria.post(path + "/owner", "{\"owner\": \"jan\"}")
                        .body()
                        .get("owner")
                        .asString())
                .isEqualTo("jan");
        assertThat(maria.post(path + "/owner", "{\"owner\": \"maria\"}").status())
                .isEqualTo(403);
        assertThat(boss.post(path + "/owner", "{\"owner\": \"jan\"}").code()).isEqualTo("already-owned");
        assertThat(boss.post(path + "/owner", "{\"owner\": \"not an account\"}").field())
                .isEqualTo("owner");
    }

    // ---- who may

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/move                          | {\"to\":\"SCOPING\"}",
                "/owner                         | {\"owner\":\"jan\"}",
                "/follow-ups                    | {\"kind\":\"CALL\",\"dueOn\":\"2099-01-01\"}",
                "/follow-ups/{first}/complete   | {}",
                "/follow-ups/{first}/snooze     | {\"dueOn\":\"2099-01-01\"}",
                "/follow-ups/{first}/reassign   | {\"owner\":\"jan\"}"
            })
    void everyChangeIsForOwnersAndManagersOfThisWorkspaceOnly(String action, String body) {
        var target =
                path + action.replace("{first}", followUps(viewer.get(path)).getFirst());
        var stranger = Api.at(port).as("maria", "manager", freshWorkspace().value());

        assertThat(Api.at(port).post(target, body).status()).isEqualTo(401);
        assertThat(viewer.post(target, body).status()).isEqualTo(403);
        assertThat(jan.post(target, body).code()).isEqualTo("owned-by-somebody-else");
        assertThat(stranger.post(target, body).status()).isEqualTo(404);
        assertThat(viewer.get(path).header("ETag")).isEqualTo("\"1\"");
    }

    @Test
    void readingIsForThisWorkspaceOnly() {
        var stranger = Api.at(port).as("maria", "manager", freshWorkspace().value());

        assertThat(Api.at(port).get(path).status()).isEqualTo(401);
        assertThat(Api.at(port).get("/api/partnerships").status()).isEqualTo(401);
        assertThat(stranger.get(path).code()).isEqualTo("unknown-partnership");
        assertThat(ids(stranger.get("/api/partnerships"))).isEmpty();
        assertThat(viewer.get("/api/quarantine").status()).isEqualTo(403);
        assertThat(boss.get("/api/quarantine").status()).isEqualTo(200);
        assertThat(viewer.get("/api/delivery").status()).isEqualTo(403);
        assertThat(boss.get("/api/delivery").status()).isEqualTo(200);
        assertThat(boss.get("/api/anything-else").status()).isEqualTo(404);
    }

    @Test
    void whatNobodyKnowsIsNotFound() {
        var other = "/api/partnerships/" + PartnershipId.of(here, OrganisationId.next(), OrganisationId.next());

        assertThat(maria.get(other).status()).isEqualTo(404);
        assertThat(maria.post(other + "/move", "{\"to\":\"MET\"}").code()).isEqualTo("unknown-partnership");
        assertThat(maria.post(path + "/follow-ups/" + UUID.randomUUID() + "/complete", "{}")
                        .code())
                .isEqualTo("unknown-follow-up");
        assertThat(maria.get("/api/partnerships/not-an-id").status()).isEqualTo(400);
    }

    private static List<String> ids(Answer page) {
        assertThat(page.status()).isEqualTo(200);
        return StreamSupport.stream(page.body().get("items").spliterator(), false)
                .map(item -> item.get("partnershipId").asString())
                .toList();
    }

    private static List<String> followUps(Answer partnership) {
        return StreamSupport.stream(partnership.body().get("followUps").spliterator(), false)
                .map(item -> item.get("followUpId").asString())
                .toList();
    }

    // ---- rubbish

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "/follow-ups | {'kind':'CALL','dueOn':'+999999999-12-31'} | 422 | date-too-far | dueOn",
                "/follow-ups | {'kind':'CALL','dueOn':'-999999999-01-01'} | 422 | date-not-ahead | dueOn",
                "/follow-ups | {'kind':'CALL','dueOn':'+1000000000-01-01'} | 400 | wrong-type | dueOn",
                "/follow-ups | {'kind':'CALL','dueOn':1e400} | 400 | wrong-type | dueOn",
                "/follow-ups | {'kind':'CALL','dueOn':'2030-01-01','text':'a\\u0000'} | 400 | unprintable-text | text",
                "/follow-ups | {'kind':'CALL','dueOn':'2030-01-01','text':'\\ud800'} | 400 | unprintable-text | text",
                "/follow-ups | {'kind':'CALL','dueOn':'2030-01-01','owner':'\\u0000'} | 400 | wrong-type | owner",
                "/move | {'to':'NURTURE','wakeUpOn':'+999999999-12-31'} | 422 | date-too-far | wakeUpOn",
                "/move | {'to':'NURTURE','wakeUpOn':'-999999999-01-01'} | 422 | date-not-ahead | wakeUpOn",
                "/move | {'to':'SCOPING','reason':'\\u001b'} | 400 | unprintable-text | reason"
            })
    void whatNobodyCanMeanIsRefusedAndChangesNothing(
            String action, String json, int status, String code, String field) {
        var answer = maria.post(path + action, json.replace('\'', '"'));

        assertThat(answer.status()).as(answer.whole().body()).isEqualTo(status);
        assertThat(answer.code()).isEqualTo(code);
        assertThat(answer.field()).isEqualTo(field);
        assertThat(viewer.get(path).header("ETag")).isEqualTo("\"1\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "?limit=99999999999",
                "?limit=-1",
                "?stage=%00",
                "?owner=%00",
                "?cursor=%00",
                "?cursor=AAAA",
                "?owner=%24gt"
            })
    void aQueryThatNobodyCanMeanIsRefused(String query) {
        var answer = viewer.get("/api/partnerships" + query);

        assertThat(answer.status()).as(answer.whole().body()).isEqualTo(400);
        assertThat(answer.field()).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource({"'2999999-01-01'", "'+999999999-12-31'", "'-999999999-01-01'"})
    void aFollowUpIsNotPutOffBeyondAllDays(String day) {
        var followUp = viewer.get(path)
                .body()
                .get("followUps")
                .get(0)
                .get("followUpId")
                .asString();

        var answer = maria.post(path + "/follow-ups/" + followUp + "/snooze", "{\"dueOn\":\"" + day + "\"}");

        assertThat(answer.status()).as(answer.whole().body()).isIn(400, 422);
        assertThat(answer.field()).isEqualTo("dueOn");
    }
}
