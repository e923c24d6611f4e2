package eu.bilateral.dashboard.projection;

import eu.bilateral.kernel.command.Page;
import eu.bilateral.kernel.id.AccountId;
import eu.bilateral.kernel.id.WorkspaceId;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** The open follow-ups of a workspace. */
public interface FollowUpQueue {

    /** What waits for that owner, or for anybody where none is named. */
    Queue of(WorkspaceId workspace, @Nullable AccountId owner, LocalDate today);

    /** How much is due today or late for that owner. */
    long due(WorkspaceId workspace, AccountId owner, LocalDate today);

    /** One group, page by page, earliest due first; {@code cursor} is a page's {@code next}. */
    Page<FollowUpRow> page(
            WorkspaceId workspace,
            @Nullable AccountId owner,
            @Nullable Group group,
            LocalDate today,
            int limit,
            @Nullable String cursor);

    /** When a follow-up is due, seen from today. */
    enum Group {
        LATE,
        TODAY,
        /** In the seven days after today. */
        NEXT
    }
}
