package eu.bilateral.followup.web;

import eu.bilateral.followup.domain.partnership.ClosedFollowUp;
import eu.bilateral.followup.domain.partnership.OpenFollowUp;
import eu.bilateral.followup.domain.partnership.Partnership;
import eu.bilateral.followup.domain.partnership.PartnershipRefusal.UnknownFollowUp;
import eu.bilateral.kernel.event.FollowUpKind;
import eu.bilateral.kernel.event.FollowUpOrigin;
import eu.bilateral.kernel.id.AccountId;
import eu.bilateral.kernel.id.FollowUpId;
import eu.bilateral.kernel.id.MeetingId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A follow-up by itself, whatever became of it.
 *
 * @param addedAt when it came on the list; absent once it is closed
 * @param end how it ended; absent, like {@code closedAt}, {@code by} and {@code outcome}, while it is to be done
 */
record FollowUpView(
        FollowUpId followUpId,
        FollowUpKind kind,
        FollowUpOrigin origin,
        LocalDate dueOn,
        AccountId owner,
        @Nullable MeetingId meetingId,
        @Nullable String text,
        @Nullable Instant addedAt,
        ClosedFollowUp.@Nullable End end,
        @Nullable Instant closedAt,
        @Nullable AccountId by,
        @Nullable String outcome) {

    /** That one of the partnership's; {@link UnknownFollowUp} where it never had it. */
    static FollowUpView of(Partnership partnership, FollowUpId id) {
        var open = partnership.open().stream()
                .filter(followUp -> followUp.followUpId().equals(id))
                .map(FollowUpView::from);
        var closed = partnership.closed().stream()
                .filter(followUp -> followUp.followUpId().equals(id))
                .map(FollowUpView::from);
        return Stream.concat(open, closed).findFirst().orElseThrow(() -> new UnknownFollowUp(id));
    }

    private static FollowUpView from(OpenFollowUp open) {
        return new FollowUpView(
                open.followUpId(),
                open.kind(),
                open.origin(),
                open.dueOn(),
                open.owner(),
                open.meetingId(),
                open.text(),
                open.addedAt(),
                null,
                null,
                null,
                null);
    }

    private static FollowUpView from(ClosedFollowUp closed) {
        return new FollowUpView(
                closed.followUpId(),
                closed.kind(),
                closed.origin(),
                closed.dueOn(),
                closed.owner(),
                closed.meetingId(),
                closed.text(),
                null,
                closed.end(),
                closed.closedAt(),
                closed.by(),
                closed.outcome());
    }
}
