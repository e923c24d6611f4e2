package eu.bilateral.dashboard.web.page;

import eu.bilateral.dashboard.gateway.ServiceAnswer.Problem;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.http.HttpStatus;
import org.springframework.ui.Model;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * A small form that opens over a page, and whoever looks at it. Each also works as a page of its own, for whoever has no
 * scripts: the same address answers a script with the form alone.
 */
public record Sheet(
        Visitor visitor,
        Words words,
        Model model,
        HttpServletRequest request,
        HttpServletResponse response,
        RedirectAttributes flash) {

    /** Shows the form of that name. */
    public String show(String name, Object form) {
        model.addAttribute("form", form);
        model.addAttribute("sheet", name);
        return PartOfPage.isWanted(request) ? "sheets :: " + name : "sheet-page";
    }

    /** Shows the form again with what the person wrote, and why it was refused. */
    public String refused(String name, Object form, Problem problem) {
        response.setStatus(problem.status() == 503 ? 503 : HttpStatus.UNPROCESSABLE_CONTENT.value());
        response.setHeader("HX-Retarget", "#sheet-body");
        response.setHeader("HX-Reswap", "innerHTML");
        response.setHeader("HX-Reselect", "#sheet-content");
        model.addAttribute("problem", ProblemView.from(problem, words));
        return show(name, form);
    }
}
