package eu.bilateral.dashboard.persistence;

import com.mongodb.client.model.Accumulators;
import com.mongodb.client.model.Aggregates;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.Sorts;
import eu.bilateral.dashboard.projection.FollowUpQueue;
import eu.bilateral.dashboard.projection.FollowUpRow;
import eu.bilateral.dashboard.projection.Organisations;
import eu.bilateral.dashboard.projection.Party;
import eu.bilateral.dashboard.projection.Queue;
import eu.bilateral.kernel.command.Page;
import eu.bilateral.kernel.event.FollowUpKind;
import eu.bilateral.kernel.event.FollowUpOrigin;
import eu.bilateral.kernel.id.AccountId;
import eu.bilateral.kernel.id.FollowUpId;
import eu.bilateral.kernel.id.MeetingId;
import eu.bilateral.kernel.id.OrganisationId;
import eu.bilateral.kernel.id.PartnershipId;
import eu.bilateral.kernel.id.WorkspaceId;
import eu.bilateral.kernel.web.Cursor;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The queue from the open follow-ups inside the cards: counted by date in one pass, rows only of the groups that have any. */
@Component
class MongoFollowUpQueue implements FollowUpQueue {

    private static final String FOLLOW_UPS = "state.followUps";
    private static final String DUE_ON = FOLLOW_UPS + ".dueOn";
    private static final String OWNER = FOLLOW_UPS + ".owner";
    private static final String ID = FOLLOW_UPS + ".followUpId";
    private static final int DAYS_AHEAD = 7;
    private static final Cursor CURSOR = new Cursor("follow-ups", 2);

    /** Which days are meant, of a field that holds the day on which something is due. */
    private interface Days {

        Days ALL = day -> Filters.empty();

        Bson in(String day);
    }

    private final MongoReadModels models;
    private final Organisations organisations;

    MongoFollowUpQueue(MongoReadModels models, Organisations organisations) {
        this.models = models;
        this.organisations = organisations;
    }

    @Override
    public Queue of(WorkspaceId workspace, @Nullable AccountId owner, LocalDate today) {
        var counts = countsByDate(workspace, owner, Days.ALL);
        long late = sum(counts.headMap(today, false));
        long dueToday = counts.getOrDefault(today, 0L);
        var ahead = today.plusDays(DAYS_AHEAD);
        long next = sum(counts.subMap(today, false, ahead, true));
        long afterwards = sum(counts.tailMap(ahead, false));
        var most = Queue.MOST_ROWS;
        var lateRows = late == 0 ? List.<Document>of() : find(workspace, owner, days(Group.LATE, today), most);
        var todayRows = dueToday == 0 ? List.<Document>of() : find(workspace, owner, days(Group.TODAY, today), most);
        var nextRows = next == 0 ? List.<Document>of() : find(workspace, owner, days(Group.NEXT, today), most);
        var first = afterwards == 0
                ? List.<Document>of()
                : find(workspace, owner, day -> Filters.gt(day, ahead.toString()), 1);
        var all = new ArrayList<Document>();
        List.of(lateRows, todayRows, nextRows, first).forEach(all::addAll);
        var parties = parties(workspace, all);
        return new Queue(
                rows(lateRows, parties),
                rows(todayRows, parties),
                rows(nextRows, parties),
                late,
                dueToday,
                next,
                first.isEmpty() ? null : row(first.getFirst(), parties));
    }

    @Override
    public long due(WorkspaceId workspace, AccountId owner, LocalDate today) {
        return sum(countsByDate(workspace, owner, day -> Filters.lte(day, today.toString())));
    }

    @Override
    public Page<FollowUpRow> page(
            WorkspaceId workspace,
            @Nullable AccountId owner,
            @Nullable Group group,
            LocalDate today,
            int limit,
            @Nullable String cursor) {
        var days = group == null ? Days.ALL : days(group, today);
        var found = cursor == null
                ? find(workspace, owner, days, limit + 1)
                : findBehind(CURSOR.read(cursor), workspace, owner, days, limit + 1);
        var shown = found.subList(0, Math.min(limit, found.size()));
        var rows = rows(shown, parties(workspace, shown));
        return new Page<>(
                rows,
                found.size() <= limit
                        ? null
                        : CURSOR.after(
                                rows.getLast().dueOn().toString(),
                                rows.getLast().followUpId().toString()));
    }

    private static Days days(Group group, LocalDate today) {
        return switch (group) {
            case LATE -> day -> Filters.lt(day, today.toString());
            case TODAY -> day -> Filters.eq(day, today.toString());
            case NEXT ->
                day -> Filters.and(
                        Filters.gt(day, today.toString()),
                        Filters.lte(day, today.plusDays(DAYS_AHEAD).toString()));
        };
    }

    private static long sum(Map<LocalDate, Long> counts) {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }

    private TreeMap<LocalDate, Long> countsByDate(WorkspaceId workspace, @Nullable AccountId owner, Days days) {
        var counts = new TreeMap<LocalDate, Long>();
        var steps = unwound(workspace, owner, days);
        steps.add(Aggregates.group("$" + DUE_ON, Accumulators.sum("count", 1L)));
        models.current()
                .documents(Generation.CARDS)
                .aggregate(steps)
                .forEach(one -> counts.put(
                        LocalDate.parse(one.getString("_id")),
                        one.get("count", Number.class).longValue()));
        return counts;
    }

    private List<Document> find(WorkspaceId workspace, @Nullable AccountId owner, Days days, int limit) {
        return first(unwound(workspace, owner, days), limit);
    }

    /** What comes behind the follow-up that was due on the first and had the second of these for its id. */
    private List<Document> findBehind(
            List<String> last, WorkspaceId workspace, @Nullable AccountId owner, Days days, int limit) {
        var onwards = (Days) day -> Filters.and(days.in(day), Filters.gte(day, last.get(0)));
        var steps = unwound(workspace, owner, onwards);
        steps.add(Aggregates.match(Filters.or(Filters.gt(DUE_ON, last.get(0)), Filters.gt(ID, last.get(1)))));
        return first(steps, limit);
    }

    private List<Document> first(List<Bson> steps, int limit) {
        steps.add(Aggregates.sort(Sorts.ascending(DUE_ON, ID)));
        steps.add(Aggregates.limit(limit));
        return models.current()
                .documents(Generation.CARDS)
                .aggregate(steps)
                .allowDiskUse(false)
                .into(new ArrayList<>());
    }

    private static List<Bson> unwound(WorkspaceId workspace, @Nullable AccountId owner, Days days) {
        var steps = new ArrayList<Bson>();
        // Before the arrays are taken apart: only the cards that have such a follow-up, by an index, and only what is
        // shown.
        steps.add(Aggregates.match(Filters.and(
                Filters.eq("workspace", workspace.value()),
                of(owner, OWNER),
                days.in(DUE_ON),
                // Both of one and the same, which the two before it do not say.
                Filters.elemMatch(FOLLOW_UPS, Filters.and(of(owner, "owner"), days.in("dueOn"))))));
        steps.add(Aggregates.project(
                Projections.include("workspace", "state.ours", "state.partner", "state.owner", FOLLOW_UPS)));
        steps.add(Aggregates.unwind("$" + FOLLOW_UPS));
        steps.add(Aggregates.match(
                Filters.and(Filters.eq("workspace", workspace.value()), of(owner, OWNER), days.in(DUE_ON))));
        return steps;
    }

    private static Bson of(@Nullable AccountId owner, String field) {
        return owner == null ? Filters.empty() : Filters.eq(field, owner.value());
    }

    private Map<OrganisationId, Party> parties(WorkspaceId workspace, List<Document> found) {
        var ids = new HashSet<OrganisationId>();
        found.forEach(one -> {
            var state = one.get("state", Document.class);
            ids.add(OrganisationId.of(state.getString("ours")));
            ids.add(OrganisationId.of(state.getString("partner")));
        });
        return organisations.named(workspace, ids);
    }

    private static List<FollowUpRow> rows(List<Document> found, Map<OrganisationId, Party> parties) {
        return found.stream().map(one -> row(one, parties)).toList();
    }

    private static FollowUpRow row(Document found, Map<OrganisationId, Party> parties) {
        var state = found.get("state", Document.class);
        var open = state.get("followUps", Document.class);
        var ours = OrganisationId.of(state.getString("ours"));
        var partner = OrganisationId.of(state.getString("partner"));
        var meeting = open.getString("meetingId");
        return new FollowUpRow(
                FollowUpId.of(open.getString("followUpId")),
                PartnershipId.of(found.getString("_id")),
                parties.getOrDefault(ours, Party.unnamed(ours)),
                parties.getOrDefault(partner, Party.unnamed(partner)),
                FollowUpKind.valueOf(open.getString("kind")),
                FollowUpOrigin.valueOf(open.getString("origin")),
                LocalDate.parse(open.getString("dueOn")),
                AccountId.of(open.getString("owner")),
                AccountId.of(state.getString("owner")),
                meeting == null ? null : MeetingId.of(meeting));
    }
}
