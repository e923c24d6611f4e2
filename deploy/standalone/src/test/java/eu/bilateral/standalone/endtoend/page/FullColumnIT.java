package eu.bilateral.standalone.endtoend.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import eu.bilateral.standalone.endtoend.driver.Api;
import eu.bilateral.standalone.endtoend.driver.Desk;
import eu.bilateral.standalone.endtoend.driver.RunningBilateral;
import eu.bilateral.standalone.endtoend.driver.Soon;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A column that has more cards than it shows keeps its total, whatever happens to those that nobody sees. */
class FullColumnIT {

    private static final int MOST_CARDS = 100;
    /** With those that the demo has met more than a column shows. */
    private static final int PARTNERS = MOST_CARDS - 10;

    private static final String FULL = "INTEREST_CONFIRMED";

    @Test
    void anOpenBoardCountsLikeTheServerWhileAColumnFillsAndAfterwards() throws Exception {
        try (var bilateral = RunningBilateral.start("--demo");
                var desk = Desk.of("manager", bilateral)) {
            var api = bilateral.as("manager");
            var page = desk.page();
            assertThat(page.locator("#live")).hasAttribute("data-live", "live");

            var partnerships = met(api);
            assertCountsLikeTheServer(page, api);
            assertThat(page.locator("#stage-" + FULL + " .card")).hasCount(MOST_CARDS);
            assertThat(page.locator("#stage-" + FULL + " .more")).hasCount(1);

            // And one that was full when it was opened.
            desk.open("/board");
            assertThat(page.locator("#live")).hasAttribute("data-live", "live");
            var unseen = partnerships.stream()
                    .filter(id -> page.locator("#card-" + id).count() == 0)
                    .toList();
            assertThat(unseen).isNotEmpty();
            move(api, unseen.getFirst(), "SCOPING");
            assertThat(page.locator("#stage-SCOPING #card-" + unseen.getFirst()))
                    .hasCount(1);
            assertCountsLikeTheServer(page, api);

            // All that were hidden, so that there is room for them in the end.
            for (var id : unseen.subList(1, unseen.size())) {
                move(api, id, "SCOPING");
            }
            assertThat(page.locator(".more")).hasCount(0);
            assertCountsLikeTheServer(page, api);
        }
    }

    /** Partnerships of one cluster with many partners. */
    private static List<String> met(Api api) throws IOException, InterruptedException {
        var ours = api.organisation("Klaster Pełnej Kolumny");
        var partners = new ArrayList<String>();
        for (int number = 0; number < PARTNERS; number++) {
            partners.add(api.organisation("Full Column Partner %03d".formatted(number)));
        }
        var partnerships = new ArrayList<String>();
        for (var partner : partners) {
            var logged = api.log("full-" + partner, Api.meeting(ours, partner, "2017-05-22"));
            assertThat(logged.status()).as(logged.text()).isEqualTo(201);
            partnerships.add(logged.json().path("partnershipId").asString());
        }
        return partnerships;
    }

    private static void move(Api api, String partnership, String stage) throws IOException, InterruptedException {
        var moved = api.post("/api/partnerships/" + partnership + "/move", """
                {"to":"%s","reason":"Both want it","evidence":"A draft"}""".formatted(stage));
        assertThat(moved.status()).as(moved.text()).isEqualTo(200);
    }

    private static void assertCountsLikeTheServer(Page page, Api api) throws IOException, InterruptedException {
        var unused = Soon.until(
                () -> {
                    // What the page awaits comes only while it is waited for.
                    page.waitForTimeout(200);
                    return List.of(counts(api), counts(page));
                },
                seen -> seen.getFirst().equals(seen.getLast()));
    }

    /** The totals of the columns that have cards, and those that each column says to have beside the ones it shows. */
    private static Map<String, String> counts(Api api) throws IOException, InterruptedException {
        var counts = new HashMap<String, String>();
        api.get("/api/board").json().path("columns").forEach(column -> {
            var count = column.path("count").asInt();
            if (count > 0) {
                counts.put(
                        column.path("stage").asString(), count + " of which hidden " + Math.max(0, count - MOST_CARDS));
            }
        });
        return counts;
    }

    private static Map<String, String> counts(Page page) {
        var counts = new HashMap<String, String>();
        for (var column : page.locator(".column").all()) {
            var count = column.locator(".count").textContent();
            var more = column.locator(".more").allTextContents().stream()
                    .map(text -> text.replaceAll("\\D", ""))
                    .findFirst()
                    .orElse("0");
            if (!count.equals("0")) {
                counts.put(String.valueOf(column.getAttribute("data-stage")), count + " of which hidden " + more);
            }
        }
        return counts;
    }
}
