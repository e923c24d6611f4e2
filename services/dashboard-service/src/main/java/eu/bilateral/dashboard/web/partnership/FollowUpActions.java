package eu.bilateral.dashboard.web.partnership;

import eu.bilateral.dashboard.projection.Board;
import eu.bilateral.dashboard.web.page.Body;
import eu.bilateral.dashboard.web.page.Given;
import eu.bilateral.dashboard.web.page.Sheet;
import eu.bilateral.dashboard.web.partnership.Sheets.Change;
import eu.bilateral.kernel.event.Stage;
import eu.bilateral.kernel.id.FollowUpId;
import eu.bilateral.kernel.id.PartnershipId;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Completes, puts off, hands over and adds follow-ups. */
@Controller
class FollowUpActions {

    private final Board board;
    private final Sheets sheets;

    FollowUpActions(Board board, Sheets sheets) {
        this.board = board;
        this.sheets = sheets;
    }

    @GetMapping("/partnerships/{id}/follow-ups/{followUpId}/{action:complete|snooze|reassign}")
    String sheet(
            Sheet sheet,
            @PathVariable PartnershipId id,
            @PathVariable FollowUpId followUpId,
            @PathVariable String action,
            @RequestParam Map<String, String> given) {
        var form = form(sheet, id, followUpId, given);
        return sheet.show(form.gone() ? "gone" : action, form);
    }

    @GetMapping("/partnerships/{id}/follow-ups/new")
    String addSheet(Sheet sheet, @PathVariable PartnershipId id) {
        return sheet.show("add", form(sheet, id, null, Map.of()));
    }

    @PostMapping("/partnerships/{id}/follow-ups/{followUpId}/complete")
    Object complete(
            Sheet sheet,
            @PathVariable PartnershipId id,
            @PathVariable FollowUpId followUpId,
            @RequestParam Map<String, String> given) {
        var form = form(sheet, id, followUpId, given);
        var words = sheet.words();
        var body = new Body().with("outcome", Given.text(form.given("outcome")));
        switch (form.given("onward")) {
            case "next" -> {
                var dueOn = form.date("when", words);
                if (dueOn == null) {
                    return sheet.refused("complete", form, form.noDate("when"));
                }
                body.with(
                        "next",
                        new Body()
                                .with("kind", form.kind().name())
                                .with("text", Given.text(form.given("text")))
                                .with("dueOn", dueOn)
                                .json());
            }
            case "nurture" -> {
                var wakeUpOn = form.date("wakeUp", words);
                if (wakeUpOn == null) {
                    return sheet.refused("complete", form, form.noDate("wakeUp"));
                }
                body.with(
                        "nurture",
                        new Body()
                                .with("wakeUpOn", wakeUpOn)
                                .with("reason", Given.text(form.given("nurtureReason")))
                                .json());
            }
            case "close" ->
                body.with(
                        "close",
                        new Body()
                                .with("to", given.getOrDefault("closing", Stage.CLOSED_NO_FIT.name()))
                                .with("reason", Given.text(form.given("closeReason")))
                                .json());
            default -> {}
        }
        return send(
                sheet, "complete", form, "/complete", body, words.say("complete.done", form.what(), form.partner()));
    }

    @PostMapping("/partnerships/{id}/follow-ups/{followUpId}/snooze")
    Object snooze(
            Sheet sheet,
            @PathVariable PartnershipId id,
            @PathVariable FollowUpId followUpId,
            @RequestParam Map<String, String> given) {
        var form = form(sheet, id, followUpId, given);
        var words = sheet.words();
        // Enter in the text field presses the form's first button, a date that nobody chose.
        var until = form.date(Given.text(form.given("when")) == null ? "until" : "when", words);
        if (until == null) {
            return sheet.refused("snooze", form, form.noDate("when"));
        }
        return send(
                sheet,
                "snooze",
                form,
                "/snooze",
                new Body().with("dueOn", until),
                words.say("snooze.done", form.what(), words.day(until)));
    }

    @PostMapping("/partnerships/{id}/follow-ups/{followUpId}/reassign")
    Object reassign(
            Sheet sheet,
            @PathVariable PartnershipId id,
            @PathVariable FollowUpId followUpId,
            @RequestParam Map<String, String> given) {
        var form = form(sheet, id, followUpId, given);
        var owner = form.given("owner").strip();
        return send(
                sheet,
                "reassign",
                form,
                "/reassign",
                new Body().with("owner", owner),
                sheet.words().say("reassign.done", form.what(), owner));
    }

    @PostMapping("/partnerships/{id}/follow-ups")
    Object add(Sheet sheet, @PathVariable PartnershipId id, @RequestParam Map<String, String> given) {
        var form = form(sheet, id, null, given);
        var words = sheet.words();
        var dueOn = form.date("when", words);
        if (dueOn == null) {
            return sheet.refused("add", form, form.noDate("when"));
        }
        var body = new Body()
                .with("kind", form.kind().name())
                .with("text", Given.text(form.given("text")))
                .with("dueOn", dueOn)
                .with("owner", Given.text(form.given("owner")));
        return send(sheet, "add", form, "", body, words.say("add.done", words.kind(form.kind()), words.day(dueOn)));
    }

    private Object send(Sheet sheet, String name, FollowUpForm form, String action, Body body, String said) {
        return sheets.send(
                sheet,
                name,
                form,
                new Change(form.partnership(), "/api" + form.path() + action, body, form.key(), form.back(), said));
    }

    private FollowUpForm form(
            Sheet sheet, PartnershipId id, @Nullable FollowUpId followUpId, Map<String, String> given) {
        var workspace = sheet.visitor().workspace();
        var card = sheets.card(sheet, id);
        return FollowUpForm.from(
                card,
                board.openFollowUps(workspace, id),
                followUpId,
                PartnershipActions.owners(board, sheet.visitor()),
                given,
                sheet.words());
    }
}
