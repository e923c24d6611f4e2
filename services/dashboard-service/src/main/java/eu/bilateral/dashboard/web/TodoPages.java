package eu.bilateral.dashboard.web;

import eu.bilateral.dashboard.projection.FollowUpQueue;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** What waits for whoever looks. */
@Controller
class TodoPages {

    private final FollowUpQueue queue;

    TodoPages(FollowUpQueue queue) {
        this.queue = queue;
    }

    @GetMapping("/todo")
    String todo(Visitor visitor, Words words, Model model, @RequestParam(defaultValue = "mine") String whose) {
        var everybody = whose.equals("all");
        var waiting = queue.of(visitor.workspace(), everybody ? null : visitor.account(), words.today());
        model.addAttribute("page", TodoView.from(waiting, everybody, visitor, words));
        return "todo";
    }
}
