package eu.bilateral.dashboard.web;

import eu.bilateral.dashboard.gateway.ServiceAnswer.FieldProblem;
import eu.bilateral.dashboard.gateway.ServiceAnswer.Problem;
import eu.bilateral.dashboard.projection.Board;
import eu.bilateral.kernel.id.PartnershipId;
import eu.bilateral.kernel.id.WorkspaceId;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;
import org.springframework.web.servlet.View;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * The small forms that open over a page. Each also works as a page of its own, for whoever has no scripts: the same address
 * answers a script with the form alone.
 */
@Component
class Sheets {

    private static final Duration HEARD_WITHIN = Duration.ofSeconds(1);

    private final Board board;

    Sheets(Board board) {
        this.board = board;
    }

    /** Shows the form of that name. */
    String show(HttpServletRequest request, Model model, String name) {
        model.addAttribute("sheet", name);
        return isPartOfPage(request) ? "sheets :: " + name : "sheet-page";
    }

    /** Shows the form again with what the person wrote, and why it was refused. */
    String refused(
            HttpServletRequest request,
            HttpServletResponse response,
            Model model,
            String name,
            Problem problem,
            Words words) {
        response.setStatus(problem.status() == 503 ? 503 : HttpStatus.UNPROCESSABLE_CONTENT.value());
        response.setHeader("HX-Retarget", "#sheet-body");
        response.setHeader("HX-Reswap", "innerHTML");
        response.setHeader("HX-Reselect", "#sheet-content");
        model.addAttribute("problem", ProblemView.from(problem, words));
        return show(request, model, name);
    }

    /**
     * What follows a form that was done: the board hears of it by its stream; any other page is shown anew, once the read
     * model knows, and says what was done.
     *
     * @param version the partnership's version after the change, as an ETag
     */
    Object done(
            WorkspaceId workspace,
            PartnershipId partnership,
            @Nullable String version,
            @Nullable String from,
            RedirectAttributes flash,
            String said) {
        if ("board".equals(from)) {
            return (View) (model, request, response) -> {
                response.setHeader("HX-Trigger", "sheet-done");
                response.setStatus(HttpStatus.NO_CONTENT.value());
            };
        }
        long at = version(version);
        var unused =
                Awaiting.until(HEARD_WITHIN, () -> board.card(workspace, partnership), card -> card.position() >= at);
        flash.addFlashAttribute("done", said);
        return "redirect:" + ("todo".equals(from) ? "/todo" : "/partnerships/" + partnership);
    }

    /** What a form of ours refuses by itself, before any service is asked. */
    static Problem malformed(String code, String field) {
        return new Problem(422, code, "", List.of(new FieldProblem(field, "")));
    }

    static boolean isPartOfPage(HttpServletRequest request) {
        return request.getHeader("HX-Request") != null;
    }

    private static long version(@Nullable String etag) {
        try {
            return etag == null ? 0 : Long.parseLong(etag.replace("W/", "").replace("\"", ""));
        } catch (NumberFormatException foreign) {
            return 0;
        }
    }
}
