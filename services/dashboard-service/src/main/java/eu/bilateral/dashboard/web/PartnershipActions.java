package eu.bilateral.dashboard.web;

import eu.bilateral.dashboard.gateway.Neighbour;
import eu.bilateral.dashboard.gateway.ServiceAnswer.Done;
import eu.bilateral.dashboard.gateway.ServiceAnswer.Problem;
import eu.bilateral.dashboard.gateway.ServiceCalls;
import eu.bilateral.dashboard.projection.Board;
import eu.bilateral.dashboard.projection.Card;
import eu.bilateral.kernel.event.Stage;
import eu.bilateral.kernel.id.PartnershipId;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Moves a partnership to another stage and gives it to another owner, as a person wants it. */
@Controller
class PartnershipActions {

    private final Board board;
    private final ServiceCalls services;
    private final Sheets sheets;

    PartnershipActions(Board board, ServiceCalls services, Sheets sheets) {
        this.board = board;
        this.services = services;
        this.sheets = sheets;
    }

    /**
     * The form of a move with what the pipeline asks for it.
     *
     * @param to empty until a stage is chosen
     */
    record MoveForm(
            String id,
            String partner,
            String from,
            String to,
            String toName,
            List<Choice> stages,
            boolean asksReason,
            boolean asksEvidence,
            boolean asksWakeUp,
            String hint,
            String reason,
            String evidence,
            String wakeUp,
            String key,
            @Nullable String back) {

        static MoveForm of(Card card, @Nullable Stage to, Words words, @Nullable String back) {
            var backwards = to != null && to.isBefore(card.stage());
            var reopens = to != null && card.stage().isClosed();
            var skips = to != null
                    && card.stage().isBefore(to)
                    && to.ordinal() > card.stage().ordinal() + 1;
            var proven = to == Stage.AGREEMENT_SIGNED || to == Stage.COOPERATING;
            return new MoveForm(
                    card.id().toString(),
                    card.partner().name(),
                    words.stage(card.stage()),
                    to == null ? "" : to.name(),
                    to == null ? "" : words.stage(to),
                    Arrays.stream(Stage.values())
                            .filter(stage -> stage != card.stage())
                            .map(stage -> new Choice(stage.name(), words.stage(stage), stage == to))
                            .toList(),
                    to != null && (backwards || reopens || to.isClosed()),
                    to != null && (skips || proven),
                    to == Stage.NURTURE,
                    to == null ? "" : words.say("move.hint." + to),
                    "",
                    "",
                    "",
                    UUID.randomUUID().toString(),
                    back);
        }

        MoveForm with(@Nullable String reason, @Nullable String evidence, @Nullable String wakeUp, String key) {
            return new MoveForm(
                    id,
                    partner,
                    from,
                    to,
                    toName,
                    stages,
                    asksReason,
                    asksEvidence,
                    asksWakeUp,
                    hint,
                    Objects.requireNonNullElse(reason, ""),
                    Objects.requireNonNullElse(evidence, ""),
                    Objects.requireNonNullElse(wakeUp, ""),
                    key,
                    back);
        }
    }

    @GetMapping("/partnerships/{id}/move")
    String moveSheet(
            Visitor visitor,
            Words words,
            Model model,
            HttpServletRequest request,
            @PathVariable PartnershipId id,
            @RequestParam(required = false) @Nullable String to,
            @RequestParam(required = false) @Nullable String from) {
        model.addAttribute("form", MoveForm.of(card(visitor, id), Given.as(to, Stage::valueOf), words, from));
        return sheets.show(request, model, "move");
    }

    @PostMapping("/partnerships/{id}/move")
    Object move(
            Visitor visitor,
            Words words,
            Model model,
            HttpServletRequest request,
            HttpServletResponse response,
            RedirectAttributes flash,
            @PathVariable PartnershipId id,
            @RequestParam String to,
            @RequestParam(required = false) @Nullable String reason,
            @RequestParam(required = false) @Nullable String evidence,
            @RequestParam(required = false) @Nullable String wakeUp,
            @RequestParam String key,
            @RequestParam(required = false) @Nullable String from) {
        var stage = Given.as(to, Stage::valueOf);
        var form = MoveForm.of(card(visitor, id), stage, words, from).with(reason, evidence, wakeUp, key);
        model.addAttribute("form", form);
        var wakeUpOn =
                wakeUp == null ? null : NaturalDate.read(wakeUp, words.today()).orElse(null);
        if (stage == null) {
            return sheets.refused(request, response, model, "move", Sheets.malformed("stage-missing", "to"), words);
        }
        if (wakeUpOn == null && Given.text(wakeUp) != null) {
            return sheets.refused(
                    request, response, model, "move", Sheets.malformed("date-not-understood", "wakeUpOn"), words);
        }
        var asked = new Body()
                .with("to", stage.name())
                .with("reason", Given.text(reason))
                .with("evidence", Given.text(evidence))
                .with("wakeUpOn", wakeUpOn)
                .json();
        return switch (services.post(
                Neighbour.FOLLOW_UP, "/api/partnerships/" + id + "/move", asked, visitor.accessToken(), key)) {
            case Done done ->
                sheets.done(
                        visitor.workspace(),
                        id,
                        done.etag(),
                        from,
                        flash,
                        words.say("move.done", form.partner(), words.stage(stage)));
            case Problem problem -> sheets.refused(request, response, model, "move", problem, words);
        };
    }

    /** The form that gives a partnership to somebody else. */
    record OwnerForm(String id, String partner, String owner, List<String> owners, String key) {}

    @GetMapping("/partnerships/{id}/owner")
    String ownerSheet(Visitor visitor, Model model, HttpServletRequest request, @PathVariable PartnershipId id) {
        var card = card(visitor, id);
        model.addAttribute(
                "form",
                new OwnerForm(
                        id.toString(),
                        card.partner().name(),
                        card.owner().value(),
                        owners(board, visitor),
                        UUID.randomUUID().toString()));
        return sheets.show(request, model, "owner");
    }

    @PostMapping("/partnerships/{id}/owner")
    Object changeOwner(
            Visitor visitor,
            Words words,
            Model model,
            HttpServletRequest request,
            HttpServletResponse response,
            RedirectAttributes flash,
            @PathVariable PartnershipId id,
            @RequestParam String owner,
            @RequestParam String key) {
        var card = card(visitor, id);
        model.addAttribute(
                "form", new OwnerForm(id.toString(), card.partner().name(), owner, owners(board, visitor), key));
        var asked = new Body().with("owner", owner.strip()).json();
        return switch (services.post(
                Neighbour.FOLLOW_UP, "/api/partnerships/" + id + "/owner", asked, visitor.accessToken(), key)) {
            case Done done ->
                sheets.done(
                        visitor.workspace(),
                        id,
                        done.etag(),
                        null,
                        flash,
                        words.say("owner.done", card.partner().name(), owner));
            case Problem problem -> sheets.refused(request, response, model, "owner", problem, words);
        };
    }

    /** Who owns anything in the workspace: those whose names are worth offering. */
    static List<String> owners(Board board, Visitor visitor) {
        return board.columns(visitor.workspace(), Board.Filter.NONE).stream()
                .flatMap(column -> column.cards().stream())
                .map(card -> card.owner().value())
                .distinct()
                .sorted()
                .toList();
    }

    private Card card(Visitor visitor, PartnershipId id) {
        return board.card(visitor.workspace(), id).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }
}
