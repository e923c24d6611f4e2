package eu.bilateral.dashboard.web.partnership;

import eu.bilateral.dashboard.projection.Board;
import eu.bilateral.dashboard.projection.Board.Filter;
import eu.bilateral.dashboard.projection.Card;
import eu.bilateral.dashboard.projection.Column;
import eu.bilateral.dashboard.projection.Missions;
import eu.bilateral.dashboard.stream.EventStreams;
import eu.bilateral.dashboard.web.page.Given;
import eu.bilateral.dashboard.web.page.Visitor;
import eu.bilateral.dashboard.web.page.Words;
import eu.bilateral.kernel.command.Awaiting;
import eu.bilateral.kernel.event.CooperationArea;
import eu.bilateral.kernel.id.AccountId;
import eu.bilateral.kernel.id.MissionId;
import eu.bilateral.kernel.id.PartnershipId;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;

/** The board, and single cards of it for a board that is open already. */
@Controller
class BoardPages {

    private static final Duration HEARD_WITHIN = Duration.ofSeconds(2);

    private final Board board;
    private final Missions missions;
    private final EventStreams streams;

    BoardPages(Board board, Missions missions, EventStreams streams) {
        this.board = board;
        this.missions = missions;
        this.streams = streams;
    }

    /** The page, or its columns alone for a script that draws them anew. */
    @GetMapping("/board")
    String board(
            Visitor visitor,
            Words words,
            Model model,
            @RequestHeader(name = "X-Fragment", required = false) @Nullable String fragment,
            @RequestParam(required = false) @Nullable String owner,
            @RequestParam(required = false) @Nullable String area,
            @RequestParam(required = false) @Nullable String mission) {
        var filter = filter(owner, area, mission);
        // Before the cards are read: what happens between the reading and the first word of the stream must be told
        // too.
        model.addAttribute("place", streams.place().orElse(null));
        model.addAttribute(
                "page",
                BoardView.from(
                        board.columns(visitor.workspace(), filter),
                        filter,
                        board.owners(visitor.workspace()),
                        missions.list(visitor.workspace()),
                        visitor,
                        words));
        model.addAttribute("most", Column.MOST_CARDS);
        return fragment == null ? "board" : "board :: #board";
    }

    /**
     * One card as it is after the event of that sequence; no content where the filter hides it. A card that has not heard of
     * the event in time comes as it is, and is not found where it was hidden or not opened before: whoever asked asks again.
     */
    @GetMapping("/board/cards/{id}")
    Object card(
            Visitor visitor,
            Words words,
            Model model,
            @PathVariable PartnershipId id,
            @RequestParam(defaultValue = "0") long at,
            @RequestParam(required = false) @Nullable String owner,
            @RequestParam(required = false) @Nullable String area,
            @RequestParam(required = false) @Nullable String mission) {
        var filter = filter(owner, area, mission);
        var card = Awaiting.until(
                        HEARD_WITHIN, () -> board.card(visitor.workspace(), id), seen -> seen.position() >= at)
                .filter(seen -> seen.position() >= at || shows(filter, seen))
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        if (!shows(filter, card)) {
            return ResponseEntity.noContent().build();
        }
        model.addAttribute("card", CardView.from(card, visitor, words));
        return "card :: card(card=${card})";
    }

    private static boolean shows(Filter filter, Card card) {
        return (filter.owner() == null || filter.owner().equals(card.owner()))
                && (filter.area() == null || card.areas().contains(filter.area()))
                && (filter.missionId() == null || filter.missionId().equals(card.missionId()));
    }

    /** A filter that makes no sense is as good as none: addresses get shortened, copied and mistyped. */
    private static Filter filter(@Nullable String owner, @Nullable String area, @Nullable String mission) {
        return new Filter(
                Given.as(owner, AccountId::of),
                Given.as(area, CooperationArea::valueOf),
                Given.as(mission, MissionId::of));
    }
}
