package eu.bilateral.dashboard.web.signin;

import eu.bilateral.dashboard.web.page.Visitors;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The way in. */
@Controller
class FrontDoorPages {

    private final Visitors visitors;

    FrontDoorPages(Visitors visitors) {
        this.visitors = visitors;
    }

    @GetMapping("/")
    String enter(
            HttpServletRequest request,
            HttpServletResponse response,
            Model model,
            @RequestParam(required = false) @Nullable String failed,
            @RequestParam(required = false) @Nullable String out) {
        if (visitors.of(request, response).isPresent()) {
            return "redirect:/board";
        }
        model.addAttribute("failed", failed != null);
        model.addAttribute("out", out != null);
        return "welcome";
    }
}
