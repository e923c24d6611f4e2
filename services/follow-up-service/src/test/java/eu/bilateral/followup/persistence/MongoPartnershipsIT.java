package eu.bilateral.followup.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import eu.bilateral.followup.ServiceTest;
import eu.bilateral.followup.Wire;
import eu.bilateral.followup.domain.partnership.MeetingRules;
import eu.bilateral.followup.domain.partnership.Meetings2017;
import eu.bilateral.followup.domain.partnership.Partnership;
import eu.bilateral.followup.domain.partnership.PartnershipChange;
import eu.bilateral.followup.domain.partnership.Partnerships;
import eu.bilateral.kernel.command.CommandId;
import eu.bilateral.kernel.command.Instruction;
import eu.bilateral.kernel.command.Role;
import eu.bilateral.kernel.delivery.AggregateStore;
import eu.bilateral.kernel.delivery.Told;
import eu.bilateral.kernel.event.FollowUpEvent;
import eu.bilateral.kernel.id.AccountId;
import eu.bilateral.kernel.id.MeetingId;
import eu.bilateral.kernel.id.WorkspaceId;
import eu.bilateral.kernel.testing.AlsoOnRealParts;
import java.util.ArrayList;
import java.util.List;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@AlsoOnRealParts
@ServiceTest
class MongoPartnershipsIT extends PartnershipsContract {

    @Autowired
    private Partnerships partnerships;

    @Autowired
    private AggregateStore<Partnership, FollowUpEvent> store;

    @Autowired
    private MongoDatabase database;

    @Override
    Partnerships partnerships() {
        return partnerships;
    }

    @Override
    void keep(WorkspaceId workspace, PartnershipChange opened) {
        var by = new Instruction(workspace, AccountId.of("maria"), Role.MANAGER, CommandId.next(), null);
        var kept = store.add(
                by,
                opened.partnership().partnershipId().toString(),
                () -> new Told<>(opened.partnership(), opened.event()));
        assertThat(kept.version()).isEqualTo(1);
    }

    /** What is stored outlives any rename in the code: whoever changes a name here must still read the old one. */
    @Test
    void theStoredFormIsTheOneThatWasAgreed() {
        var meeting = MeetingId.next();
        var change = new MeetingRules(Meetings2017.PLANNER)
                .on(null, Meetings2017.told(1, meeting, Meetings2017.held(meeting, Meetings2017.keen())))
                .orElseThrow();
        keep(Wire.freshWorkspace(), change);

        var stored = database.getCollection("partnerships")
                .find(Filters.eq("_id", Meetings2017.PAIR.toString()))
                .first();

        var state = stored.get("state", Document.class);
        assertThat(state.keySet())
                .containsExactlyInAnyOrder(
                        "partnershipId",
                        "ours",
                        "partner",
                        "stage",
                        "owner",
                        "missionId",
                        "history",
                        "meetings",
                        "open",
                        "closed");
        assertThat(first(state, "open").keySet())
                .containsExactlyInAnyOrder(
                        "followUpId", "kind", "origin", "step", "dueOn", "owner", "meetingId", "touched", "addedAt");
        assertThat(first(state, "meetings").keySet())
                .containsExactlyInAnyOrder(
                        "meetingId",
                        "standing",
                        "revision",
                        "missionId",
                        "travelDays",
                        "date",
                        "record",
                        "shows",
                        "risenAfter");
        assertThat(first(state, "history").keySet())
                .containsExactlyInAnyOrder("to", "at", "daysInStage", "because", "meetingId", "causedBy");
        assertThat(first(state, "open").get("dueOn")).isEqualTo("2017-05-19");
        assertThat(first(state, "meetings").getList("travelDays", Object.class)).containsExactly("2017-05-17");
    }

    @Test
    void everyListHasItsIndex() {
        var names = database.getCollection("partnerships")
                .listIndexes()
                .map(index -> index.getString("name"))
                .into(new ArrayList<>());

        assertThat(names).contains("by-stage", "by-owner", "by-workspace", "outbox");
    }

    private static Document first(Document state, String list) {
        List<Document> items = state.getList(list, Document.class);
        return items.getFirst();
    }
}
