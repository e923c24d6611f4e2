package eu.bilateral.dashboard.web.meeting;

import eu.bilateral.dashboard.projection.Organisations;
import eu.bilateral.dashboard.projection.Party;
import eu.bilateral.dashboard.web.page.Visitor;
import eu.bilateral.dashboard.web.page.Words;
import eu.bilateral.kernel.id.OrganisationId;
import java.time.LocalDate;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A page of the meetings, the latest first. */
record MeetingListView(List<Row> rows, @Nullable String next) {

    /** One meeting. */
    record Row(String href, String date, String partner, String ours, String kind, String status, String statusId) {}

    static MeetingListView from(JsonNode page, Organisations organisations, Visitor visitor, Words words) {
        var meetings =
                StreamSupport.stream(page.path("items").spliterator(), false).toList();
        var ids = new LinkedHashSet<OrganisationId>();
        for (var meeting : meetings) {
            ids.add(OrganisationId.of(meeting.path("ours").asString()));
            ids.add(OrganisationId.of(meeting.path("partner").asString()));
        }
        var named = organisations.named(visitor.workspace(), ids);
        return new MeetingListView(
                meetings.stream().map(meeting -> row(meeting, named, words)).toList(),
                page.path("next").asStringOpt().orElse(null));
    }

    private static Row row(JsonNode meeting, Map<OrganisationId, Party> named, Words words) {
        var status = meeting.path("status").asString();
        return new Row(
                "/meetings/" + meeting.path("meetingId").asString(),
                words.day(LocalDate.parse(meeting.path("date").asString())),
                name(meeting.path("partner"), named),
                name(meeting.path("ours"), named),
                words.say("meeting.kind." + meeting.path("kind").asString()),
                words.say("meeting.status." + status),
                status);
    }

    private static String name(JsonNode node, Map<OrganisationId, Party> named) {
        var id = OrganisationId.of(node.asString());
        var party = named.get(id);
        return party == null ? Party.unnamed(id).name() : party.name();
    }
}
