package eu.bilateral.dashboard.web.partnership;

import eu.bilateral.dashboard.projection.Card;
import eu.bilateral.dashboard.web.page.Choice;
import eu.bilateral.dashboard.web.page.Words;
import eu.bilateral.kernel.event.Stage;
import eu.bilateral.kernel.id.PartnershipId;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

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
                        .map(stage -> new Choice(
                                stage.name(), words.stage(stage), stage == (to == null ? ahead(card.stage()) : to)))
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

    /** Where whoever looks came from. */
    public String home() {
        return Sheets.home(back, PartnershipId.of(id));
    }

    /** Where most moves lead: one stage on, and from beside the pipeline back to where interest is. */
    private static Stage ahead(Stage from) {
        return from.isOnPipeline() && from != Stage.COOPERATING
                ? Stage.values()[from.ordinal() + 1]
                : Stage.INTEREST_CONFIRMED;
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
