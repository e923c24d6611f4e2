package eu.bilateral.standalone.endtoend.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import eu.bilateral.standalone.endtoend.driver.Desk;
import eu.bilateral.standalone.endtoend.driver.RunningBilateral;
import java.util.ArrayList;
import java.util.Locale;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The pages for programmers show what the documents have, all of it, in both languages. */
class DevelopersIT {

    @Test
    void everyTopicEventAndOperationIsShown() throws Exception {
        var bilateral = RunningBilateral.demo();
        var events = bilateral.as("viewer").get("/api/asyncapi.json").json();
        var operations = bilateral.as("viewer").get("/api/openapi.json").json();
        try (var desk = Desk.of("viewer", bilateral)) {
            var page = desk.page();
            page.locator("#account summary").click();
            page.locator("#menu-developers").click();
            assertThat(page.locator("#content h1")).hasText("For programmers");
            assertThat(page.locator("[data-test=topic] h2").allTextContents())
                    .containsExactlyElementsOf(events.path("channels").propertyNames());
            assertThat(page.locator("[data-test=event]").allTextContents())
                    .containsExactlyInAnyOrderElementsOf(
                            events.at("/components/messages").propertyNames());
            assertThat(page.locator("#brokers")).hasText(bilateral.endpoints().getProperty("brokers"));
            for (var event : events.at("/components/messages").propertyNames()) {
                desk.open("/developers/events/" + event);
                assertThat(page.locator("[data-test=example]").first()).containsText("occurredAt");
            }

            page.navigate(bilateral.url() + "/developers");
            page.locator("#view-api").click();
            assertThat(page.locator("#view-api")).hasAttribute("aria-current", "page");
            var documented = new TreeSet<String>();
            for (var path : operations.path("paths").properties()) {
                path.getValue()
                        .propertyNames()
                        .forEach(method -> documented.add(method.toUpperCase(Locale.ROOT) + " " + path.getKey()));
            }
            assertThat(page.locator("[data-test=operation]").allTextContents())
                    .containsExactlyInAnyOrderElementsOf(documented);
            for (var path : operations.path("paths")) {
                for (var operation : path) {
                    desk.open("/developers/api/" + operation.path("operationId").asString());
                    assertThat(page.locator("#content h1 + p"))
                            .hasText(operation.path("summary").asString());
                }
            }
        }
    }

    @Test
    void inPolishEverythingIsSaidInPolish() throws Exception {
        var bilateral = RunningBilateral.demo();
        var english = new ArrayList<String>();
        var operations = bilateral.as("viewer").get("/api/openapi.json").json();
        operations
                .path("tags")
                .forEach(tag -> english.add(tag.path("description").asString()));
        try (var desk = Desk.of("viewer", bilateral, wishes -> wishes.setLocale("pl-PL"))) {
            var page = desk.page();
            desk.open("/developers/api");
            assertThat(page.locator("#content h1")).hasText("Dla programistów");
            for (var path : operations.path("paths")) {
                for (var operation : path) {
                    english.add(operation.path("summary").asString());
                }
            }
            var meanings = operations.at("/components/schemas").findValues("description").stream()
                    // A field may be called so itself.
                    .filter(JsonNode::isString)
                    .map(JsonNode::asString)
                    .toList();
            assertThat(meanings).hasSizeGreaterThan(400);
            var shown = page.locator("#content").innerText();
            assertThat(english).hasSizeGreaterThan(60).noneMatch(shown::contains);

            for (var path : operations.path("paths")) {
                for (var operation : path) {
                    desk.open("/developers/api/" + operation.path("operationId").asString());
                    var said = page.locator("#content").innerText();
                    var list = operation.at("/requestBody/description");
                    assertThat(list.isMissingNode() || !said.contains(list.asString()))
                            .as(list.asString())
                            .isTrue();
                    for (var parameter : operation.path("parameters")) {
                        assertThat(said)
                                .doesNotContain(parameter.path("description").asString());
                    }
                    assertThat(said)
                            .doesNotContain(operation.path("description").asString("-none-"));
                    assertThat(page.locator("[data-test=field-meaning] > span:first-child")
                                    .allTextContents())
                            .doesNotContain("")
                            .doesNotContainAnyElementsOf(meanings);
                }
            }
        }
    }
}
