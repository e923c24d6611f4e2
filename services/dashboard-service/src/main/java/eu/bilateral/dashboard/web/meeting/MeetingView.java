package eu.bilateral.dashboard.web.meeting;

import eu.bilateral.dashboard.projection.Organisations;
import eu.bilateral.dashboard.web.page.KeenView;
import eu.bilateral.dashboard.web.page.Visitor;
import eu.bilateral.dashboard.web.page.Words;
import eu.bilateral.kernel.event.CooperationArea;
import eu.bilateral.kernel.event.FollowUpKind;
import eu.bilateral.kernel.event.Interest;
import eu.bilateral.kernel.event.MeetingStatus;
import eu.bilateral.kernel.id.OrganisationId;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A meeting with its record, as the meeting service tells it.
 *
 * @param begun whether its hour has come, so that a side can have missed it
 * @param mine whether whoever looks may change it: its owner, who met, and managers
 */
record MeetingView(
        String id,
        String partner,
        String ours,
        String partnershipHref,
        String kind,
        String status,
        String statusId,
        String date,
        @Nullable String times,
        String metBy,
        @Nullable KeenView oursKeen,
        @Nullable KeenView theirsKeen,
        List<String> areas,
        List<StepLine> steps,
        List<String> members,
        @Nullable String note,
        boolean begun,
        boolean mine) {

    /** A promise or the next step, with its words. */
    record StepLine(String what, @Nullable String text, String due, String by) {}

    /** Whether whoever looks may say what came of it. */
    public boolean isOpen() {
        return mine && isPlanned();
    }

    boolean isPlanned() {
        return statusId.equals(MeetingStatus.SCHEDULED.name());
    }

    /** Whether whoever looks may record it anew. */
    public boolean isCorrectable() {
        return mine && isHeld();
    }

    boolean isHeld() {
        return statusId.equals(MeetingStatus.HELD.name());
    }

    /** Whether whoever looks may call it off or take it back. */
    public boolean isVoidable() {
        return mine && !statusId.equals(MeetingStatus.CANCELLED.name());
    }

    static MeetingView from(JsonNode meeting, Organisations organisations, Visitor visitor, Words words) {
        var record = meeting.path("record");
        var steps = new ArrayList<StepLine>();
        if (record.path("nextStep").isObject()) {
            steps.add(step(record.path("nextStep"), words));
        }
        record.path("promises").forEach(promise -> steps.add(step(promise, words)));
        var status = meeting.path("status").asString();
        var owner = meeting.path("owner").asString("");
        var metBy = meeting.path("metBy").asString(owner);
        var me = visitor.account().value();
        var mine = visitor.mayManage() || (visitor.mayWrite() && (owner.equals(me) || metBy.equals(me)));
        return new MeetingView(
                meeting.path("meetingId").asString(),
                name(meeting.path("partner"), organisations, visitor),
                name(meeting.path("ours"), organisations, visitor),
                "/partnerships/" + meeting.path("partnershipId").asString(),
                words.say("meeting.kind." + meeting.path("kind").asString()),
                words.say("meeting.status." + status),
                status,
                words.wholeDay(LocalDate.parse(meeting.path("date").asString())),
                times(meeting, words),
                metBy,
                keen(record.path("interestOurs"), "ours", words),
                keen(record.path("interestTheirs"), "theirs", words),
                texts(record.path("areas")).stream()
                        .map(area -> words.area(CooperationArea.valueOf(area)))
                        .toList(),
                List.copyOf(steps),
                texts(record.path("members")),
                record.path("note").asStringOpt().orElse(null),
                MeetingTime.from(meeting).isBegun(words.now()),
                mine);
    }

    private static String name(JsonNode id, Organisations organisations, Visitor visitor) {
        return organisations
                .named(visitor.workspace(), OrganisationId.of(id.asString()))
                .name();
    }

    /** Both clocks where they differ: the one at the place of the meeting and the one at home. */
    private static @Nullable String times(JsonNode meeting, Words words) {
        var startsAt =
                meeting.path("startsAt").asStringOpt().map(Instant::parse).orElse(null);
        if (startsAt == null) {
            return null;
        }
        var there = ZoneId.of(meeting.path("zone").asString(words.zone().getId()));
        var home = words.time(startsAt.atZone(words.zone()).toLocalTime());
        var local = words.time(startsAt.atZone(there).toLocalTime());
        return home.equals(local) ? local : words.say("meeting.times", local, city(there), home, city(words.zone()));
    }

    private static String city(ZoneId zone) {
        return zone.getId().substring(zone.getId().lastIndexOf('/') + 1).replace('_', ' ');
    }

    private static @Nullable KeenView keen(JsonNode level, String side, Words words) {
        return level.isNumber() ? KeenView.of(Interest.of(level.asInt()), side, words) : null;
    }

    private static List<String> texts(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .map(JsonNode::asString)
                .toList();
    }

    private static StepLine step(JsonNode step, Words words) {
        return new StepLine(
                words.kind(FollowUpKind.valueOf(step.path("kind").asString())),
                step.path("text").asStringOpt().orElse(null),
                words.day(LocalDate.parse(step.path("dueOn").asString())),
                words.say("step.by." + step.path("by").asString("OURS")));
    }
}
