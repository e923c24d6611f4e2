package eu.bilateral.standalone.endtoend.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Mouse;
import com.microsoft.playwright.Page;
import eu.bilateral.standalone.endtoend.driver.Api;
import eu.bilateral.standalone.endtoend.driver.Desk;
import eu.bilateral.standalone.endtoend.driver.RunningBilateral;
import eu.bilateral.standalone.endtoend.driver.Soon;
import java.util.Locale;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A card can be moved by mouse, by keyboard and by its menu, and each way asks what the pipeline asks. */
class BoardMovesIT {

    private static final String PROOF = "The letter of intent of 23 May";

    private static RunningBilateral bilateral;
    private static Api api;

    @BeforeAll
    static void open() throws Exception {
        bilateral = RunningBilateral.demo();
        api = bilateral.as("manager");
    }

    @Test
    void theKeyboardLiftsACardCarriesItAndPutsItDown() throws Exception {
        var partner = confirmed("Keyboard Partner");
        try (var desk = Desk.of("manager", bilateral)) {
            var page = desk.page();
            var card = card(page, partner);

            // Even before the page's script has come, and then the keys that it offers appear.
            card.focus();
            assertThat(page.locator("#keys")).containsText("Space");
            page.keyboard().press("Space");
            assertThat(page.locator("#keys")).containsText("Esc");
            page.keyboard().press("ArrowRight");
            page.keyboard().press("ArrowRight");
            assertThat(page.locator("#stage-AGREEMENT_DRAFTED")).hasClass(Pattern.compile("target"));
            page.keyboard().press("Escape");
            assertThat(page.locator("#said")).containsText("is back in Interest confirmed");

            page.keyboard().press("Space");
            page.keyboard().press("ArrowRight");
            page.keyboard().press("ArrowRight");
            page.keyboard().press("Space");
            page.locator("[data-test=move-evidence]").fill(PROOF);
            page.keyboard().press("Enter");

            assertMoved(page, partner, "AGREEMENT_DRAFTED");
            assertThat(card(page, partner)).isFocused();
        }
    }

    @Test
    void theMenuMovesACardAndARefusalLeavesItWhereItWas() throws Exception {
        var partner = confirmed("Menu Partner");
        try (var desk = Desk.of("manager", bilateral)) {
            var page = desk.page();

            card(page, partner).locator("[data-test=card-menu]").click();
            card(page, partner).locator("[data-test=card-move]").click();
            assertThat(page.locator("[data-test=move-to]")).hasValue("SCOPING");
            page.locator("[data-test=move-to]").selectOption("MET");
            page.locator("[data-test=sheet-submit]").click();
            assertThat(page.locator("[data-test=move-reason]")).hasAttribute("required", "required");
            page.keyboard().press("Escape");
            assertThat(page.locator("#cards-INTEREST_CONFIRMED")).containsText(partner);

            card(page, partner).locator("[data-test=card-menu]").click();
            card(page, partner).locator("[data-test=card-move]").click();
            page.locator("[data-test=move-to]").selectOption("MET");
            page.locator("[data-test=sheet-submit]").click();
            page.locator("[data-test=move-reason]").fill("They asked for more time");
            page.locator("[data-test=sheet-submit]").click();

            assertMoved(page, partner, "MET");
        }
    }

    @Test
    void theMouseDragsACardWhichStaysUntilThePipelineIsAnswered() throws Exception {
        var partner = confirmed("Mouse Partner");
        try (var desk = Desk.of("manager", bilateral)) {
            var page = desk.page();
            // Alone on the board, the card is in sight.
            page.locator("#filter-area").selectOption("JOINT_FUNDING");
            card(page, partner).scrollIntoViewIfNeeded();

            drag(page, card(page, partner), page.locator("#cards-AGREEMENT_SIGNED"));
            assertThat(page.locator("#sheet-title")).isVisible();
            assertThat(page.locator("#sheet-title")).containsText("Agreement signed");
            page.keyboard().press("Escape");
            assertThat(page.locator("#cards-INTEREST_CONFIRMED")).containsText(partner);

            drag(page, card(page, partner), page.locator("#cards-AGREEMENT_SIGNED"));
            assertThat(page.locator("#sheet-title")).isVisible();
            assertThat(page.locator("#sheet-title")).containsText("Agreement signed");
            page.locator("[data-test=move-evidence]").fill(PROOF);
            page.locator("[data-test=sheet-submit]").click();

            assertMoved(page, partner, "AGREEMENT_SIGNED");
        }
    }

    /** A partnership of its own whose interest is confirmed. */
    private static String confirmed(String partner) throws Exception {
        var logged = api.log(
                partner.replace(' ', '-').toLowerCase(Locale.ROOT),
                Api.meeting(api.organisation("Klaster " + partner), api.organisation(partner), "2017-05-22"));
        assertThat(logged.status()).as(logged.text()).isEqualTo(201);
        var unused =
                Soon.until(() -> api.get("/api/board"), board -> board.text().contains(partner));
        return partner;
    }

    private static Locator card(Page page, String partner) {
        return page.locator("[data-test=card][data-name='" + partner + "']");
    }

    private static void drag(Page page, Locator card, Locator column) {
        var from = card.boundingBox();
        page.mouse().move(from.x + 40, from.y + 30);
        page.mouse().down();
        page.mouse().move(from.x + 60, from.y + 40, new Mouse.MoveOptions().setSteps(3));
        var to = column.boundingBox();
        page.mouse().move(to.x + 30, to.y + 30, new Mouse.MoveOptions().setSteps(8));
        // The board may have scrolled along, or have been drawn anew, meanwhile.
        var there = column.boundingBox();
        page.mouse().move(there.x + 30, there.y + 30, new Mouse.MoveOptions().setSteps(3));
        page.mouse().move(there.x + 34, there.y + 34, new Mouse.MoveOptions().setSteps(2));
        page.mouse().up();
    }

    private static void assertMoved(Page page, String partner, String stage) {
        assertThat(page.locator("#sheet")).isHidden();
        assertThat(page.locator("#cards-" + stage + " [data-test=card][data-name='" + partner + "']"))
                .hasCount(1);
        assertThat(card(page, partner)).hasCount(1);
    }
}
