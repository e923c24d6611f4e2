package eu.bilateral.dashboard.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.ArgumentMatchers.eq;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.setup.SecurityMockMvcConfigurers.springSecurity;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import eu.bilateral.dashboard.gateway.ServiceAnswer.Done;
import eu.bilateral.dashboard.gateway.ServiceAnswer.Problem;
import eu.bilateral.dashboard.projection.Card;
import eu.bilateral.dashboard.webhook.WebhookDesk;
import eu.bilateral.dashboard.webhook.WebhookId;
import eu.bilateral.kernel.command.CommandRefusal.KeyReused;
import eu.bilateral.kernel.command.CommandRefusal.OutboxFull;
import eu.bilateral.kernel.command.CommandRefusal.Outrun;
import eu.bilateral.kernel.command.CommandRefusal.VersionOutdated;
import eu.bilateral.kernel.command.Role;
import eu.bilateral.kernel.delivery.Quarantine;
import eu.bilateral.kernel.delivery.QuarantineDesk;
import eu.bilateral.kernel.event.Stage;
import eu.bilateral.kernel.web.MalformedRequest;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mockito.Mockito;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpStatus;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.mock.web.MockHttpSession;
import org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.context.junit.jupiter.web.SpringJUnitWebConfig;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.context.WebApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The pages over a sample workspace, behind the browser's own security. */
@SpringJUnitWebConfig(SampleApplication.class)
@TestPropertySource(properties = {"bilateral.clock-offset=-P1D", "bilateral.developer-pages=true"})
class PagesTest {

    private static final Card CARD = SampleWorkspace.card(1, Stage.MET, 2, SampleWorkspace.TUESDAY.minusDays(2));
    private static final WebhookId MANGLED = WebhookId.derivedFrom("mangled");
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final MockMvc browser;
    private final SampleServices services;
    private final SwitchedVisitors visitors;
    private final WebhookDesk desk;
    private final QuarantineDesk quarantine;

    @Autowired
    PagesTest(
            WebApplicationContext context,
            SampleServices services,
            SwitchedVisitors visitors,
            WebhookDesk desk,
            QuarantineDesk quarantine) {
        this.browser = MockMvcBuilders.webAppContextSetup(context)
                .apply(springSecurity())
                .build();
        this.services = services;
        this.quarantine = quarantine;
        this.visitors = visitors;
        this.desk = desk;
    }

    @BeforeEach
    void forget() {
        services.forget();
        Mockito.when(quarantine.list(any())).thenReturn(List.of());
        visitors.role = Role.MANAGER;
        visitors.unreachable = false;
        visitors.ended = false;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/board",
                "/todo",
                "/meetings",
                "/meetings/new",
                "/missions",
                "/organisations",
                "/quarantine",
                "/health",
                "/webhooks",
                "/webhooks/new",
                "/developers",
                "/developers/api",
                "/developers/openapi.json",
                "/search"
            })
    void aStrangerIsShownTheFrontDoor(String page) throws Exception {
        var answer = browser.perform(get(page)).andReturn().getResponse();

        assertThat(answer.getStatus()).isEqualTo(302);
        assertThat(answer.getRedirectedUrl()).isEqualTo("/");
    }

    @Test
    void aScriptOfOursIsToldThatTheSignInIsMissingInsteadOfBeingSentAway() throws Exception {
        assertThat(browser.perform(get("/board").header("HX-Request", "true"))
                        .andReturn()
                        .getResponse()
                        .getStatus())
                .isEqualTo(401);
        assertThat(browser.perform(get("/live").accept("text/event-stream"))
                        .andReturn()
                        .getResponse()
                        .getStatus())
                .isEqualTo(401);
    }

    @Test
    void whileTheSignInServiceIsAwayTheSessionStaysAndWhatWasTypedCanBeSentAgain() throws Exception {
        visitors.unreachable = true;
        var session = new MockHttpSession();

        var sent = answer(post("/meetings")
                .session(session)
                .with(csrf())
                .param("key", "the-key")
                .param("areas", "TALENT", "B2B")
                .param("note", "They said <\"yes\">\nand so did we."));

        assertThat(sent.getStatus()).isEqualTo(503);
        var page = sent.getContentAsString();
        assertThat(page).contains("The sign-in service cannot be reached just now", "Send it again in a moment");
        assertThat(page.substring(page.indexOf("id=\"again\""), page.indexOf("Send it again</button>")))
                .contains("action=\"/meetings\"", "name=\"key\" value=\"the-key\"")
                .contains("name=\"areas\" value=\"TALENT\"", "name=\"areas\" value=\"B2B\"")
                .contains("name=\"note\" value=\"They said &lt;&quot;yes&quot;&gt;\nand so did we.\"")
                .containsOnlyOnce("name=\"_csrf\"");
        assertThat(session.isInvalid()).isFalse();
        assertThat(services.asked()).isEmpty();
    }

    @Test
    void whoseSignInEndedWhileAFormWasFilledInKeepsWhatWasTyped() throws Exception {
        visitors.ended = true;
        var session = new MockHttpSession();

        var sent = answer(post("/meetings").session(session).with(csrf()).param("note", "They said yes."));

        assertThat(sent.getStatus()).isEqualTo(403);
        assertThat(session.isInvalid()).isTrue();
        assertThat(sent.getContentAsString())
                .contains("This form has expired", "Sign in, in another tab", "action=\"/meetings\"")
                .contains("name=\"note\" value=\"They said yes.\"");
        assertThat(services.asked()).isEmpty();
    }

    @Test
    void aLogOutOfWhoIsOutAlreadyLeadsToTheFrontDoor() throws Exception {
        var out = browser.perform(post("/logout").header("Sec-Fetch-Site", "same-origin"))
                .andReturn()
                .getResponse();

        assertThat(out.getRedirectedUrl()).isEqualTo("/?out");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/board", "/partnerships/00000000-0000-0000-0000-000000000000/owner"})
    void whileTheSignInServiceIsAwayAPageSaysSo(String page) throws Exception {
        visitors.unreachable = true;
        var session = new MockHttpSession();

        var shown = answer(get(page).session(session));

        assertThat(shown.getStatus()).isEqualTo(503);
        assertThat(shown.getContentAsString())
                .contains("Load the page again in a moment")
                .doesNotContain("id=\"again\"");
        assertThat(answer(get(page).cookie(SampleApplication.polish())).getContentAsString())
                .contains("Usługa logowania chwilowo nie odpowiada");
        assertThat(session.isInvalid()).isFalse();
    }

    /** Nor is a sheet closed in which somebody types, nor a list emptied that is asked for again and again. */
    @Test
    void whileTheSignInServiceIsAwayAScriptKeepsWhatItShows() throws Exception {
        visitors.unreachable = true;

        for (var asking : List.of(
                post("/organisations").with(csrf()).header("HX-Request", "true"),
                get("/health").header("HX-Request", "true"),
                get("/board").header("X-Fragment", "1"))) {
            var told = answer(asking);
            assertThat(told.getStatus()).isEqualTo(503);
            assertThat(told.getHeader("HX-Reswap")).isEqualTo("none");
            assertThat(told.getContentAsString())
                    .contains("Nothing was changed.")
                    .doesNotContain("<html");
        }
    }

    @Test
    void whereTheSignInEndsBeforeTheSessionAScriptOfOursIsToldAndAPersonSeesTheFrontDoor() throws Exception {
        visitors.ended = true;

        for (var asking : List.of(
                get("/live").accept("text/event-stream"),
                get("/board").header("X-Fragment", "1"),
                get("/search").header("HX-Request", "true"))) {
            assertThat(answer(asking).getStatus()).isEqualTo(401);
        }
        var session = new MockHttpSession();
        assertThat(answer(get("/board").session(session)).getRedirectedUrl()).isEqualTo("/");
        assertThat(session.isInvalid()).isTrue();
    }

    /** The browser would send the same id with each request that it is sent on to. */
    @Test
    void aStreamThatCannotGoOnFromWhereItWasHasThePageLoadedAnewAndForgetsThatPlace() throws Exception {
        for (var asking : List.of(
                get("/live").header("Last-Event-ID", "no id of ours"),
                get("/live").param("from", "no id of ours"))) {
            var stream = answer(asking.accept("text/event-stream"));
            assertThat(stream.getStatus()).isEqualTo(200);
            assertThat(stream.getContentType()).startsWith("text/event-stream");
            assertThat(stream.getHeader("Cache-Control")).contains("no-store");
            assertThat(stream.getContentAsString()).isEqualTo("id\nevent: reset\ndata: {}\n\n");
        }
    }

    @Test
    void aMangledQueryIsLeftOutAndWithoutOneNobodyIsSentToTheSameAddressAgain() throws Exception {
        var deliveries = "/webhooks/" + SampleWebhooks.PORTAL;
        Mockito.doThrow(new MalformedRequest(HttpStatus.BAD_REQUEST, "malformed-cursor", "cursor", "None of ours"))
                .when(desk)
                .deliveries(any(), any(), any(), anyInt(), eq("mangled"));
        assertThat(answer(get(deliveries + "?before=mangled")).getRedirectedUrl())
                .isEqualTo(deliveries);

        Mockito.doThrow(new MalformedRequest(HttpStatus.BAD_REQUEST, "malformed", "field", "None of ours"))
                .when(desk)
                .get(any(), eq(MANGLED));
        var told = answer(get("/webhooks/" + MANGLED));
        assertThat(told.getStatus()).isEqualTo(400);
        assertThat(told.getContentAsString()).contains("This address cannot be read");
    }

    @Test
    void theLanguageCanBeChosenWithoutTheSignInService() throws Exception {
        visitors.unreachable = true;

        assertThat(answer(post("/preferences").with(csrf()).param("lang", "pl")).getStatus())
                .isEqualTo(302);
    }

    @ParameterizedTest
    @CsvSource({
        "/board, Partnerships, Partnerstwa",
        "/board, Interest confirmed, Obopólne zainteresowanie",
        "/todo, Next seven days, Najbliższe siedem dni",
        "/todo, 2 days late, 2 dni po terminie",
        "/meetings/new, How keen were we?, Jakie było nasze zainteresowanie?",
        "/missions, outgoing mission, misja wyjazdowa",
        "/organisations, Add an organisation, Dodaj organizację",
        "/quarantine, Quarantine, Kwarantanna",
        "/health, Partnerships and follow-ups, Partnerstwa i działania następcze",
        "/webhooks, Add a webhook, Dodaj webhook",
        "/webhooks/new, Of what it is told, O czym powiadamiać",
        "/webhooks/3f1c9a52-0b7e-4c57-9d2e-8f6a1b2c3d4e, given up, zaniechane",
        "/developers, A meeting has a time., Spotkanie ma termin.",
        "/developers/events/meeting-held, moment in UTC, chwila w UTC",
        "/developers/api, Note that one side did not come, Zapisuje, że jedna ze stron nie przyszła",
        "/developers/api/noteNoShow, The meeting, Identyfikator spotkania",
        "/developers/api/importMeetings, One meeting a row, Jedno spotkanie w wierszu"
    })
    void aPageSpeaksTheReadersLanguage(String page, String english, String polish) throws Exception {
        assertThat(show(get(page))).contains(english).contains("lang=\"en\"").doesNotContain("??");
        assertThat(show(get(page).cookie(SampleApplication.polish())))
                .contains(polish)
                .contains("lang=\"pl\"")
                .doesNotContain("??");
    }

    @Test
    void aCardSaysPartnerOurSideNextStepAndHowLateItIs() throws Exception {
        var card = show(get("/board/cards/" + CARD.id()));

        assertThat(card)
                .contains("US partner 01", "Klaster Bioenergia dla Regionu", "Send documents by", "2 days late", "2 d")
                .contains("data-stage=\"MET\"")
                .doesNotContain("<html");
    }

    @Test
    void aCardThatTheFilterHidesIsToldApartFromOneThatIsNotThereYet() throws Exception {
        var hidden = answer(get("/board/cards/" + CARD.id() + "?owner=somebody.else"));
        var unheard = answer(get("/board/cards/7d9f0a52-3f0b-4e2d-9a51-0d5c0a9f1b11?at=1"));

        assertThat(hidden.getStatus()).isEqualTo(204);
        assertThat(unheard.getStatus()).isEqualTo(404);
    }

    /** For a board that is open and has missed too much to take it in card by card. */
    @Test
    void theColumnsOfTheBoardComeAloneToAScriptThatAsksForThem() throws Exception {
        var columns = show(get("/board").param("owner", "manager").header("X-Fragment", "1"));

        assertThat(columns)
                .contains("id=\"stage-MET\"", "data-count=\"MET\"", "data-most=\"100\"", "US partner 01")
                .doesNotContain("<html", "id=\"filters\"", "Chapter");
    }

    @Test
    void theBoardSaysFromWhereOnItsStreamMustTell() throws Exception {
        assertThat(show(get("/board"))).contains("data-place=\"1.2.3\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/search?q=", "/organisations/options?q="})
    void aSearchThatShowsOnlySomeOfWhatItFoundSaysSo(String search) throws Exception {
        assertThat(show(get(search + "us partner")))
                .contains("type more of the name")
                .doesNotContain("US partner 09");
        assertThat(show(get(search + "us partner").cookie(SampleApplication.polish())))
                .contains("wpisz dłuższy fragment nazwy");
        assertThat(show(get(search + "us partner 0"))).contains("type more of the name");
        assertThat(show(get(search + "wistar"))).doesNotContain("type more of the name");
    }

    @Test
    void aListOfQuarantinedEventsThatMayGoOnSaysSo() throws Exception {
        services.answer("GET", "/api/quarantine", new Done(200, null, null, parked(199)));
        assertThat(show(get("/quarantine"))).contains("Why 198").doesNotContain("only the first");

        services.answer("GET", "/api/quarantine", new Done(200, null, null, parked(200)));
        assertThat(show(get("/quarantine"))).contains("meeting-service: only the first 200 events are shown");
        assertThat(show(get("/quarantine").cookie(SampleApplication.polish())))
                .contains("meeting-service: widać tylko pierwsze 200 zdarzeń");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "meeting-service/entry-7/replay | POST /api/quarantine/entry-7/replay | The event is tried again",
                "meeting-service/entry-7/discard | POST /api/quarantine/entry-7/discard | The event is given up",
                "dashboard-service/entry-7/replay | | not in the quarantine any more",
                "no-service/entry-7/replay | | There is no such service"
            })
    void whatBecomesOfAQuarantinedEventIsSaid(String button, @Nullable String asked, String said) throws Exception {
        if (asked != null) {
            services.answer("POST", asked.substring(5), new Done(204, null, null, JSON.nullNode()));
        }

        var answer = browser.perform(post("/quarantine/" + button)
                        .with(csrf())
                        .with(SecurityMockMvcRequestPostProcessors.user("manager")))
                .andReturn();

        assertThat(answer.getResponse().getRedirectedUrl()).isEqualTo("/quarantine");
        assertThat(answer.getFlashMap().values().toString()).contains(said);
        assertThat(services.asked())
                .extracting(one -> one.method() + " " + one.path())
                .containsExactlyElementsOf(asked == null ? List.of() : List.of(asked));
    }

    @Test
    void whatThisServiceCouldNotHandleStandsBesideWhatOthersCouldNot() throws Exception {
        Mockito.when(quarantine.list(any()))
                .thenReturn(List.of(new Quarantine.Entry(
                        "meeting-events-4-9",
                        null,
                        Quarantine.Kind.WAITING,
                        "waits",
                        "It waits behind another",
                        "meeting-events",
                        4,
                        9,
                        "key",
                        Map.of(),
                        "",
                        Instant.parse("2017-05-23T06:00:00Z"))));
        services.answer("GET", "/api/quarantine", new Done(200, null, null, parked(1)));

        assertThat(show(get("/quarantine")))
                .contains("Why 0", "It waits behind another")
                .contains("dashboard-service · meeting-events 4/9 · 23 May")
                .contains("/quarantine/dashboard-service/meeting-events-4-9/replay");
    }

    private static JsonNode parked(int number) {
        var items = JSON.createArrayNode();
        for (int at = 0; at < number; at++) {
            items.addObject()
                    .put("id", "entry-" + at)
                    .put("reason", "Why " + at)
                    .put("parkedAt", "2017-05-23T06:00:00Z");
        }
        return JSON.createObjectNode().set("items", items);
    }

    @Test
    void aTimelineThatHasLostItsBeginningSaysSo() throws Exception {
        var whole = "/partnerships/" + CARD.id();
        var cut = "/partnerships/" + SampleWorkspace.TALKED_OF_FOR_LONG.id();

        assertThat(show(get(whole))).doesNotContain("id=\"earlier\"", "id=\"latest\"");
        var latest = show(get(cut));
        assertThat(latest)
                .contains("href=\"" + cut + "?before=" + SampleWorkspace.EARLIER + "#story-title\"")
                .doesNotContain("id=\"latest\"");
        var earlier = show(get(cut).param("before", SampleWorkspace.EARLIER));
        assertThat(earlier).contains("href=\"" + cut + "#story-title\"").doesNotContain("id=\"earlier\"");
        assertThat(stageLine(earlier)).isEqualTo(stageLine(latest));
        assertThat(show(get(cut).cookie(SampleApplication.polish()))).contains("Wcześniejsze zdarzenia");
    }

    private static String stageLine(String page) {
        return page.substring(page.indexOf("id=\"stage-line\""), page.indexOf("id=\"story-title\""));
    }

    @Test
    void nothingInAPageIsScriptOrStyleOfItsOwn() throws Exception {
        for (var page : List.of("/board", "/todo", "/meetings/new", "/missions/" + SampleWorkspace.MISSION)) {
            assertThat(show(get(page)))
                    .doesNotContainPattern("<script(?![^>]*src=)")
                    .doesNotContain("<style", " style=\"", " onclick=", "javascript:");
        }
    }

    @Test
    void theBrowserMayLoadFromThisOriginOnlyAndNobodyMayFrameThePage() throws Exception {
        var headers = answer(get("/board"));

        assertThat(headers.getHeader("Content-Security-Policy"))
                .contains("default-src 'self'", "frame-ancestors 'none'", "object-src 'none'")
                .doesNotContain("unsafe");
        assertThat(headers.getHeader("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(headers.getHeader("Referrer-Policy")).isEqualTo("same-origin");
        assertThat(headers.getHeader("X-Frame-Options")).isEqualTo("DENY");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/meetings", "/preferences", "/organisations", "/logout"})
    void aFormWithoutTheTokenOfThePageIsRefused(String form) throws Exception {
        var answer = answer(post(form).param("partnerName", "US partner 01").param("key", "k"));

        assertThat(answer.getStatus()).isEqualTo(403);
        assertThat(services.asked()).isEmpty();
    }

    @Test
    void aMeetingIsSentAsTheFormSaysIt() throws Exception {
        services.answer("POST", "/api/meetings", new Done(201, "\"1\"", null, JSON.readTree(SampleServices.HELD)));

        var answer = answer(post("/meetings")
                .with(csrf())
                .param("key", "the-key")
                .param("partnerName", "US partner 02")
                .param("oursName", "klaster lubelska medycyna")
                .param("took", "held")
                .param("when", "yesterday")
                .param("interestOurs", "3")
                .param("interestTheirs", "2")
                .param("areas", "TALENT", "B2B")
                .param("nextKind", "CALL")
                .param("nextText", "Call them")
                .param("nextWhen", "in two weeks")
                .param("note", "They know us."));

        assertThat(answer.getRedirectedUrl()).isEqualTo("/meetings/" + SampleServices.MEETING);
        var asked = services.asked().getFirst();
        assertThat(asked.key()).isEqualTo("the-key");
        assertThat((Object) JSON.valueToTree(asked.body())).isEqualTo(JSON.readTree("""
            {"ours":"%s","partner":"%s","kind":"C2C","zone":"Europe/Warsaw","status":"HELD","heldOn":"2017-05-22",
             "record":{"interestOurs":3,"interestTheirs":2,"areas":["TALENT","B2B"],"promises":[],
              "nextStep":{"kind":"CALL","text":"Call them","dueOn":"2017-06-06","by":"OURS"},
              "members":[],"note":"They know us."}}
            """.formatted(
                        SampleWorkspace.ours(0).id(), SampleWorkspace.partner(2).id())));
    }

    @Test
    void anExactlyTypedNameIsMeantHoweverManyOthersHaveItInTheirs() throws Exception {
        for (var typed : List.of("Zürich Biotech", "zurich biotech")) {
            services.forget();
            services.answer("POST", "/api/meetings", new Done(201, "\"1\"", null, JSON.readTree(SampleServices.HELD)));
            var answer = answer(missed(typed, ""));

            assertThat(answer.getContentAsString()).doesNotContain("Several organisations have this in their name");
            assertThat((Object)
                            JSON.valueToTree(services.asked().getFirst().body()).path("partner"))
                    .isEqualTo(JSON.valueToTree(SampleWorkspace.NAMESAKE.id()));
        }
    }

    @Test
    void aFormThatIsNotCompleteKeepsWhatWasWrittenAndSaysWhatIsMissing() throws Exception {
        var answer = answer(post("/meetings")
                .with(csrf())
                .param("key", "k")
                .param("partnerName", "Nobody knows them")
                .param("oursName", "BioPark Barcelona")
                .param("took", "held")
                .param("nextText", "Send it")
                .param("note", "A <b>note</b>"));

        assertThat(answer.getStatus()).isEqualTo(422);
        assertThat(answer.getContentAsString())
                .contains("There is no organisation by that name here")
                .contains("A step without a date is forgotten")
                .contains("Say how keen both sides were")
                .contains("value=\"Nobody knows them\"", "A &lt;b&gt;note&lt;/b&gt;");
        assertThat(services.asked()).isEmpty();
    }

    @Test
    void whatIsWrongWithTwoFieldsAlikeIsSaidOnceAboveAndAtEachOfThem() throws Exception {
        var page = answer(post("/meetings").with(csrf()).param("key", "k").param("took", "planned"))
                .getContentAsString();

        assertThat(page.split("<li>Say with whom and for whom.", -1)).hasSize(2);
        assertThat(page)
                .contains("id=\"partner-error\">Say with whom", "aria-describedby=\"partner-error\"")
                .contains("id=\"ours-error\">Say with whom", "aria-describedby=\"ours-error\"");
    }

    @Test
    void nobodyHasMissedAMeetingThatIsStillAhead() throws Exception {
        var answer = answer(missed("10:30"));

        assertThat(answer.getStatus()).isEqualTo(422);
        assertThat(answer.getContentAsString()).contains("The meeting is still ahead");
        assertThat(services.asked()).isEmpty();
    }

    @Test
    void whereTheAbsenceIsRefusedTheMeetingPlannedForItDoesNotStandEither() throws Exception {
        var meeting = "/api/meetings/" + SampleServices.MEETING;
        services.answer("POST", "/api/meetings", new Done(201, "\"1\"", null, JSON.readTree(SampleServices.HELD)));
        services.answer(
                "POST", meeting + "/no-show", new Problem(409, "meeting-not-scheduled", "It is not.", List.of()));
        services.answer("POST", meeting + "/void", new Done(200, null, null, JSON.readTree(SampleServices.HELD)));

        var answer = answer(missed(""));

        assertThat(answer.getStatus()).isEqualTo(422);
        assertThat(answer.getContentAsString()).doesNotContain("value=\"the-key\"");
        assertThat(services.asked().stream().map(SampleServices.Asked::path))
                .containsExactly("/api/meetings", meeting + "/no-show", meeting + "/void");
    }

    /** With a new key it would be logged once more, and the first would stay planned for ever. */
    @Test
    void whereNobodyKnowsWhatCameOfItTheFormIsSentAgainUnderItsKey() throws Exception {
        var meeting = "/api/meetings/" + SampleServices.MEETING;
        var away = new Problem(503, "service-unavailable", "It does not answer.", List.of());

        services.answer("POST", "/api/meetings", away);
        var notLogged = answer(missed(""));
        services.answer("POST", "/api/meetings", new Done(201, "\"1\"", null, JSON.readTree(SampleServices.HELD)));
        services.answer("POST", meeting + "/no-show", away);
        var notNoted = answer(missed(""));
        services.answer(
                "POST", meeting + "/no-show", new Problem(409, "meeting-not-scheduled", "It is not.", List.of()));
        services.answer("POST", meeting + "/void", away);
        var notUndone = answer(missed(""));

        assertThat(List.of(notLogged, notNoted, notUndone)).allSatisfy(answer -> {
            assertThat(answer.getStatus()).isEqualTo(503);
            assertThat(answer.getContentAsString()).contains("value=\"the-key\"");
        });
        assertThat(services.asked().stream().map(SampleServices.Asked::path))
                .containsExactly(
                        "/api/meetings",
                        "/api/meetings",
                        meeting + "/no-show",
                        "/api/meetings",
                        meeting + "/no-show",
                        meeting + "/void");
    }

    private static MockHttpServletRequestBuilder missed(String time) {
        return missed("US partner 02", time);
    }

    private static MockHttpServletRequestBuilder missed(String partner, String time) {
        return post("/meetings")
                .with(csrf())
                .param("key", "the-key")
                .param("partnerName", partner)
                .param("oursName", "klaster lubelska medycyna")
                .param("took", "missed-theirs")
                .param("when", "today")
                .param("time", time);
    }

    @Test
    void aRefusalOfAServiceIsToldInTheReadersLanguage() throws Exception {
        services.answer(
                "POST",
                "/api/partnerships/" + CARD.id() + "/move",
                new Problem(422, "evidence-missing", "A partnership moves …", List.of()));

        var answer = answer(post("/partnerships/" + CARD.id() + "/move")
                .with(csrf())
                .cookie(SampleApplication.polish())
                .header("HX-Request", "true")
                .param("to", "AGREEMENT_SIGNED")
                .param("key", "k"));

        assertThat(answer.getStatus()).isEqualTo(422);
        assertThat(answer.getHeader("HX-Retarget")).isEqualTo("#sheet-body");
        assertThat(answer.getContentAsString())
                .contains("Tu potrzebny jest dowód")
                .doesNotContain("<html");
    }

    @Test
    void aMoveOnTheBoardLeavesThePageToTheStream() throws Exception {
        services.answer(
                "POST",
                "/api/partnerships/" + CARD.id() + "/move",
                new Done(200, "\"5\"", null, JSON.createObjectNode()));

        var answer = answer(post("/partnerships/" + CARD.id() + "/move")
                .with(csrf())
                .header("HX-Request", "true")
                .param("to", "NURTURE")
                .param("wakeUp", "za dwa tygodnie")
                .param("from", "board")
                .param("key", "k"));

        assertThat(answer.getStatus()).isEqualTo(204);
        assertThat(answer.getHeader("HX-Trigger")).isEqualTo("sheet-done");
        assertThat(services.asked().getFirst().body())
                .isEqualTo(Map.of("to", "NURTURE", "wakeUpOn", SampleWorkspace.TUESDAY.plusWeeks(2)));
    }

    @Test
    void completingTheLastFollowUpAsksForTheNextStep() throws Exception {
        var step = "/partnerships/" + CARD.id() + "/follow-ups/"
                + Objects.requireNonNull(CARD.nextStep()).followUpId();
        services.answer("POST", "/api" + step + "/complete", new Done(200, "\"4\"", null, JSON.createObjectNode()));

        var answer = answer(post(step + "/complete")
                .with(csrf())
                .param("key", "k")
                .param("outcome", "They are in")
                .param("onward", "next")
                .param("kind", "MEET")
                .param("when", "Friday"));

        assertThat(answer.getRedirectedUrl()).isEqualTo("/partnerships/" + CARD.id());

        assertThat(services.asked().getFirst().body())
                .isEqualTo(Map.of(
                        "outcome",
                        "They are in",
                        "next",
                        Map.of("kind", "MEET", "dueOn", SampleWorkspace.TUESDAY.plusDays(3))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"complete", "snooze", "reassign"})
    void whoeverComesLateToAFollowUpIsToldSoAndOfferedNothingThatCanOnlyFail(String action) throws Exception {
        var gone = "/partnerships/" + CARD.id() + "/follow-ups/7d9f0a52-3f0b-4e2d-9a51-0d5c0a9f1b11/" + action;

        assertThat(show(get(gone).header("HX-Request", "true")))
                .contains("Done already", "id=\"stale-close\"", "US partner 01")
                .doesNotContain("<form", ", due ");

        services.answer("POST", "/api" + gone, new Problem(409, "follow-up-already-closed", "Closed.", List.of()));
        var answer = answer(post(gone)
                .with(csrf())
                .header("HX-Request", "true")
                .param("key", "k")
                .param("when", "Friday")
                .param("owner", "maria.sowa"));
        assertThat(answer.getStatus()).isEqualTo(422);
        assertThat(answer.getContentAsString()).contains("Done already").doesNotContain("<form");
    }

    @Test
    void whoeverComesLateToAMoveIsToldThatItIsThereAlready() throws Exception {
        var move = "/partnerships/" + CARD.id() + "/move";

        assertThat(show(get(move).param("to", "MET").param("from", "board").header("HX-Request", "true")))
                .contains("US partner 01 is in Met already", "id=\"stale-close\"", "href=\"/board\"")
                .doesNotContain("<form");

        services.answer("POST", "/api" + move, new Problem(409, "already-at-stage", "It is there.", List.of()));
        var answer = answer(post(move)
                .with(csrf())
                .header("HX-Request", "true")
                .param("to", "SCOPING")
                .param("key", "k"));
        assertThat(answer.getContentAsString())
                .contains("is in Scoping already")
                .doesNotContain("<form");
    }

    @Test
    void aServiceThatIsDownIsNamedAndNothingElseFails() throws Exception {
        var answer = answer(get("/meetings"));

        assertThat(answer.getStatus()).isEqualTo(503);
        assertThat(answer.getContentAsString()).contains("does not answer", "The other pages work", "id=\"nav-board\"");
        assertThat(answer(get("/board")).getStatus()).isEqualTo(200);
    }

    @Test
    void aViewerIsOfferedNothingThatChangesSomething() throws Exception {
        visitors.role = Role.VIEWER;

        assertThat(show(get("/board"))).doesNotContain("id=\"log-meeting\"", "data-test=\"card-menu\"");
        assertThat(show(get("/todo"))).doesNotContain("data-test=\"todo-complete\"");
        assertThat(answer(get("/quarantine")).getStatus()).isEqualTo(403);
        assertThat(answer(get("/health")).getStatus()).isEqualTo(403);
        assertThat(answer(get("/webhooks")).getStatus()).isEqualTo(403);
        assertThat(answer(get("/webhooks/" + SampleWebhooks.PORTAL)).getStatus())
                .isEqualTo(403);
        assertThat(answer(post("/webhooks/" + SampleWebhooks.PORTAL + "/test").with(csrf()))
                        .getStatus())
                .isEqualTo(403);
        assertThat(show(get("/board"))).doesNotContain("/quarantine", "/health", "/webhooks");
        for (var form :
                List.of("/meetings/new", "/organisations/new", "/partnerships/" + CARD.id() + "/move?to=NURTURE")) {
            assertThat(answer(get(form)).getStatus()).as(form).isEqualTo(403);
        }
    }

    @Test
    void aWebhookSaysWhatBecameOfItsDeliveriesAndNotItsSecret() throws Exception {
        var page = show(get("/webhooks/" + SampleWebhooks.PORTAL));

        assertThat(page)
                .contains("delivered", "not taken (500)", "no answer in time", "next attempt 23 May, 9:09")
                .contains("&lt;b&gt;Sorry&lt;/b&gt;")
                .contains("before=before-these")
                .doesNotContain(SampleWebhooks.SECRET);
        assertThat(page).contains("23 May, 9:03:00", "23 May, 9:03:10 ·");
        for (var line : SampleWebhooks.desk()
                .deliveries(SampleWorkspace.OFFICE, SampleWebhooks.PORTAL, null, 30, null)
                .items()) {
            assertThat(page).contains(">" + line.eventId().toString().substring(0, 8) + "<");
        }
        assertThat(page.split(">Send again<", -1)).hasSize(3);
        assertThat(page.split(">Send now<", -1)).hasSize(2);
        assertThat(show(get("/webhooks"))).contains("the receiver answered 410").doesNotContain(SampleWebhooks.SECRET);
    }

    @Test
    void aWebhookThatNothingArrivesAtIsNotShownAsOneThatWorks() throws Exception {
        var list = show(get("/webhooks"));
        var page = show(get("/webhooks/" + SampleWebhooks.REPORTS));

        assertThat(list)
                .containsOnlyOnce("<strong class=\"verdict-good\">active</strong>")
                .containsOnlyOnce("<strong class=\"verdict-late\">not arriving</strong>")
                .contains("Nothing has arrived since 23 May, 8:34.");
        assertThat(page)
                .contains("<strong class=\"verdict-late\" id=\"webhook-state\">not arriving</strong>")
                .contains("Nothing has arrived since 23 May, 8:34.", "The last delivery arrived on 23 May, 7:04.");
    }

    @Test
    void whoeverAddsAWebhookWhoseNameNobodyKnowsIsTold() throws Exception {
        var answer = browser.perform(post("/webhooks")
                        .with(csrf())
                        .with(SecurityMockMvcRequestPostProcessors.user("manager"))
                        .param("key", "k")
                        .param("url", SampleWebhooks.NOWHERE))
                .andReturn();

        assertThat(String.valueOf(answer.getFlashMap().get("done"))).contains("Nobody knows the name nowhere.example");
    }

    @Test
    void aRefusedAddressIsShownWithWhatWouldHelp() throws Exception {
        var answer = answer(post("/webhooks").with(csrf()).param("key", "k").param("url", SampleWebhooks.REFUSED));

        assertThat(answer.getStatus()).isEqualTo(422);
        assertThat(answer.getContentAsString()).contains("Webhooks are sent to these ports only: 443, 8443.");
    }

    @Test
    void theSecretOfANewWebhookIsHandedToTheNextPageOnly() throws Exception {
        var answer = browser.perform(post("/webhooks")
                        .with(csrf())
                        .with(SecurityMockMvcRequestPostProcessors.user("manager"))
                        .param("key", "k")
                        .param("url", "https://portal.example.org/hooks/bilateral"))
                .andReturn();

        assertThat(answer.getResponse().getRedirectedUrl()).isEqualTo("/webhooks/" + SampleWebhooks.PORTAL);
        assertThat(answer.getFlashMap().get("secret")).isEqualTo(SampleWebhooks.SECRET);
    }

    @Test
    void aChangeOfAWebhookThatIsRefusedSaysWhichWayItWasAskedFor() throws Exception {
        var address = "/webhooks/" + SampleWebhooks.REPORTS;
        Mockito.doThrow(new VersionOutdated(1, 2), new KeyReused(), new Outrun(), new OutboxFull())
                .when(desk)
                .change(any(), eq(SampleWebhooks.REPORTS), any());
        var refusals = Map.of(
                "webhook-outdated", 422,
                "key-reused", 422,
                "outrun", 503,
                "outbox-full", 503);

        for (var code : List.of("webhook-outdated", "key-reused", "outrun", "outbox-full")) {
            var told = answer(post(address)
                    .with(csrf())
                    .param("key", "k")
                    .param("version", "1")
                    .param("url", "https://reports.example/hook"));
            assertThat(told.getStatus()).as(code).isEqualTo(refusals.get(code));
            assertThat(told.getContentAsString()).contains("data-code=\"" + code + "\"");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"pause", "resume", "secret"})
    void aButtonOfAWebhookThatOthersKeepChangingSaysThatNothingWasDone(String button) throws Exception {
        var address = "/webhooks/" + SampleWebhooks.REPORTS;
        Mockito.doThrow(new Outrun()).when(desk).pause(any(), eq(SampleWebhooks.REPORTS));
        Mockito.doThrow(new Outrun()).when(desk).resume(any(), eq(SampleWebhooks.REPORTS));
        Mockito.doThrow(new Outrun()).when(desk).rotate(any(), eq(SampleWebhooks.REPORTS));

        var answer = browser.perform(post(address + "/" + button)
                        .with(csrf())
                        .with(SecurityMockMvcRequestPostProcessors.user("manager")))
                .andReturn();

        assertThat(answer.getResponse().getRedirectedUrl()).isEqualTo(address);
        assertThat(answer.getFlashMap().keySet()).containsExactly("problem");
        var told = Objects.requireNonNull(answer.getFlashMap().get("problem"));
        assertThat(show(get(address).flashAttr("problem", told)))
                .contains("data-code=\"outrun\"", "Others keep changing this");
    }

    @Test
    void thePageSaysThatTheClockIsNotTheRealOne() throws Exception {
        assertThat(show(get("/board"))).contains("Demo: the clock shows 23 May 2017, 9:04 in Lublin");
    }

    @Test
    void languageAndThemeAreRememberedInThisBrowser() throws Exception {
        var answer = answer(post("/preferences")
                .with(csrf())
                .param("lang", "pl")
                .param("theme", "dark")
                .param("back", "/todo"));

        assertThat(answer.getRedirectedUrl()).isEqualTo("/todo");
        assertThat(answer.getHeaders("Set-Cookie")).anyMatch(cookie -> cookie.startsWith("bilateral-language=pl"));
        assertThat(answer.getHeaders("Set-Cookie")).anyMatch(cookie -> cookie.startsWith("bilateral-theme=dark"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"//elsewhere.example", "/\\elsewhere.example", "https://elsewhere.example", "javascript:alert(1)"
            })
    void aFormNeverLeadsToAnotherSite(String back) throws Exception {
        assertThat(answer(post("/preferences").with(csrf()).param("lang", "pl").param("back", back))
                        .getRedirectedUrl())
                .isEqualTo("/");
    }

    @Test
    void anAddressThatOnlyTakesFormsIsAPageWithNothingOnItToWhoeverTypesIt() throws Exception {
        var answer = answer(get("/preferences"));

        assertThat(answer.getStatus()).isEqualTo(405);
        assertThat(answer.getContentAsString()).contains("Nothing is here");
    }

    @Test
    void aPartnershipThatIsNotInTheWorkspaceIsNotThere() throws Exception {
        var answer = answer(get("/partnerships/7d9f0a52-3f0b-4e2d-9a51-0d5c0a9f1b11"));

        assertThat(answer.getStatus()).isEqualTo(404);
        assertThat(answer.getContentAsString()).contains("Nothing is here");
    }

    @Test
    void todoSaysWhatTimeItIsAtThePartners() throws Exception {
        assertThat(show(get("/todo"))).contains("data-test=\"todo-there\">3:04 there");
    }

    @Test
    void thePartnershipShowsPromisesInTheirWordsWhileTheMeetingServiceAnswers() throws Exception {
        var page = get(
                "/partnerships/" + SampleWorkspace.card(0, Stage.MET, 1, null).id());

        assertThat(show(page)).contains("id=\"wordless\"", "The words of the promises cannot be read now");
        services.answer(
                "GET",
                "/api/meetings/" + SampleServices.MEETING,
                new Done(200, "\"1\"", null, JSON.readTree(SampleServices.HELD)));

        assertThat(show(page))
                .contains("they: Arrange a call between the two offices (by Fri\u00a026\u00a0May)")
                .doesNotContain("id=\"wordless\"");
    }

    @Test
    void theReportTellsTheMissionsFigures() throws Exception {
        var report = show(get("/missions/" + SampleWorkspace.MISSION));

        assertThat(report)
                .contains(
                        "15–19 May 2017",
                        ">19</a>",
                        "clusters of ours",
                        ">13</a>",
                        ">90</a>",
                        "8 on Mon\u00a015\u00a0May")
                .contains("<svg class=\"chart\"", "<table id=\"by-stage\"");
    }

    @Test
    void theReportOfAMissionThatIsStillAheadSaysSoInsteadOfShowingEmptyTables() throws Exception {
        assertThat(show(get("/missions/" + SampleWorkspace.AHEAD)))
                .contains("No meeting of this mission has been held yet.", "has no programme yet")
                .doesNotContain("<svg class=\"chart\"", "class=\"matrix\"", "id=\"by-stage\"");
    }

    @Test
    void aLoggedMeetingSaysWhatItTriggeredAndCanBeTakenBack() throws Exception {
        var meeting = "/meetings/" + SampleServices.MEETING;
        services.answer(
                "GET",
                "/api/meetings/" + SampleServices.MEETING,
                new Done(200, "\"1\"", null, JSON.readTree(SampleServices.HELD)));

        assertThat(show(get(meeting).flashAttr("logged", true)))
                .contains("Lead opened", "3 follow-ups put on the list", "id=\"undo\"")
                .contains("10:20 in New York, 16:20 in Warsaw");
        // Loaded anew it is a meeting like any other.
        assertThat(show(get(meeting))).doesNotContain("id=\"saved\"", "id=\"undo\"");
    }

    @Test
    void theHealthPageSaysInWordsHowEachServiceIsAndWhy() throws Exception {
        assertThat(show(get("/health")))
                .contains("3 of 4 services need attention.", "All is well.", "Behind.", "Stopped.", "Does not answer.")
                .contains("What happens to organisations: 12 events wait and nothing has been heard for 3 min.")
                .contains("What happens to meetings: it does not listen.")
                .contains("1,204", "the oldest for 5 min", "2 of them only wait", "href=\"/quarantine\"")
                .contains("last heard 3 min ago, an event of 23 May, 9:00", "nothing heard since the start", "2,310")
                .contains("What happens to partnerships, for webhooks");
        assertThat(show(get("/health").cookie(SampleApplication.polish())))
                .contains("Uwagi wymagają 3 z 4 usług.", "czeka 12 zdarzeń, a od 3 min nic nie odebrano")
                .contains("Zmiany dotyczące partnerstw, dla webhooków")
                .doesNotContain("??");
    }

    @Test
    void aDeveloperSeesFieldsChoicesAndExamples() throws Exception {
        visitors.role = Role.VIEWER;

        assertThat(show(get("/developers/events/meeting-held")))
                .contains(">heldOn<", ">nextStep<", "JOINT_FUNDING", "0 to 3", "&quot;partnershipId&quot;")
                .containsPattern("depth-1\"><code[^>]*>interest|depth-1\"><code[^>]*>ours<");
        // An address may break behind each slash, and nowhere else.
        assertThat(show(get("/developers/api")).replace("<wbr>", ""))
                .contains("follow-up-service", "/api/meetings/{meetingId}/no-show");
        assertThat(show(get("/developers/api/importMeetings"))).contains("ours_ref,partner_ref\nklm,pidc");
        assertThat(show(get("/developers/api/noteNoShow")))
                .contains("OURS, THEIRS", "list: several fields", "depth-1", "id (UUID)");
        assertThat(answer(get("/developers/schemas/meeting-held")).getHeader("Content-Disposition"))
                .contains("attachment", "meeting-held.schema.json");
        assertThat(answer(get("/developers/asyncapi.json")).getContentAsString())
                .startsWith("{\"asyncapi\":\"3.0.0\"");
        for (var unknown :
                List.of("/developers/events/meeting-dreamt", "/developers/api/dream", "/developers/schemas/x")) {
            assertThat(answer(get(unknown)).getStatus()).as(unknown).isEqualTo(404);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/organisations/new", "/webhooks/new", "/nothing-of-that-name"})
    void aFormOrAnErrorThatIsAPageOfItsOwnHasOneMainHeading(String page) throws Exception {
        assertThat(answer(get(page)).getContentAsString().split("<h1", -1)).hasSize(2);
    }

    @Test
    void whoeverIsNotSignedInIsShownOnlyWhatWorksBesideAnError() throws Exception {
        var page = browser.perform(get("/error").requestAttr("jakarta.servlet.error.status_code", 404))
                .andReturn()
                .getResponse()
                .getContentAsString();

        assertThat(page)
                .contains("Nothing is here", "id=\"sign-in\"", "id=\"lang-pl\"")
                .doesNotContain("id=\"nav-board\"", "id=\"jump\"", "id=\"account\"", "To the board");
        assertThat(answer(get("/error").requestAttr("jakarta.servlet.error.status_code", 404))
                        .getContentAsString())
                .contains("id=\"nav-board\"", "id=\"jump\"", "id=\"account\"", "To the board");
    }

    private String show(MockHttpServletRequestBuilder request) throws Exception {
        var answer = answer(request);
        assertThat(answer.getStatus()).isBetween(200, 503);
        return answer.getContentAsString();
    }

    private MockHttpServletResponse answer(MockHttpServletRequestBuilder request) throws Exception {
        return browser.perform(request.with(SecurityMockMvcRequestPostProcessors.user("manager")))
                .andReturn()
                .getResponse();
    }
}
