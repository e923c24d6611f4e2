package eu.bilateral.dashboard.web.developer;

import eu.bilateral.dashboard.gateway.ServiceAnswer.FieldProblem;
import eu.bilateral.dashboard.gateway.ServiceAnswer.Problem;
import eu.bilateral.dashboard.web.page.ProblemView;
import eu.bilateral.dashboard.web.page.Sheet;
import eu.bilateral.dashboard.web.page.Visitor;
import eu.bilateral.dashboard.web.page.Words;
import eu.bilateral.dashboard.webhook.Webhook;
import eu.bilateral.dashboard.webhook.WebhookDelivery;
import eu.bilateral.dashboard.webhook.WebhookDesk;
import eu.bilateral.dashboard.webhook.WebhookDraft;
import eu.bilateral.dashboard.webhook.WebhookId;
import eu.bilateral.dashboard.webhook.WebhookRefusal;
import eu.bilateral.dashboard.webhook.WebhookRefusal.AddressRefused;
import eu.bilateral.dashboard.webhook.WebhookRefusal.TooManyWebhooks;
import eu.bilateral.dashboard.webhook.WebhookRefusal.UnknownDelivery;
import eu.bilateral.dashboard.webhook.WebhookRefusal.UnknownWebhook;
import eu.bilateral.kernel.command.CommandId;
import eu.bilateral.kernel.command.CommandRefusal;
import eu.bilateral.kernel.command.CommandRefusal.KeyReused;
import eu.bilateral.kernel.command.CommandRefusal.OutboxFull;
import eu.bilateral.kernel.command.CommandRefusal.Outrun;
import eu.bilateral.kernel.command.CommandRefusal.VersionOutdated;
import eu.bilateral.kernel.command.Instruction;
import eu.bilateral.kernel.delivery.EventFormat;
import eu.bilateral.kernel.id.DerivedUuid;
import eu.bilateral.kernel.web.MalformedRequest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Who outside is told of which events, what became of it, and the buttons to try it again. */
@Controller
class WebhookPages {

    private static final int LONGEST_LIST = 30;
    private static final Duration SOON = Duration.ofMinutes(1);
    private static final int LONGEST_URL = 500;
    private static final int LONGEST_DESCRIPTION = 200;

    private final WebhookDesk desk;
    private final EventFormat format;
    private final Clock clock;

    WebhookPages(WebhookDesk desk, EventFormat format, Clock clock) {
        this.desk = desk;
        this.format = format;
        this.clock = clock;
    }

    @GetMapping("/webhooks")
    String list(Visitor visitor, Words words, Model model) {
        model.addAttribute(
                "webhooks",
                desk.list(managing(visitor).workspace()).stream()
                        .map(kept -> WebhookLine.from(kept.state(), words))
                        .toList());
        return "webhooks";
    }

    @GetMapping("/webhooks/new")
    String addSheet(Sheet sheet) {
        var unused = managing(sheet.visitor());
        return sheet.show("webhook", WebhookForm.blank(sheet.words(), format));
    }

    @PostMapping("/webhooks")
    String add(
            Sheet sheet,
            @RequestParam(defaultValue = "") String key,
            @RequestParam(defaultValue = "") String url,
            @RequestParam(defaultValue = "") String description,
            @RequestParam(required = false) @Nullable List<String> kinds) {
        var draft = draft(url, kinds, description);
        var form = WebhookForm.of("/webhooks", key, null, draft, sheet.words(), format);
        return saved(sheet, form, () -> {
            var made = desk.create(by(sheet.visitor(), key, draft, null), draft);
            showSecret(made.state(), sheet.flash());
            desk.unknownName(draft)
                    .ifPresent(name -> sheet.flash()
                            .addFlashAttribute("done", sheet.words().say("webhook.unknown-name", name)));
            return "redirect:/webhooks/" + made.state().id();
        });
    }

    @GetMapping("/webhooks/{id}/edit")
    String editSheet(Sheet sheet, @PathVariable WebhookId id) {
        var kept = known(() -> desk.get(managing(sheet.visitor()).workspace(), id));
        return sheet.show("webhook", WebhookForm.from(kept, sheet.words(), format));
    }

    @PostMapping("/webhooks/{id}")
    String edit(
            Sheet sheet,
            @PathVariable WebhookId id,
            @RequestParam(defaultValue = "") String key,
            @RequestParam(required = false) @Nullable Long version,
            @RequestParam(defaultValue = "") String url,
            @RequestParam(defaultValue = "") String description,
            @RequestParam(required = false) @Nullable List<String> kinds) {
        var draft = draft(url, kinds, description);
        var form = WebhookForm.of("/webhooks/" + id, key, version, draft, sheet.words(), format);
        return saved(sheet, form, () -> {
            var unused = desk.change(by(sheet.visitor(), key, draft, version), id, draft);
            var words = sheet.words();
            var changed = words.say("webhook.changed");
            sheet.flash()
                    .addFlashAttribute(
                            "done",
                            desk.unknownName(draft)
                                    .map(name -> changed + " " + words.say("webhook.unknown-name", name))
                                    .orElse(changed));
            return "redirect:/webhooks/" + id;
        });
    }

    @GetMapping("/webhooks/{id}")
    String show(
            Visitor visitor,
            Words words,
            Model model,
            @PathVariable WebhookId id,
            @RequestParam(required = false) @Nullable String before) {
        var workspace = managing(visitor).workspace();
        var webhook = known(() -> desk.get(workspace, id)).state();
        var page = desk.deliveries(workspace, id, null, LONGEST_LIST, before);
        var now = clock.instant();
        var lines = page.items().stream()
                .map(delivery -> WebhookDeliveryLine.from(delivery, webhook, words, now))
                .toList();
        model.addAttribute("webhook", WebhookLine.from(webhook, words));
        model.addAttribute("deliveries", lines);
        if (webhook.isFailing()) {
            desk.lastDelivered(workspace, id)
                    .ifPresent(last ->
                            model.addAttribute("lastDelivered", words.say("webhook.failing.last", words.moment(last))));
        }
        model.addAttribute("older", page.next());
        model.addAttribute("here", before == null ? "/webhooks/" + id : "/webhooks/" + id + "?before=" + before);
        // What is tried soon becomes something else by itself; what is not need not be asked for again.
        model.addAttribute("changing", page.items().stream().anyMatch(delivery -> isTriedSoon(delivery, webhook, now)));
        return "webhook";
    }

    private static boolean isTriedSoon(WebhookDelivery delivery, Webhook webhook, Instant now) {
        return webhook.sends(delivery)
                && delivery.nextAt() != null
                && delivery.nextAt().isBefore(now.plus(SOON));
    }

    @PostMapping("/webhooks/{id}/test")
    String test(Visitor visitor, Words words, RedirectAttributes flash, @PathVariable WebhookId id) {
        return done(id, "webhook.tested", words, flash, () -> {
            var unused = desk.test(by(managing(visitor)), id);
        });
    }

    @PostMapping("/webhooks/{id}/pause")
    String pause(Visitor visitor, Words words, RedirectAttributes flash, @PathVariable WebhookId id) {
        return done(id, "webhook.paused", words, flash, () -> {
            var unused = desk.pause(by(managing(visitor)), id);
        });
    }

    @PostMapping("/webhooks/{id}/resume")
    String resume(Visitor visitor, Words words, RedirectAttributes flash, @PathVariable WebhookId id) {
        return done(id, "webhook.resumed", words, flash, () -> {
            var unused = desk.resume(by(managing(visitor)), id);
        });
    }

    @PostMapping("/webhooks/{id}/secret")
    String rotate(Visitor visitor, Words words, RedirectAttributes flash, @PathVariable WebhookId id) {
        return done(
                id,
                "webhook.rotated",
                words,
                flash,
                () -> showSecret(desk.rotate(by(managing(visitor)), id).state(), flash));
    }

    @PostMapping("/webhooks/{id}/delete")
    String delete(Visitor visitor, Words words, RedirectAttributes flash, @PathVariable WebhookId id) {
        var by = by(managing(visitor));
        var unused = known(() -> {
            desk.delete(by, id);
            return id;
        });
        flash.addFlashAttribute("done", words.say("webhook.deleted"));
        return "redirect:/webhooks";
    }

    @PostMapping("/webhooks/{id}/deliveries/{delivery}/replay")
    String replay(
            Visitor visitor,
            Words words,
            RedirectAttributes flash,
            @PathVariable WebhookId id,
            @PathVariable String delivery) {
        var by = by(managing(visitor));
        var again = known(() -> desk.replay(by, id, delivery));
        flash.addFlashAttribute("done", words.say(again.isAlone() ? "webhook.replayed" : "webhook.hastened"));
        return "redirect:/webhooks/" + id;
    }

    private static String done(WebhookId id, String key, Words words, RedirectAttributes flash, Runnable what) {
        try {
            what.run();
            flash.addFlashAttribute("done", words.say(key));
        } catch (UnknownWebhook | UnknownDelivery unknown) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND, unknown.getMessage(), unknown);
        } catch (CommandRefusal refusal) {
            flash.addFlashAttribute("problem", ProblemView.from(problem(refusal), words));
        }
        return "redirect:/webhooks/" + id;
    }

    private static <T> T known(Supplier<T> question) {
        try {
            return question.get();
        } catch (UnknownWebhook | UnknownDelivery unknown) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND, unknown.getMessage(), unknown);
        }
    }

    private static String saved(Sheet sheet, WebhookForm form, Supplier<String> saving) {
        var unused = managing(sheet.visitor());
        if (form.url().length() > LONGEST_URL || form.description().length() > LONGEST_DESCRIPTION) {
            return sheet.refused("webhook", form, new Problem(422, "too-long", "Too long", List.of()));
        }
        try {
            return known(saving);
        } catch (WebhookRefusal refusal) {
            return sheet.refused("webhook", form, problem(refusal, sheet.words()));
        } catch (CommandRefusal refusal) {
            return sheet.refused("webhook", form, problem(refusal));
        } catch (MalformedRequest unknownKind) {
            return sheet.refused(
                    "webhook", form, new Problem(422, "webhook-kind", unknownKind.getMessage(), List.of()));
        }
    }

    private static Problem problem(WebhookRefusal refusal, Words words) {
        return switch (refusal) {
            case AddressRefused address -> refused(words.say("webhook.refused." + address.fault(), address.ports()));
            case TooManyWebhooks many -> new Problem(409, "too-many-webhooks", many.getMessage(), List.of());
            case UnknownWebhook unknown -> new Problem(404, "unknown-webhook", unknown.getMessage(), List.of());
            case UnknownDelivery unknown -> new Problem(404, "unknown-delivery", unknown.getMessage(), List.of());
        };
    }

    private static Problem problem(CommandRefusal refusal) {
        var said = String.valueOf(refusal.getMessage());
        return switch (refusal) {
            case VersionOutdated outdated -> new Problem(412, "webhook-outdated", said, List.of());
            case KeyReused reused -> new Problem(422, "key-reused", said, List.of());
            case OutboxFull full -> new Problem(503, "outbox-full", said, List.of());
            case Outrun outrun -> new Problem(503, "outrun", said, List.of());
        };
    }

    private static Problem refused(String said) {
        return new Problem(422, "webhook-address", said, List.of(new FieldProblem("url", said)));
    }

    private static WebhookDraft draft(String url, @Nullable List<String> kinds, String description) {
        return new WebhookDraft(url.strip(), kinds == null ? List.of() : kinds, description.strip());
    }

    /** It is on the next page that is shown, and on no other. */
    private static void showSecret(Webhook webhook, RedirectAttributes flash) {
        flash.addFlashAttribute("secret", webhook.secrets().getFirst().text());
    }

    private static Instruction by(Visitor visitor) {
        var caller = visitor.caller();
        return new Instruction(caller.workspace(), caller.account(), caller.role(), CommandId.next(), null);
    }

    /** A form that is sent twice is meant once. */
    private static Instruction by(Visitor visitor, String key, WebhookDraft draft, @Nullable Long version) {
        var caller = visitor.caller();
        var command = new CommandId(
                DerivedUuid.of(
                        "webhook-form",
                        caller.workspace().value(),
                        caller.account().value(),
                        key),
                DerivedUuid.of(draft.toString()).toString());
        return new Instruction(caller.workspace(), caller.account(), caller.role(), command, version);
    }

    private static Visitor managing(Visitor visitor) {
        if (!visitor.mayManage()) {
            throw new AccessDeniedException("Webhooks are for managers");
        }
        return visitor;
    }
}
