package eu.bilateral.dashboard.web.partnership;

import eu.bilateral.dashboard.projection.Board;
import eu.bilateral.dashboard.projection.Missions;
import eu.bilateral.dashboard.projection.Timeline;
import eu.bilateral.dashboard.web.page.Visitor;
import eu.bilateral.dashboard.web.page.Words;
import eu.bilateral.kernel.id.PartnershipId;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;

/** One partnership with all that belongs to it. */
@Controller
class PartnershipPages {

    private final Board board;
    private final Timeline timeline;
    private final Missions missions;
    private final Wordings wordings;
    private final Clock clock;

    PartnershipPages(Board board, Timeline timeline, Missions missions, Wordings wordings, Clock clock) {
        this.board = board;
        this.timeline = timeline;
        this.missions = missions;
        this.wordings = wordings;
        this.clock = clock;
    }

    @GetMapping("/partnerships/{id}")
    String partnership(
            Visitor visitor,
            Words words,
            Model model,
            @PathVariable PartnershipId id,
            @RequestParam(required = false) @Nullable String before) {
        var card = board.card(visitor.workspace(), id)
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        var latest = timeline.of(visitor.workspace(), id);
        var told = before == null ? latest : timeline.of(visitor.workspace(), id, before);
        var clocks = new PartnerClocks(clock.instant(), missions.list(visitor.workspace()));
        model.addAttribute(
                "page",
                PartnershipView.from(
                        card,
                        board.openFollowUps(visitor.workspace(), id),
                        latest.entries(),
                        told,
                        wordings.of(latest.entries(), visitor),
                        clocks,
                        visitor,
                        words));
        return "partnership";
    }
}
