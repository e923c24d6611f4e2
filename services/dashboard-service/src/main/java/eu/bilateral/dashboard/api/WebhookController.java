package eu.bilateral.dashboard.api;

import eu.bilateral.dashboard.webhook.WebhookDelivery.Status;
import eu.bilateral.dashboard.webhook.WebhookDesk;
import eu.bilateral.dashboard.webhook.WebhookDraft;
import eu.bilateral.dashboard.webhook.WebhookId;
import eu.bilateral.kernel.command.Page;
import eu.bilateral.kernel.security.Caller;
import eu.bilateral.kernel.web.Answers;
import eu.bilateral.kernel.web.Asking;
import eu.bilateral.kernel.web.Cursor;
import eu.bilateral.kernel.web.Making;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Who outside is told of which events, and what became of it; for managers. */
@RestController
@RequestMapping("/api/webhooks")
class WebhookController {

    private static final String PATH = "/api/webhooks/";

    private final WebhookDesk desk;

    WebhookController(WebhookDesk desk) {
        this.desk = desk;
    }

    /**
     * What is said of a new webhook.
     *
     * @param url where it is told: https, without user and password
     * @param kinds wire names of events or contact, meeting, follow-up; all events where it is absent or empty
     */
    @Schema(example = """
        {"url":"https://crm.example.org/hook","kinds":["meeting","lead-opened"],\
        "description":"The members' portal"}""")
    record WebhookRequest(
            @NotBlank @Size(max = 500) String url,
            @Nullable @Size(max = 50) List<@NotBlank @Size(max = 60) String> kinds,
            @Nullable @Size(max = 200) String description) {

        WebhookDraft toDraft() {
            return draft(url, kinds == null ? List.of() : kinds, description);
        }
    }

    /**
     * What is said of a webhook that is there, as it is to be.
     *
     * @param url like that of a new one
     * @param kinds like those of a new one, but never unsaid: whoever forgot them would have a receiver told of everything
     */
    @Schema(example = """
        {"url":"https://crm.example.org/other","kinds":["meeting","lead-opened"],\
        "description":"The members' portal"}""")
    record ChangeWebhookRequest(
            @NotBlank @Size(max = 500) String url,
            @NotNull @Size(max = 50) List<@NotBlank @Size(max = 60) String> kinds,
            @Nullable @Size(max = 200) String description) {

        WebhookDraft toDraft() {
            return draft(url, kinds, description);
        }
    }

    private static WebhookDraft draft(String url, List<String> kinds, @Nullable String description) {
        return new WebhookDraft(
                url.strip(), kinds.stream().distinct().toList(), description == null ? "" : description.strip());
    }

    @Operation(operationId = "listWebhooks", summary = "The webhooks of the workspace, the oldest first")
    @GetMapping
    Page<WebhookView> list(Caller caller) {
        return new Page<>(
                desk.list(caller.workspace()).stream().map(WebhookView::from).toList(), null);
    }

    @Operation(
            operationId = "addWebhook",
            summary = "Has something outside told of what happens from now on",
            description =
                    "The answer has the secret that bodies are signed with, which no other answer has. What is sent"
                            + " follows Standard Webhooks; the body is the CloudEvent that is told on the topic, in structured mode."
                            + " Without kinds it is told of every event.")
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    ResponseEntity<WebhookView> create(@Making Asking asking, @Valid @RequestBody WebhookRequest request) {
        var by = asking.to(request);
        var made = desk.create(by, request.toDraft());
        return Answers.created(PATH + made.state().id(), made.as(kept -> WebhookView.withSecret(kept, by.command())));
    }

    @Operation(operationId = "showWebhook", summary = "One webhook")
    @GetMapping("/{webhookId}")
    ResponseEntity<WebhookView> get(Caller caller, @PathVariable WebhookId webhookId) {
        return Answers.found(desk.get(caller.workspace(), webhookId).as(WebhookView::from));
    }

    @Operation(
            operationId = "changeWebhook",
            summary = "Gives it another address, filter or description",
            description =
                    "Every field as it is to be. kinds is never left out: an empty list says that it is told of every"
                            + " event.")
    @PutMapping("/{webhookId}")
    ResponseEntity<WebhookView> change(
            Asking asking, @PathVariable WebhookId webhookId, @Valid @RequestBody ChangeWebhookRequest request) {
        return Answers.found(desk.change(asking.toSeen(request), webhookId, request.toDraft())
                .as(WebhookView::from));
    }

    @Operation(
            operationId = "deleteWebhook",
            summary = "Forgets it and all its deliveries",
            description = "Asked for once more it answers 404 and does nothing, so that it needs no Idempotency-Key.")
    @DeleteMapping("/{webhookId}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(Asking asking, @PathVariable WebhookId webhookId) {
        desk.delete(asking.to("delete"), webhookId);
    }

    @Operation(operationId = "pauseWebhook", summary = "Has it wait: deliveries collect until it goes on")
    @PostMapping("/{webhookId}/pause")
    ResponseEntity<WebhookView> pause(Asking asking, @PathVariable WebhookId webhookId) {
        return Answers.found(desk.pause(asking.to("pause"), webhookId).as(WebhookView::from));
    }

    @Operation(
            operationId = "resumeWebhook",
            summary = "Has it go on, at once with all that waits; also after it was disabled")
    @PostMapping("/{webhookId}/resume")
    ResponseEntity<WebhookView> resume(Asking asking, @PathVariable WebhookId webhookId) {
        return Answers.found(desk.resume(asking.to("resume"), webhookId).as(WebhookView::from));
    }

    @Operation(
            operationId = "renewWebhookSecret",
            summary = "Gives it a new secret",
            description = "The answer has it, and no other answer. For a day each body is signed with both, so that the"
                    + " receiver can change over at its own pace.")
    @PostMapping("/{webhookId}/secret")
    ResponseEntity<WebhookView> rotate(Asking asking, @PathVariable WebhookId webhookId) {
        var by = asking.to("rotate");
        return Answers.found(desk.rotate(by, webhookId).as(kept -> WebhookView.withSecret(kept, by.command())));
    }

    @Operation(
            operationId = "testWebhook",
            summary = "Sends an event of the type webhook-test, once, whatever state it is in",
            description = "The delivery's own address tells what came of it.")
    @PostMapping("/{webhookId}/test")
    @ResponseStatus(HttpStatus.ACCEPTED)
    ResponseEntity<WebhookDeliveryView> test(@Making Asking asking, @PathVariable WebhookId webhookId) {
        return accepted(webhookId, WebhookDeliveryView.from(desk.test(asking.to("test"), webhookId)));
    }

    @Operation(operationId = "listWebhookDeliveries", summary = "What was and is to be delivered, the latest first")
    @GetMapping("/{webhookId}/deliveries")
    ResponseEntity<Page<WebhookDeliveryView>> deliveries(
            Caller caller,
            @PathVariable WebhookId webhookId,
            @RequestParam(required = false) @Nullable Status status,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor,
            HttpServletRequest request) {
        var page = desk.deliveries(caller.workspace(), webhookId, status, Cursor.limit(limit), cursor);
        return Answers.page(page.map(WebhookDeliveryView::from), request);
    }

    @Operation(operationId = "showWebhookDelivery", summary = "One delivery with what it carries")
    @GetMapping("/{webhookId}/deliveries/{deliveryId}")
    WebhookDeliveryView delivery(Caller caller, @PathVariable WebhookId webhookId, @PathVariable String deliveryId) {
        return WebhookDeliveryView.whole(desk.delivery(caller.workspace(), webhookId, deliveryId));
    }

    @Operation(
            operationId = "replayWebhookDelivery",
            summary = "Sends it once more, under the same webhook-id, whatever became of it",
            description =
                    "One that waits is tried now, without regard to when it would have been; where others of its key"
                            + " wait before it, they are tried first, in their order. Of a webhook that is paused or disabled it goes"
                            + " out once that goes on.")
    @PostMapping("/{webhookId}/deliveries/{deliveryId}/replay")
    @ResponseStatus(HttpStatus.ACCEPTED)
    ResponseEntity<WebhookDeliveryView> replay(
            @Making Asking asking, @PathVariable WebhookId webhookId, @PathVariable String deliveryId) {
        return accepted(webhookId, WebhookDeliveryView.from(desk.replay(asking.to("replay"), webhookId, deliveryId)));
    }

    private static ResponseEntity<WebhookDeliveryView> accepted(WebhookId webhookId, WebhookDeliveryView delivery) {
        return ResponseEntity.accepted()
                .header("Location", PATH + webhookId + "/deliveries/" + delivery.deliveryId())
                .body(delivery);
    }
}
