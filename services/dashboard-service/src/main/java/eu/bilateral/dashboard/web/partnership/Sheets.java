package eu.bilateral.dashboard.web.partnership;

import eu.bilateral.dashboard.gateway.Neighbour;
import eu.bilateral.dashboard.gateway.ServiceAnswer.Done;
import eu.bilateral.dashboard.gateway.ServiceAnswer.FieldProblem;
import eu.bilateral.dashboard.gateway.ServiceAnswer.Problem;
import eu.bilateral.dashboard.gateway.ServiceCalls;
import eu.bilateral.dashboard.projection.Board;
import eu.bilateral.dashboard.projection.Card;
import eu.bilateral.dashboard.web.page.Body;
import eu.bilateral.dashboard.web.page.PartOfPage;
import eu.bilateral.dashboard.web.page.Sheet;
import eu.bilateral.kernel.command.Awaiting;
import eu.bilateral.kernel.id.PartnershipId;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.View;

/** Sends what the small forms over a page ask for, and leads back to where the person was. */
@Component
class Sheets {

    private static final Duration HEARD_WITHIN = Duration.ofSeconds(1);

    private final Board board;
    private final ServiceCalls services;

    Sheets(Board board, ServiceCalls services) {
        this.board = board;
        this.services = services;
    }

    /**
     * What a form asks of a partnership.
     *
     * @param path where the follow-up service takes it
     * @param key makes it safe to send again
     * @param back the page that the form was opened from, if not the partnership's own
     * @param said what to tell once it is done
     */
    record Change(
            PartnershipId partnership,
            String path,
            Body body,
            String key,
            @Nullable String back,
            String said) {}

    /** The card that a form is about; not found where the workspace has none of that id. */
    Card card(Sheet sheet, PartnershipId id) {
        return board.card(sheet.visitor().workspace(), id)
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    /** Asks for the change: then the page it came from is shown anew, or the form again with the reason why not. */
    Object send(Sheet sheet, String name, Object form, Change change) {
        var token = sheet.visitor().accessToken();
        return switch (services.post(
                Neighbour.FOLLOW_UP, change.path(), change.body().json(), token, change.key())) {
            case Done done -> done(sheet, change, version(done.etag()));
            case Problem problem -> sheet.refused(late(name, problem), form, problem);
        };
    }

    /** The form that only says so, where somebody else was quicker: trying again would be refused again. */
    private static String late(String name, Problem problem) {
        return switch (problem.code()) {
            case "follow-up-already-closed", "unknown-follow-up" -> "gone";
            case "already-at-stage" -> name.equals("move") ? "there" : name;
            default -> name;
        };
    }

    /** The board hears of it by its stream; any other page is shown anew, once the read model knows of that version. */
    private Object done(Sheet sheet, Change change, long version) {
        if ("board".equals(change.back()) && PartOfPage.isWanted(sheet.request())) {
            return (View) (model, request, response) -> {
                response.setHeader("HX-Trigger", "sheet-done");
                response.setStatus(HttpStatus.NO_CONTENT.value());
            };
        }
        var workspace = sheet.visitor().workspace();
        var unused = Awaiting.until(
                HEARD_WITHIN, () -> board.card(workspace, change.partnership()), card -> card.position() >= version);
        sheet.flash().addFlashAttribute("done", change.said());
        return "redirect:" + home(change.back(), change.partnership());
    }

    /** The page that a form was opened from. */
    static String home(@Nullable String back, PartnershipId partnership) {
        return switch (back) {
            case "board" -> "/board";
            case "todo" -> "/todo";
            case null, default -> "/partnerships/" + partnership;
        };
    }

    /** What a form of ours refuses by itself, before any service is asked. */
    static Problem malformed(String code, String field) {
        return new Problem(422, code, "", List.of(new FieldProblem(field, "")));
    }

    private static long version(@Nullable String etag) {
        try {
            return etag == null ? 0 : Long.parseLong(etag.replace("W/", "").replace("\"", ""));
        } catch (NumberFormatException foreign) {
            return 0;
        }
    }
}
