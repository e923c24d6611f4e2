package eu.bilateral.dashboard.web.operation;

import eu.bilateral.dashboard.gateway.Deliveries;
import eu.bilateral.dashboard.web.page.Visitor;
import eu.bilateral.dashboard.web.page.Words;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** How the services are, in words that a manager understands; the figures below the words. */
@Controller
class HealthPages {

    private final Deliveries deliveries;

    HealthPages(Deliveries deliveries) {
        this.deliveries = deliveries;
    }

    @GetMapping("/health")
    String show(Visitor visitor, Words words, Model model) throws InterruptedException {
        if (!visitor.mayManage()) {
            throw new AccessDeniedException("How the services are is for managers");
        }
        var services = deliveries.read(visitor.workspace(), visitor.accessToken());
        model.addAttribute("page", HealthView.from(services, words));
        return "health";
    }
}
