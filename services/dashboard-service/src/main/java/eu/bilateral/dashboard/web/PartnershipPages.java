package eu.bilateral.dashboard.web;

import eu.bilateral.dashboard.projection.Board;
import eu.bilateral.dashboard.projection.Timeline;
import eu.bilateral.kernel.id.PartnershipId;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.server.ResponseStatusException;

/** One partnership with all that belongs to it. */
@Controller
class PartnershipPages {

    private final Board board;
    private final Timeline timeline;

    PartnershipPages(Board board, Timeline timeline) {
        this.board = board;
        this.timeline = timeline;
    }

    @GetMapping("/partnerships/{id}")
    String partnership(Visitor visitor, Words words, Model model, @PathVariable PartnershipId id) {
        var card = board.card(visitor.workspace(), id)
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        model.addAttribute("page", PartnershipView.from(card, timeline.of(visitor.workspace(), id), visitor, words));
        return "partnership";
    }
}
