package eu.bilateral.dashboard.web.partnership;

import eu.bilateral.dashboard.projection.Board;
import eu.bilateral.dashboard.web.page.Body;
import eu.bilateral.dashboard.web.page.Given;
import eu.bilateral.dashboard.web.page.NaturalDate;
import eu.bilateral.dashboard.web.page.Sheet;
import eu.bilateral.dashboard.web.page.Visitor;
import eu.bilateral.dashboard.web.partnership.Sheets.Change;
import eu.bilateral.kernel.event.Stage;
import eu.bilateral.kernel.id.AccountId;
import eu.bilateral.kernel.id.PartnershipId;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Moves a partnership to another stage and gives it to another owner, as a person wants it. */
@Controller
class PartnershipActions {

    private final Board board;
    private final Sheets sheets;

    PartnershipActions(Board board, Sheets sheets) {
        this.board = board;
        this.sheets = sheets;
    }

    @GetMapping("/partnerships/{id}/move")
    String moveSheet(
            Sheet sheet,
            @PathVariable PartnershipId id,
            @RequestParam(required = false) @Nullable String to,
            @RequestParam(required = false) @Nullable String from) {
        var card = sheets.card(sheet, id);
        var stage = Given.as(to, Stage::valueOf);
        return sheet.show(stage == card.stage() ? "there" : "move", MoveForm.of(card, stage, sheet.words(), from));
    }

    @PostMapping("/partnerships/{id}/move")
    Object move(
            Sheet sheet,
            @PathVariable PartnershipId id,
            @RequestParam String to,
            @RequestParam(required = false) @Nullable String reason,
            @RequestParam(required = false) @Nullable String evidence,
            @RequestParam(required = false) @Nullable String wakeUp,
            @RequestParam String key,
            @RequestParam(required = false) @Nullable String from) {
        var words = sheet.words();
        var stage = Given.as(to, Stage::valueOf);
        var form = MoveForm.of(sheets.card(sheet, id), stage, words, from).with(reason, evidence, wakeUp, key);
        var wakeUpOn =
                wakeUp == null ? null : NaturalDate.read(wakeUp, words.today()).orElse(null);
        if (stage == null) {
            return sheet.refused("move", form, Sheets.malformed("stage-missing", "to"));
        }
        if (wakeUpOn == null && Given.text(wakeUp) != null) {
            return sheet.refused("move", form, Sheets.malformed("date-not-understood", "wakeUpOn"));
        }
        var body = new Body()
                .with("to", stage.name())
                .with("reason", Given.text(reason))
                .with("evidence", Given.text(evidence))
                .with("wakeUpOn", form.asksWakeUp() ? wakeUpOn : null);
        return sheets.send(
                sheet,
                "move",
                form,
                new Change(
                        id,
                        "/api/partnerships/" + id + "/move",
                        body,
                        key,
                        from,
                        words.say("move.done", form.partner(), words.stage(stage))));
    }

    /** The form that gives a partnership to somebody else. */
    record OwnerForm(String id, String partner, String owner, List<String> owners, String key) {}

    @GetMapping("/partnerships/{id}/owner")
    String ownerSheet(Sheet sheet, @PathVariable PartnershipId id) {
        var card = sheets.card(sheet, id);
        return sheet.show(
                "owner",
                new OwnerForm(
                        id.toString(),
                        card.partner().name(),
                        card.owner().value(),
                        owners(board, sheet.visitor()),
                        UUID.randomUUID().toString()));
    }

    @PostMapping("/partnerships/{id}/owner")
    Object changeOwner(
            Sheet sheet, @PathVariable PartnershipId id, @RequestParam String owner, @RequestParam String key) {
        var partner = sheets.card(sheet, id).partner().name();
        return sheets.send(
                sheet,
                "owner",
                new OwnerForm(id.toString(), partner, owner, owners(board, sheet.visitor()), key),
                new Change(
                        id,
                        "/api/partnerships/" + id + "/owner",
                        new Body().with("owner", owner.strip()),
                        key,
                        null,
                        sheet.words().say("owner.done", partner, owner)));
    }

    /** Who owns anything in the workspace: those whose names are worth offering. */
    static List<String> owners(Board board, Visitor visitor) {
        return board.owners(visitor.workspace()).stream().map(AccountId::value).toList();
    }
}
