package eu.bilateral.dashboard.web.meeting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.setup.SecurityMockMvcConfigurers.springSecurity;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import eu.bilateral.dashboard.gateway.ServiceAnswer.Done;
import eu.bilateral.dashboard.gateway.ServiceAnswer.FieldProblem;
import eu.bilateral.dashboard.gateway.ServiceAnswer.Problem;
import eu.bilateral.dashboard.web.SampleApplication;
import eu.bilateral.dashboard.web.SampleServices;
import eu.bilateral.dashboard.web.SampleServices.Asked;
import eu.bilateral.dashboard.web.SampleWorkspace;
import eu.bilateral.dashboard.web.SwitchedVisitors;
import eu.bilateral.dashboard.web.page.ProblemView;
import eu.bilateral.kernel.command.Role;
import eu.bilateral.kernel.event.Side;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.context.junit.jupiter.web.SpringJUnitWebConfig;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.context.WebApplicationContext;
import org.springframework.web.util.HtmlUtils;
import tools.jackson.databind.json.JsonMapper;

/** What came of a planned meeting, and the record that is corrected, over the sample workspace. */
@SpringJUnitWebConfig(SampleApplication.class)
@TestPropertySource(properties = {"bilateral.clock-offset=-P1D", "bilateral.developer-pages=true"})
class OutcomePagesTest {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String PAGE = "/meetings/" + SampleServices.MEETING;
    private static final String MEETING = "/api" + PAGE;
    private static final String AHEAD = SampleServices.PLANNED
            .replace("\"date\":\"2017-05-16\"", "\"date\":\"2017-05-24\"")
            .replace("2017-05-16T14:20:00Z", "2017-05-24T14:20:00Z");

    /** A record with all that the API takes and the form only carries along. */
    private static final String RICH = SampleServices.HELD
            .replace("\"version\":1", "\"version\":7")
            .replace("\"by\":\"THEIRS\"}", "\"by\":\"THEIRS\",\"owner\":\"maria.sowa\"}")
            .replace(
                    "\"participants\":[]",
                    "\"participants\":[\"7d9f0a52-3f0b-4e2d-9a51-0d5c0a9f1b11\"],\"language\":\"en\"")
            .replace("SPSK4 Lublin\"", "SPSK4 Lublin\",\"Biowet\"")
            .replace("\"kind\":\"SEND_DOCUMENTS\"", "\"kind\":\"THANK_YOU\"");

    private static final Pattern INPUT = Pattern.compile("<input\\b[^>]*>");
    private static final Pattern TEXT = Pattern.compile("(?s)<textarea\\b([^>]*)>(.*?)</textarea>");
    private static final Pattern CHOICE = Pattern.compile("(?s)<select\\b([^>]*)>(.*?)</select>");
    private static final Pattern OPTION = Pattern.compile("<option\\b[^>]*>");

    private final MockMvc browser;
    private final SampleServices services;
    private final SwitchedVisitors visitors;
    private final SampleWorkspace workspace;

    @Autowired
    OutcomePagesTest(
            WebApplicationContext context,
            SampleServices services,
            SwitchedVisitors visitors,
            SampleWorkspace workspace) {
        this.browser = MockMvcBuilders.webAppContextSetup(context)
                .apply(springSecurity())
                .build();
        this.services = services;
        this.visitors = visitors;
        this.workspace = workspace;
    }

    @BeforeEach
    void forget() {
        services.forget();
        visitors.role = Role.MANAGER;
        workspace.takenBack = false;
    }

    @ParameterizedTest
    @CsvSource({
        "MANAGER, somebody.else, , true",
        "DEVELOPER, manager, , true",
        "DEVELOPER, somebody.else, manager, true",
        "DEVELOPER, somebody.else, maria.sowa, false",
        "DEVELOPER, somebody.else, , false",
        "VIEWER, manager, manager, false"
    })
    void onlyItsOwnerWhoMetAndManagersAreOfferedToChangeAMeeting(Role role, String owner, String metBy, boolean offered)
            throws Exception {
        visitors.role = role;
        var said = metBy == null ? "" : "\"metBy\":\"" + metBy + "\",";

        stands(SampleServices.PLANNED.replace("\"owner\":\"manager\",", "\"owner\":\"" + owner + "\"," + said));
        assertThat(show(get(PAGE)).contains("id=\"it-was-held\"")).isEqualTo(offered);

        stands(SampleServices.HELD.replace(
                "\"owner\":\"manager\",\"metBy\":\"manager\",", "\"owner\":\"" + owner + "\"," + said));
        assertThat(show(get(PAGE)).contains("id=\"correct-record\"")).isEqualTo(offered);
    }

    @Test
    void aPlannedMeetingIsHeldOrMissedAndAHeldOneCorrected() throws Exception {
        stands(SampleServices.PLANNED);
        assertThat(show(get(PAGE)))
                .contains("It was held", "They did not come", "We did not come")
                .doesNotContain("id=\"correct-record\"");

        stands(SampleServices.HELD);
        assertThat(show(get(PAGE))).contains("Correct the record").doesNotContain("It was held", "They did not come");
    }

    /** What is void is void for good: one press too many must not do it. */
    @ParameterizedTest
    @CsvSource({
        "true, Call the meeting off, The meeting is called off for good, Odwołaj spotkanie",
        "false, Take the meeting back, The meeting no longer counts, Wycofaj spotkanie"
    })
    void whoeverWantsAMeetingNotToCountIsAskedFirst(boolean planned, String does, String sure, String polish)
            throws Exception {
        stands(planned ? SampleServices.PLANNED : SampleServices.HELD);

        var page = show(get(PAGE));

        assertThat(page).containsPattern("(?s)<details[^>]* id=\"void\"><summary.*<form[^>]*/void\"");
        assertThat(page).contains(does, sure, "follow-ups that nobody has touched");
        assertThat(page.split("/void\"", -1)).hasSize(2);
        assertThat(show(get(PAGE).cookie(SampleApplication.polish())))
                .contains(polish)
                .doesNotContain("??");
    }

    @Test
    void aWindowIsNamedByThePairAndTheDayOfItsMeeting() throws Exception {
        stands(SampleServices.HELD);

        assertThat(show(get(PAGE)))
                .containsPattern("<title>The Wistar Institute with [^<]+, Tuesday, 16 May 2017 · Bilateral</title>");
    }

    @Test
    void whoeverTakesAMeetingBackIsToldWhereItsPartnershipStays() throws Exception {
        workspace.takenBack = true;
        services.answer("POST", MEETING + "/void", done(SampleServices.HELD));

        var told = browser.perform(post(PAGE + "/void")
                        .with(csrf())
                        .param("key", "the-key")
                        .with(manager()))
                .andReturn();

        assertThat(told.getResponse().getRedirectedUrl()).isEqualTo(PAGE);
        assertThat(String.valueOf(told.getFlashMap().get("done")))
                .contains("The meeting no longer counts.", "Its partnership stays on the board, in Met");
    }

    @Test
    void nobodyIsOfferedToHaveMissedAMeetingThatIsStillAhead() throws Exception {
        stands(AHEAD);

        assertThat(show(get(PAGE))).contains("It was held").doesNotContain("They did not come");
        assertThat(show(get(PAGE + "/outcome"))).doesNotContain("took-missed-theirs");
    }

    @Test
    void theFormBeginsWithThePlannedDayOfAMeetingThatHasBegunAndWithNoneOfOneAhead() throws Exception {
        stands(SampleServices.PLANNED);
        assertThat(show(get(PAGE + "/outcome"))).contains("value=\"16 May 2017\"", "The Wistar Institute");

        stands(AHEAD);
        assertThat(show(get(PAGE + "/outcome"))).doesNotContain("value=\"24 May 2017\"");
    }

    @Test
    void whatCameOfAMeetingIsSentAsTheFormSaysIt() throws Exception {
        stands(SampleServices.PLANNED);
        services.answer("POST", MEETING + "/hold", done(SampleServices.HELD));

        var answer = answer(held().param("when", "17 May").param("metBy", "maria.sowa"));

        assertThat(answer.getRedirectedUrl()).isEqualTo(PAGE);
        assertThat(sent().key()).isEqualTo("the-key");
        assertThat((Object) JSON.valueToTree(sent().body())).isEqualTo(JSON.readTree("""
            {"heldOn":"2017-05-17","metBy":"maria.sowa",
             "record":{"interestOurs":3,"interestTheirs":2,"areas":["TALENT"],"promises":[],
              "nextStep":{"kind":"CALL","text":"Call them","dueOn":"2017-06-06","by":"OURS"},
              "members":[],"note":"They know us."}}
            """));
    }

    @ParameterizedTest
    @CsvSource({"false, 2017-05-16", "true, 2017-05-23"})
    void aMeetingOfWhichNobodySaysTheDayWasHeldAsPlannedOrTodayWhereThatIsStillAhead(boolean ahead, String day)
            throws Exception {
        stands(ahead ? AHEAD : SampleServices.PLANNED);
        services.answer("POST", MEETING + "/hold", done(SampleServices.HELD));

        assertThat(answer(held()).getStatus()).isEqualTo(302);
        assertThat(JSON.valueToTree(sent().body()).path("heldOn").asString()).isEqualTo(day);
    }

    @ParameterizedTest
    @CsvSource({"missed-theirs, THEIRS", "missed-ours, OURS"})
    void whoDidNotComeIsSentInstead(String took, Side absent) throws Exception {
        stands(SampleServices.PLANNED);
        services.answer("POST", MEETING + "/no-show", done(SampleServices.PLANNED));

        var answer = answer(
                post(PAGE + "/outcome").with(csrf()).param("key", "the-key").param("took", took));

        assertThat(answer.getRedirectedUrl()).isEqualTo(PAGE);
        assertThat(sent().key()).isEqualTo("the-key");
        assertThat(sent().body()).isEqualTo(Map.of("absent", absent));
    }

    @Test
    void anOutcomeThatIsNotCompleteKeepsWhatWasWrittenAndIsNotSent() throws Exception {
        stands(SampleServices.PLANNED);

        var answer = answer(post(PAGE + "/outcome")
                .with(csrf())
                .param("key", "the-key")
                .param("took", "held")
                .param("when", "some day")
                .param("note", "A <b>note</b>"));

        assertThat(answer.getStatus()).isEqualTo(422);
        assertThat(answer.getContentAsString())
                .contains("Say how keen both sides were", "This date is not understood")
                .contains("value=\"some day\"", "A &lt;b&gt;note&lt;/b&gt;", "value=\"the-key\"");
        assertThat(services.asked()).extracting(Asked::method).containsOnly("GET");
    }

    @Test
    void aRefusedOutcomeIsToldInTheReadersLanguageWithWhatWasWritten() throws Exception {
        stands(SampleServices.PLANNED);
        services.answer(
                "POST", MEETING + "/hold", new Problem(409, "meeting-already-closed", "It is closed.", List.of()));

        var answer = answer(held().cookie(SampleApplication.polish()));

        assertThat(answer.getStatus()).isEqualTo(422);
        assertThat(answer.getContentAsString())
                .contains("Spotkanie jest już zamknięte", "They know us.", "value=\"the-key\"");
    }

    @Test
    void whoSaysTooEarlyWhatCameOfAPlannedMeetingIsNotToldToPlanIt() throws Exception {
        stands(AHEAD);
        services.answer(
                "POST",
                MEETING + "/no-show",
                new Problem(422, "meeting-still-ahead", "Ahead.", List.of(new FieldProblem("startsAt", "Ahead."))));

        var answer =
                answer(post(PAGE + "/outcome").with(csrf()).param("key", "k").param("took", "missed-ours"));

        assertThat(answer.getContentAsString())
                .contains("held or missed only once it has begun")
                .doesNotContain("Not yet: planned");
    }

    @Test
    void whatWasWrittenIsKeptWhileTheMeetingServiceIsDown() throws Exception {
        var outcome = answer(held());
        var record = answer(post(PAGE + "/record")
                .with(csrf())
                .param("key", "the-key")
                .param("version", "7")
                .param("interestOurs", "3")
                .param("interestTheirs", "2")
                .param("note", "They know us."));

        for (var answer : List.of(outcome, record)) {
            assertThat(answer.getStatus()).isEqualTo(503);
            assertThat(answer.getContentAsString()).contains("sending it again is safe", "They know us.", "the-key");
        }
    }

    @Test
    void theFormOfAMeetingOfAnotherOrOfOneThatIsClosedLeadsToItsPage() throws Exception {
        stands(SampleServices.HELD);
        assertThat(answer(get(PAGE + "/outcome")).getRedirectedUrl()).isEqualTo(PAGE);

        stands(SampleServices.PLANNED);
        assertThat(answer(get(PAGE + "/record")).getRedirectedUrl()).isEqualTo(PAGE);

        visitors.role = Role.DEVELOPER;
        stands(SampleServices.PLANNED.replace("\"owner\":\"manager\"", "\"owner\":\"maria.sowa\""));
        var another = browser.perform(get(PAGE + "/outcome").with(manager())).andReturn();
        assertThat(another.getResponse().getRedirectedUrl()).isEqualTo(PAGE);
        assertThat(another.getFlashMap().get("problem"))
                .isInstanceOfSatisfying(
                        ProblemView.class, problem -> assertThat(problem.text()).contains("somebody else’s meeting"));

        visitors.role = Role.VIEWER;
        assertThat(answer(get(PAGE + "/outcome")).getStatus()).isEqualTo(403);
        assertThat(answer(get(PAGE + "/record")).getStatus()).isEqualTo(403);
    }

    @Test
    void theRecordIsCorrectedFromWhatIsThere() throws Exception {
        stands(RICH);

        assertThat(show(get(PAGE + "/record")))
                .contains("name=\"version\" value=\"7\"", "value=\"Arrange a call between the two offices\"")
                .contains("value=\"26 May 2017\"", "They know our oncology project.", "SPSK4 Lublin\nBiowet")
                .contains("data-test=\"interestTheirs-2\" checked=\"checked\"")
                .contains("data-test=\"area-B2B\" checked=\"checked\"");
    }

    @Test
    void aRecordThatNobodyTouchesIsSentAsItWas() throws Exception {
        stands(RICH);
        services.answer("PUT", MEETING + "/record", done(RICH));

        var answer = answer(sentAsShown(show(get(PAGE + "/record"))));

        assertThat(answer.getRedirectedUrl()).isEqualTo(PAGE);
        assertThat(sent().ifMatch()).isEqualTo("\"7\"");
        assertThat(sent().key()).isNotBlank();
        assertThat((Object) JSON.valueToTree(sent().body()))
                .isEqualTo(JSON.readTree(RICH).path("record"));
    }

    @Test
    void aRecordThatSomebodyElseHasChangedIsNotOverwrittenUnseen() throws Exception {
        stands(RICH.replace("\"version\":7", "\"version\":8"));
        services.answer("PUT", MEETING + "/record", new Problem(412, "version-outdated", "Outdated.", List.of()));

        var answer = answer(post(PAGE + "/record")
                .with(csrf())
                .param("key", "the-key")
                .param("version", "7")
                .param("interestOurs", "1")
                .param("interestTheirs", "2")
                .param("note", "My own words."));

        assertThat(sent().ifMatch()).isEqualTo("\"7\"");
        assertThat(answer.getStatus()).isEqualTo(422);
        assertThat(answer.getContentAsString())
                .contains("Somebody else has changed this record", "See the record as it stands now", "My own words.")
                .contains("name=\"version\" value=\"8\"");
    }

    /** Undoing what came of it would take the plan back too. */
    @Test
    void aNotedOutcomeSaysWhatItTriggeredAndOffersNoUndo() throws Exception {
        stands(SampleServices.HELD);

        assertThat(show(get(PAGE).flashAttr("noted", true)))
                .contains("What came of the meeting is saved.", "Lead opened")
                .doesNotContain("id=\"undo\"");
    }

    @Test
    void aMeetingThatMayNotBeTakenBackIsShownAsItStandsWithTheReason() throws Exception {
        stands(SampleServices.HELD);
        services.answer(
                "POST", MEETING + "/void", new Problem(409, "meeting-already-closed", "It is closed.", List.of()));

        var answer = answer(post(PAGE + "/void").with(csrf()).param("key", "the-key"));

        assertThat(answer.getStatus()).isEqualTo(409);
        assertThat(answer.getContentAsString())
                .contains("The meeting is closed already.", "The Wistar Institute")
                .doesNotContain("value=\"the-key\"");
    }

    /** It may be taken back by now: under another key the next try would be refused, and nobody would know. */
    @Test
    void aMeetingThatMayHaveBeenTakenBackKeepsTheKeyOfTheForm() throws Exception {
        stands(SampleServices.HELD);
        services.answer("POST", MEETING + "/void", new Problem(503, "store-away", "Not known.", List.of()));

        var answer = answer(post(PAGE + "/void").with(csrf()).param("key", "the-key"));

        assertThat(answer.getStatus()).isEqualTo(503);
        assertThat(answer.getContentAsString()).contains("The Wistar Institute", "value=\"the-key\"");
    }

    @Test
    void theFollowUpForAPlannedMeetingLeadsToWhatCameOfIt() throws Exception {
        assertThat(show(get("/todo")))
                .contains("href=\"" + PAGE + "/outcome\"", ">Say how it went<", "Complete without a record");
        assertThat(show(get("/board"))).contains("href=\"" + PAGE + "/outcome\"");
    }

    private void stands(String meeting) {
        services.answer("GET", MEETING, done(meeting));
    }

    private static Done done(String meeting) {
        return new Done(200, "\"1\"", null, JSON.readTree(meeting));
    }

    private Asked sent() {
        return services.asked().stream()
                .filter(asked -> !asked.method().equals("GET"))
                .reduce((one, another) -> {
                    throw new AssertionError("Sent twice: " + another);
                })
                .orElseThrow();
    }

    private static MockHttpServletRequestBuilder held() {
        return post(PAGE + "/outcome")
                .with(csrf())
                .param("key", "the-key")
                .param("took", "held")
                .param("interestOurs", "3")
                .param("interestTheirs", "2")
                .param("areas", "TALENT")
                .param("nextKind", "CALL")
                .param("nextText", "Call them")
                .param("nextWhen", "in two weeks")
                .param("note", "They know us.");
    }

    private String show(MockHttpServletRequestBuilder request) throws Exception {
        var answer = answer(request);
        assertThat(answer.getStatus()).isEqualTo(200);
        return answer.getContentAsString();
    }

    private MockHttpServletResponse answer(MockHttpServletRequestBuilder request) throws Exception {
        return browser.perform(request.with(manager())).andReturn().getResponse();
    }

    /** What a browser sends of the form for a record where nobody touches it. */
    private static MockHttpServletRequestBuilder sentAsShown(String page) {
        var form = page.substring(page.indexOf("id=\"record-form\""));
        var request = post(PAGE + "/record").with(csrf());
        INPUT.matcher(form).results().map(MatchResult::group).forEach(input -> {
            boolean chosen = input.contains("checked=\"checked\"");
            if (chosen || !input.matches("(?s).*type=\"(radio|checkbox)\".*")) {
                param(request, input, attribute(input, "value"));
            }
        });
        TEXT.matcher(form).results().forEach(text -> param(request, text.group(1), text.group(2)));
        CHOICE.matcher(form).results().forEach(choice -> {
            var options = OPTION.matcher(choice.group(2))
                    .results()
                    .map(MatchResult::group)
                    .toList();
            var chosen = options.stream()
                    .filter(option -> option.contains("selected=\"selected\""))
                    .findFirst()
                    .orElse(options.getFirst());
            param(request, choice.group(1), attribute(chosen, "value"));
        });
        return request;
    }

    private static void param(MockHttpServletRequestBuilder request, String field, String value) {
        var name = attribute(field, "name");
        if (!name.equals("_csrf")) {
            request.param(name, HtmlUtils.htmlUnescape(value));
        }
    }

    private static String attribute(String tag, String name) {
        var found = Pattern.compile("\\s" + name + "=\"([^\"]*)\"").matcher(tag);
        return found.find() ? found.group(1) : "";
    }

    private static SecurityMockMvcRequestPostProcessors.UserRequestPostProcessor manager() {
        return SecurityMockMvcRequestPostProcessors.user("manager");
    }
}
