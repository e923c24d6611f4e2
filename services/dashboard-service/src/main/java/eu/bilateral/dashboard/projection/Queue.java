package eu.bilateral.dashboard.projection;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What waits for somebody: overdue, due today, due in the seven days after; each earliest first and at most
 * {@link #MOST_ROWS} of the counted ones.
 *
 * @param afterwards the first one due later than that
 */
public record Queue(
        List<FollowUpRow> late,
        List<FollowUpRow> today,
        List<FollowUpRow> next7,
        long lateCount,
        long todayCount,
        long next7Count,
        @Nullable FollowUpRow afterwards) {

    /** More rows than this are never shown in one group. */
    public static final int MOST_ROWS = 200;

    public Queue {
        late = List.copyOf(late);
        today = List.copyOf(today);
        next7 = List.copyOf(next7);
    }

    /** What is due today or late: the number beside "To do". */
    public long due() {
        return lateCount + todayCount;
    }
}
