package eu.bilateral.dashboard.web.partnership;

import eu.bilateral.dashboard.projection.FollowUpRow;
import eu.bilateral.dashboard.projection.Queue;
import eu.bilateral.dashboard.web.page.Visitor;
import eu.bilateral.dashboard.web.page.Words;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What waits for somebody, in three groups.
 *
 * @param afterwards what comes first after the seven days, in words
 * @param everybody whether it is the whole workspace's and not one's own
 */
record TodoView(List<GroupView> groups, @Nullable String afterwards, boolean everybody) {

    /** As many as a morning has room for; the rest of a group unfolds. */
    private static final int IN_SIGHT = 12;

    /** Late, today, or the next seven days. */
    record GroupView(
            String id,
            String name,
            long count,
            List<FollowUpView> rows,
            List<FollowUpView> folded,
            String foldText,
            long hidden,
            String hiddenText) {}

    static TodoView from(Queue queue, boolean everybody, PartnerClocks clocks, Visitor visitor, Words words) {
        return new TodoView(
                List.of(
                        group("late", queue.late(), queue.lateCount(), clocks, visitor, words),
                        group("today", queue.today(), queue.todayCount(), clocks, visitor, words),
                        group("next", queue.next7(), queue.next7Count(), clocks, visitor, words)),
                afterwards(queue.afterwards(), words),
                everybody);
    }

    public boolean isEmpty() {
        return groups.stream().allMatch(group -> group.count() == 0);
    }

    private static GroupView group(
            String id, List<FollowUpRow> rows, long count, PartnerClocks clocks, Visitor visitor, Words words) {
        long hidden = count - rows.size();
        var all = rows.stream()
                .map(row -> FollowUpView.from(row, clocks, visitor, words))
                .toList();
        int seen = Math.min(IN_SIGHT, all.size());
        return new GroupView(
                id,
                words.say("todo." + id),
                count,
                all.subList(0, seen),
                all.subList(seen, all.size()),
                words.say("todo.more", all.size() - seen),
                hidden,
                words.say("todo.hidden", hidden));
    }

    private static @Nullable String afterwards(@Nullable FollowUpRow row, Words words) {
        return row == null
                ? null
                : words.say(
                        "todo.afterwards",
                        words.day(row.dueOn()),
                        words.kind(row.kind()),
                        row.partner().name());
    }
}
