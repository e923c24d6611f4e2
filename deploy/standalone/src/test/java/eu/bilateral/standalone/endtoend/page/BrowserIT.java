package eu.bilateral.standalone.endtoend.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import eu.bilateral.standalone.endtoend.driver.Api;
import eu.bilateral.standalone.endtoend.driver.Desk;
import eu.bilateral.standalone.endtoend.driver.RunningBilateral;
import java.time.Duration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A cluster manager at work, in the system's Chromium. */
class BrowserIT {

    /** On a desk of its own it is a tenth of this; the machine of a test has other things to do. */
    private static final Duration AT_ONCE = Duration.ofSeconds(3);

    private static RunningBilateral bilateral;

    @BeforeAll
    static void open() throws Exception {
        bilateral = RunningBilateral.demo();
    }

    @Test
    void aMeetingLoggedInOneWindowOpensACardInAnotherWhichMovesWhenItIsFollowedUp() throws Exception {
        var api = bilateral.as("manager");
        var ours = api.organisation("Klaster Przeglądarki");
        var partner = api.organisation("Browser Partner");
        // Once the meeting service has heard of the pair, a person's first try succeeds.
        var known = api.log("browser-known", Api.meeting(ours, api.organisation("Somebody Else"), "2017-05-22"));
        assertThat(known.status()).as(known.text()).isEqualTo(201);
        assertThat(partner).isNotBlank();
        try (var colleague = Desk.of("manager", bilateral);
                var desk = Desk.of("manager", bilateral)) {
            var watching = colleague.page();
            assertThat(watching.locator("#live")).hasAttribute("data-live", "live");
            noteArrivals(watching);
            var page = desk.page();

            desk.fillInMeeting("Browser Partner", "Klaster Przeglądarki");
            page.locator("#next-text").fill("Arrange a call");
            page.locator("#next-when").fill("in two weeks");
            long saved = System.currentTimeMillis();
            page.locator("#save-meeting").click();

            assertThat(cards(watching, "INTEREST_CONFIRMED")).hasCount(1);
            assertThat(arrived(watching) - saved)
                    .as("milliseconds until the card was there")
                    .isLessThan(AT_ONCE.toMillis());
            assertThat(page.locator("#triggered")).containsText("Lead opened");
            assertThat(page.locator("#undo")).isVisible();

            page.locator("#to-partnership").click();
            var contact = page.locator("[data-test=follow-up]")
                    .filter(new Locator.FilterOptions().setHasText("Second contact"));
            contact.locator("[data-test=follow-up-complete]").click();
            page.locator("#outcome").fill("They want to go on.");
            long completed = System.currentTimeMillis();
            page.locator("[data-test=sheet-submit]").click();

            assertThat(cards(watching, "SCOPING")).hasCount(1);
            assertThat(cards(watching, "INTEREST_CONFIRMED")).hasCount(0);
            assertThat(arrived(watching) - completed)
                    .as("milliseconds until the card moved")
                    .isLessThan(AT_ONCE.toMillis());
            assertThat(page.locator("#stage")).hasAttribute("data-stage", "SCOPING");
            // Whoever goes by keyboard goes on from the next one.
            assertThat(page.locator("[data-test=follow-up] .act :focus")).isVisible();

            page.locator("#nav-missions").click();
            page.locator("[data-test=mission]").first().click();
            assertThat(page.locator("[data-test=figure-meetings]")).hasText("90");
        }
    }

    @Test
    void theFilterSaysWhatTheBoardShowsOnTheWayBackToo() throws Exception {
        try (var desk = Desk.of("manager", bilateral)) {
            var page = desk.page();
            page.locator("#filter-area").selectOption("B2B");
            assertThat(page.locator("#filter-area.chosen")).hasValue("B2B");

            page.goBack();

            assertThat(page.locator("#filter-area:not(.chosen)")).hasValue("");
        }
    }

    @Test
    void theReportOfTheMissionCanBeReadInPolish() throws Exception {
        try (var desk = Desk.of("manager", bilateral)) {
            var page = desk.page();
            page.locator("#lang-pl").click();
            page.locator("#nav-missions").click();
            page.locator("[data-test=mission]").first().click();

            assertThat(page.locator("main")).containsText("90");
            assertThat(page.locator("main")).containsText("Obopólne zainteresowanie");
            assertThat(page.locator("html")).hasAttribute("lang", "pl");
        }
    }

    @Test
    void aFormThatIsAPageOfItsOwnSaysWhyItIsRefused() throws Exception {
        try (var desk = Desk.of("manager", bilateral)) {
            desk.expectRefusals();
            desk.open("/webhooks/new");
            var page = desk.page();

            page.locator("#webhook-url").fill("https://10.1.2.3/hook");
            page.locator("[data-test=sheet-submit]").click();

            assertThat(page.locator("[role=alert]")).isVisible();
            assertThat(page.locator("#webhook-url")).hasValue("https://10.1.2.3/hook");
        }
    }

    @Test
    void aFormOfASignInThatIsGoneSaysThatNothingWasStored() throws Exception {
        try (var desk = Desk.of("manager", bilateral)) {
            desk.expectRefusals();
            // A page that asks for nothing by itself: the board's stream would be refused too.
            desk.open("/missions");
            var page = desk.page();
            desk.forgetSignIn();

            page.locator("#lang-pl").click();

            assertThat(page.locator("#error")).hasText("This form has expired");
        }
    }

    /** Also a sheet over a page leads there: it cannot be sent a second time with a token that nobody knows any more. */
    @ParameterizedTest
    @ValueSource(strings = {"/webhooks/new", "/webhooks"})
    void whatWasTypedOutlivesTheSignInAndIsSentAgainAfterTheNextOne(String from) throws Exception {
        var address = "https://8.8.8.8/typed-at" + from.replace('/', '-');
        try (var desk = Desk.of("manager", bilateral)) {
            desk.expectRefusals();
            desk.open(from);
            var page = desk.page();
            if (from.equals("/webhooks")) {
                page.locator("[data-sheet][href$='/webhooks/new']").first().click();
            }
            page.locator("#webhook-url").fill(address);
            desk.forgetSignIn();

            page.locator("[data-test=sheet-submit]").click();

            assertThat(page.locator("#error")).hasText("This form has expired");
            desk.signInElsewhere("manager", () -> page.locator("#sign-in-again").click());
            page.locator("#again button").click();
            assertThat(page.locator("#error")).hasText("This form has expired");
            page.locator("#again button").click();
            assertThat(page.locator("main")).containsText(address);
            assertThat(page.locator("#error")).hasCount(0);
        }
    }

    /** Lets the page note when the card of that partner came or moved last. */
    private static void noteArrivals(Page board) {
        board.evaluate("""
            new MutationObserver((changes) => {
              for (const change of changes) {
                for (const card of change.addedNodes) {
                  if (card.dataset?.name === 'Browser Partner') {
                    window.arrived = Date.now();
                  }
                }
              }
            }).observe(document.getElementById('board'), { childList: true, subtree: true })\
            """);
    }

    private static long arrived(Page board) {
        return ((Number) board.evaluate("window.arrived")).longValue();
    }

    private static Locator cards(Page board, String stage) {
        return board.locator("#cards-" + stage + " [data-test=card]")
                .filter(new Locator.FilterOptions().setHasText("Browser Partner"));
    }
}
