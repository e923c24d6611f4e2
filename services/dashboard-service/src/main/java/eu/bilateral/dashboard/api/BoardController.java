package eu.bilateral.dashboard.api;

import eu.bilateral.dashboard.projection.Board;
import eu.bilateral.dashboard.projection.Column;
import eu.bilateral.dashboard.projection.Timeline;
import eu.bilateral.dashboard.projection.TimelineEntry;
import eu.bilateral.kernel.command.Page;
import eu.bilateral.kernel.event.CooperationArea;
import eu.bilateral.kernel.id.MissionId;
import eu.bilateral.kernel.id.PartnershipId;
import eu.bilateral.kernel.security.Caller;
import eu.bilateral.kernel.web.Answers;
import eu.bilateral.kernel.web.Owners;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The board and the timelines of its partnerships. */
@RestController
class BoardController {

    private final Board board;
    private final Timeline timeline;

    BoardController(Board board, Timeline timeline) {
        this.board = board;
        this.timeline = timeline;
    }

    /** The board, a column for each stage. */
    record BoardView(List<Column> columns) {}

    @Operation(operationId = "showBoard", summary = "The board: a column of partnerships for each stage")
    @GetMapping("/api/board")
    BoardView board(
            Caller caller,
            @RequestParam(required = false) @Nullable String owner,
            @RequestParam(required = false) @Nullable CooperationArea area,
            @RequestParam(required = false) @Nullable MissionId missionId) {
        return new BoardView(
                board.columns(caller.workspace(), new Board.Filter(Owners.of(owner, caller), area, missionId)));
    }

    @Operation(
            operationId = "showTimeline",
            summary = "What happened to a partnership, the earliest first; the next page has what came before")
    @GetMapping("/api/partnerships/{partnershipId}/timeline")
    ResponseEntity<Page<TimelineEntry>> timeline(
            Caller caller,
            @PathVariable PartnershipId partnershipId,
            @RequestParam(required = false) @Nullable String cursor,
            HttpServletRequest request) {
        var told = timeline.of(caller.workspace(), partnershipId, cursor);
        if (told.entries().isEmpty() && cursor == null) {
            throw new UnknownThing("unknown-partnership", "There is no partnership " + partnershipId + ", or none yet");
        }
        return Answers.page(new Page<>(told.entries(), told.earlier()), request);
    }
}
