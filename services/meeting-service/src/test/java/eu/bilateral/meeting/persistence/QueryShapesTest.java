package eu.bilateral.meeting.persistence;

import static eu.bilateral.meeting.Examples.C2C_DAY;
import static eu.bilateral.meeting.Examples.USA;
import static eu.bilateral.meeting.Examples.WISTAR;
import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.model.IndexModel;
import eu.bilateral.kernel.id.MeetingId;
import eu.bilateral.meeting.domain.meeting.Meetings;
import eu.bilateral.meeting.domain.meeting.Meetings.Search;
import eu.bilateral.meeting.domain.mission.Missions;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.bson.BsonDocument;
import org.bson.conversions.Bson;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each query has a declared index that serves it; the embedded store would not notice a missing one. */
class QueryShapesTest {

    static Stream<Search> searches() {
        var after = new Meetings.Place(C2C_DAY, MeetingId.next());
        return Stream.of(
                new Search(null, null, null, 50),
                new Search(null, null, after, 50),
                new Search(USA, null, null, 50),
                new Search(USA, null, after, 50),
                new Search(null, WISTAR, null, 50),
                new Search(null, WISTAR, after, 50),
                new Search(USA, WISTAR, after, 50));
    }

    @ParameterizedTest
    @MethodSource("searches")
    void aListOfMeetingsIsServedInItsOrder(Search search) {
        assertThat(MongoMeetings.INDEXES)
                .anyMatch(index -> serves(index, MongoMeetings.filter(search), MongoMeetings.LATEST_FIRST));
    }

    @Test
    void aListOfMissionsIsServedInItsOrder() {
        var after = new Missions.Place(C2C_DAY, USA);

        assertThat(serves(MongoMissions.BY_START, MongoMissions.filter(null), MongoMissions.LATEST_FIRST))
                .isTrue();
        assertThat(serves(MongoMissions.BY_START, MongoMissions.filter(after), MongoMissions.LATEST_FIRST))
                .isTrue();
    }

    @Test
    void organisationsAreFoundByRefThroughTheirIndex() {
        assertThat(keys(MongoKnownOrganisations.BY_REF)).containsExactly("workspace", "state.ref");
        assertThat(bson(MongoKnownOrganisations.havingRefs(List.of("wistar")))).containsOnlyKeys("state.ref");
    }

    @Test
    void anIndexInAnotherOrderWouldBeNoticed() {
        assertThat(serves(
                        MongoMissions.BY_START,
                        MongoMeetings.filter(new Search(USA, null, null, 1)),
                        MongoMeetings.LATEST_FIRST))
                .isFalse();
    }

    /** Equalities of the query first, one of them more than the workspace where it has more; then the order, one way. */
    private static boolean serves(IndexModel index, Bson filter, Bson sort) {
        var keys = new ArrayList<>(keys(index));
        var equalities = equalities(bson(filter));
        if (!keys.remove("workspace")) {
            return false;
        }
        boolean narrows = equalities.isEmpty();
        while (!keys.isEmpty() && equalities.contains(keys.getFirst())) {
            keys.removeFirst();
            narrows = true;
        }
        var order = bson(sort);
        boolean oneWay = new HashSet<>(order.values()).size() == 1
                && new HashSet<>(bson(index.getKeys()).values()).size() == 1;
        return narrows && oneWay && keys.equals(List.copyOf(order.keySet()));
    }

    private static Set<String> equalities(BsonDocument filter) {
        var fields = new HashSet<String>();
        filter.forEach((field, condition) -> {
            if (field.equals("$and")) {
                condition.asArray().forEach(part -> fields.addAll(equalities(part.asDocument())));
            } else if (!field.startsWith("$") && !condition.isDocument()) {
                fields.add(field);
            }
        });
        return fields;
    }

    private static List<String> keys(IndexModel index) {
        return List.copyOf(bson(index.getKeys()).keySet());
    }

    private static BsonDocument bson(Bson part) {
        return part.toBsonDocument();
    }
}
