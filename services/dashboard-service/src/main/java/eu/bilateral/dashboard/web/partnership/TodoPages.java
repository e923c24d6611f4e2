package eu.bilateral.dashboard.web.partnership;

import eu.bilateral.dashboard.projection.FollowUpQueue;
import eu.bilateral.dashboard.projection.Missions;
import eu.bilateral.dashboard.web.page.Visitor;
import eu.bilateral.dashboard.web.page.Words;
import java.time.Clock;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** What waits for whoever looks. */
@Controller
class TodoPages {

    private final FollowUpQueue queue;
    private final Missions missions;
    private final Clock clock;

    TodoPages(FollowUpQueue queue, Missions missions, Clock clock) {
        this.queue = queue;
        this.missions = missions;
        this.clock = clock;
    }

    @GetMapping("/todo")
    String todo(Visitor visitor, Words words, Model model, @RequestParam(defaultValue = "mine") String whose) {
        var everybody = whose.equals("all");
        var waiting = queue.of(visitor.workspace(), everybody ? null : visitor.account(), words.today());
        var clocks = new PartnerClocks(clock.instant(), missions.list(visitor.workspace()));
        model.addAttribute("page", TodoView.from(waiting, everybody, clocks, visitor, words));
        return "todo";
    }
}
