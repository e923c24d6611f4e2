package eu.bilateral.dashboard.api;

import eu.bilateral.dashboard.projection.FollowUpQueue;
import eu.bilateral.dashboard.projection.FollowUpRow;
import eu.bilateral.kernel.command.Page;
import eu.bilateral.kernel.security.Caller;
import eu.bilateral.kernel.web.Answers;
import eu.bilateral.kernel.web.Cursor;
import eu.bilateral.kernel.web.MalformedRequest;
import eu.bilateral.kernel.web.Owners;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The open follow-ups, earliest due first. */
@RestController
class FollowUpController {

    private final FollowUpQueue queue;
    private final Clock clock;
    private final ZoneId zone;

    FollowUpController(FollowUpQueue queue, Clock clock, @Value("${bilateral.zone:Europe/Warsaw}") ZoneId zone) {
        this.queue = queue;
        this.clock = clock;
        this.zone = zone;
    }

    @Operation(operationId = "listFollowUps", summary = "Open follow-ups, the earliest due first, page by page")
    @GetMapping("/api/follow-ups")
    ResponseEntity<Page<FollowUpRow>> list(
            Caller caller,
            @RequestParam(required = false) @Nullable String owner,
            @Schema(allowableValues = {"late", "today", "next"}) @RequestParam(required = false) @Nullable String group,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor,
            HttpServletRequest request) {
        var page = queue.page(
                caller.workspace(),
                Owners.of(owner, caller),
                group(group),
                LocalDate.ofInstant(clock.instant(), zone),
                Cursor.limit(limit),
                cursor);
        return Answers.page(page, request);
    }

    private static FollowUpQueue.@Nullable Group group(@Nullable String asked) {
        if (asked == null) {
            return null;
        }
        for (var group : FollowUpQueue.Group.values()) {
            if (group.name().toLowerCase(Locale.ROOT).equals(asked)) {
                return group;
            }
        }
        throw new MalformedRequest(
                HttpStatus.BAD_REQUEST, "wrong-type", "group", "A group is one of late, today and next");
    }
}
