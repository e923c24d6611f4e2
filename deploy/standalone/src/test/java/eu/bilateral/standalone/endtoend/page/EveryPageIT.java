package eu.bilateral.standalone.endtoend.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.Media;
import eu.bilateral.standalone.endtoend.driver.Desk;
import eu.bilateral.standalone.endtoend.driver.RunningBilateral;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every page can be used by everybody: WCAG 2.2 AA as far as a machine can tell, on a desk and on a phone, on paper. */
class EveryPageIT {

    private static final List<String> WCAG_2_2_AA =
            List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa");
    /** What no level of WCAG asks for by itself, and whoever listens to a page or speaks to it finds their way by. */
    private static final List<String> BUILD = List.of(
            "aria-allowed-role",
            "heading-order",
            "label-content-name-mismatch",
            "landmark-unique",
            "page-has-heading-one",
            "region");

    private static final List<String> PAGES = List.of(
            "/board",
            "/todo",
            "/meetings",
            "/meetings/new",
            "/missions",
            "/organisations",
            "/organisations/new",
            "/search?q=partner",
            "/quarantine",
            "/health",
            "/webhooks",
            "/webhooks/new",
            "/developers",
            "/developers/events/meeting-held",
            "/developers/api",
            "/developers/api/logMeeting");
    /** Longer than any window of a phone is wide. */
    private static final String ONE_WORD = "Partnerschafts" + "gesellschaft".repeat(8);

    private static final int PHONE = 390;
    private static final List<Integer> WIDTHS = List.of(1440, 1200, 800, PHONE);
    private static final Pattern PAPER = Pattern.compile("/MediaBox ?\\[ ?0 0 ([0-9.]+) ([0-9.]+) ?]");

    private static RunningBilateral bilateral;
    /** A meeting whose time has come, and of which nobody has said yet how it went. */
    private static String planned;

    @BeforeAll
    static void open() throws Exception {
        bilateral = RunningBilateral.demo();
        var api = bilateral.as("manager");
        var made = api.post(
                "/api/meetings", """
                {"ours":"%s","partner":"%s","status":"SCHEDULED","startsAt":"2017-05-22T08:00:00Z"}""".formatted(api.organisation("Every Page Cluster"), api.organisation(ONE_WORD)));
        planned = "/meetings/" + made.json().path("meetingId").asString();
    }

    @Test
    void noPageShutsAnybodyOut() throws Exception {
        var faults = new ArrayList<String>();
        try (var door = Desk.atTheDoor(bilateral, wishes -> {})) {
            faults.addAll(faults(door.page()));
            door.page().locator("#sign-in").click();
            assertThat(door.page().locator("#username")).isVisible();
            faults.addAll(faults(door.page()));
        }
        try (var desk = Desk.of("manager", bilateral)) {
            var page = desk.page();
            for (var path : pages(page)) {
                desk.open(path);
                faults.addAll(faults(page));
            }
            desk.open("/todo");
            page.locator("[data-test=todo-complete]").first().click();
            assertThat(page.locator("#sheet-title")).isVisible();
            faults.addAll(faults(page));
        }
        assertThat(faults).isEmpty();
    }

    /** Polish words are longer: what fits in one language may lie across its neighbour in the other. */
    @ParameterizedTest
    @CsvSource({"en, en-GB", "pl, pl-PL"})
    void noPageIsWiderThanItsWindowAndNoRowWritesOverItsNeighbour(String language, String locale) throws Exception {
        var crowded = new ArrayList<String>();
        try (var desk = Desk.of("manager", bilateral, wishes -> wishes.setLocale(locale))) {
            var page = desk.page();
            assertThat(page.locator("html")).hasAttribute("lang", language);
            for (var path : pages(page)) {
                desk.open(path);
                for (int width : WIDTHS) {
                    page.setViewportSize(width, 900);
                    if (overflow(page) > 0) {
                        crowded.add("%s is too wide for %d by %d".formatted(path, width, overflow(page)));
                    }
                    if (width > PHONE) {
                        crowded.addAll(overflowing(page));
                    }
                }
            }
        }
        assertThat(crowded).isEmpty();
    }

    /** WCAG 2.4.11: whoever goes by keyboard sees where they are, also beside bars that stay. */
    @ParameterizedTest
    @CsvSource({"1440, 900", "1440, 700", "380, 780"})
    void whatHasTheFocusLiesUnderNoBar(int width, int height) throws Exception {
        var hidden = new ArrayList<String>();
        try (var desk = Desk.of("manager", bilateral, wishes -> wishes.setViewportSize(width, height))) {
            desk.open("/meetings/new");
            var keyboard = desk.page().keyboard();
            for (var key : List.of("Tab", "Shift+Tab")) {
                for (int step = 0; step < 40; step++) {
                    keyboard.press(key);
                    hidden.addAll(underABar(desk.page()));
                }
            }
        }
        assertThat(hidden).isEmpty();
    }

    private static List<String> underABar(Page page) {
        var found = (List<?>) page.evaluate("""
                [document.activeElement].filter((one) => one.closest('form.log') && !one.closest('.save'))
                  .map((one) => [one, (one.matches('label > input') ? one.nextElementSibling : one).getBoundingClientRect()])
                  .filter(([, box]) => box.top < document.querySelector('.top').getBoundingClientRect().bottom - 1
                    || box.bottom > document.querySelector('.save').getBoundingClientRect().top + 1)
                  .map(([one]) => one.id || one.name)\
                """);
        return found.stream().map(String::valueOf).toList();
    }

    @Test
    void theReportPrintsOnA4AndNothingIsCutOff() throws Exception {
        try (var desk = Desk.of("manager", bilateral)) {
            var page = desk.page();
            desk.open(report(page));

            var paper =
                    PAPER.matcher(new String(page.pdf(new Page.PdfOptions().setPreferCSSPageSize(true)), ISO_8859_1));
            int sheets = 0;
            while (paper.find()) {
                sheets++;
                assertThat(Double.parseDouble(paper.group(1))).isBetween(594.0, 596.5);
                assertThat(Double.parseDouble(paper.group(2))).isBetween(841.0, 843.0);
            }
            assertThat(sheets).isBetween(1, 4);

            // What is left of A4 between the margins, at 96 dots an inch.
            page.setViewportSize(688, 1017);
            page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));
            assertThat(overflow(page)).isZero();
            assertThat(page.evaluate("""
                [...document.querySelectorAll('#content *')]
                  .filter((part) => part.getBoundingClientRect().right > 688.5 && !part.closest('.unseen'))
                  .map((part) => part.outerHTML.slice(0, 80))\
                """)).isEqualTo(List.of());
            assertThat(page.locator(".rail")).isHidden();
        }
    }

    /** All pages there are, with one of each kind that has many. */
    private static List<String> pages(Page page) {
        var all = new ArrayList<>(PAGES);
        page.navigate(bilateral.url() + "/board");
        var partnership = page.locator("#cards-INTEREST_CONFIRMED [data-test=card-partner]")
                .first()
                .getAttribute("href");
        all.add(partnership);
        all.add(partnership + "/move?to=AGREEMENT_SIGNED");
        page.navigate(bilateral.url() + "/meetings");
        // The first that was held: one that is planned comes before it.
        var held = page.locator("#meetings tr:has(.status-HELD) a").first().getAttribute("href");
        all.addAll(List.of(held, held + "/record", planned, planned + "/outcome"));
        all.add(report(page));
        return all;
    }

    private static String report(Page page) {
        page.navigate(bilateral.url() + "/missions");
        return page.locator("[data-test=mission]").first().getAttribute("href");
    }

    private static List<String> faults(Page page) {
        // Axe has no eyes for a page that is still on its way.
        page.waitForLoadState();
        var faults = new ArrayList<String>();
        show(page, ColorScheme.LIGHT);
        faults.addAll(faults(page, "in the light", new AxeBuilder(page).withTags(WCAG_2_2_AA)));
        faults.addAll(faults(page, "in its build", new AxeBuilder(page).withRules(BUILD)));
        // In the dark a page differs by its colours only.
        show(page, ColorScheme.DARK);
        faults.addAll(faults(page, "in the dark", new AxeBuilder(page).withRules(List.of("color-contrast"))));
        return faults;
    }

    private static void show(Page page, ColorScheme scheme) {
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
        // On the way from one colour to another there is no contrast to speak of.
        page.evaluate("""
                Promise.all(document.getAnimations()
                  .filter((one) => one instanceof CSSTransition).map((one) => one.finished))\
                """);
    }

    private static List<String> faults(Page page, String when, AxeBuilder axe) {
        return axe.analyze().getViolations().stream()
                .flatMap(rule -> rule.getNodes().stream()
                        .limit(3)
                        .map(node -> "%s %s: %s at %s %s"
                                .formatted(page.url(), when, rule.getId(), node.getTarget(), node.getFailureSummary())))
                .toList();
    }

    private static List<String> overflowing(Page page) {
        var found = (List<?>) page.evaluate("""
                [...document.querySelectorAll('.row .what, .row .due, .row .act, .column h2, .rail a')]
                  .filter((part) => part.scrollWidth > part.clientWidth + 1)
                  .map((part) => part.innerText)\
                """);
        return found.stream().map(text -> page.url() + " crowds " + text).toList();
    }

    private static int overflow(Page page) {
        return ((Number) page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth"))
                .intValue();
    }
}
