package eu.bilateral.followup.persistence;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Sorts;
import eu.bilateral.followup.domain.partnership.Partnership;
import eu.bilateral.followup.domain.partnership.PartnershipChange;
import eu.bilateral.followup.domain.partnership.PartnershipRefusal.UnknownPartnership;
import eu.bilateral.followup.domain.partnership.Partnerships;
import eu.bilateral.kernel.command.Instruction;
import eu.bilateral.kernel.command.Kept;
import eu.bilateral.kernel.command.Page;
import eu.bilateral.kernel.delivery.AggregateStore;
import eu.bilateral.kernel.delivery.Told;
import eu.bilateral.kernel.event.FollowUpEvent;
import eu.bilateral.kernel.id.PartnershipId;
import eu.bilateral.kernel.id.WorkspaceId;
import java.util.ArrayList;
import java.util.Optional;
import java.util.function.Function;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/** Keeps partnerships in MongoDB, each with its follow-ups and its outbox in one document. */
@Repository
class MongoPartnerships implements Partnerships {

    private final AggregateStore<Partnership, FollowUpEvent> store;

    MongoPartnerships(AggregateStore<Partnership, FollowUpEvent> store) {
        this.store = store;
    }

    @Override
    public Optional<Kept<Partnership>> find(WorkspaceId workspace, PartnershipId id) {
        return store.find(workspace, id.toString());
    }

    @Override
    public Kept<Partnership> change(
            Instruction by, PartnershipId id, Function<Partnership, PartnershipChange> decision) {
        return store.change(by, id.toString(), partnership -> {
                    var change = decision.apply(partnership);
                    return new Told<>(change.partnership(), change.event());
                })
                .orElseThrow(() -> new UnknownPartnership(id));
    }

    @Override
    public Page<Kept<Partnership>> list(
            WorkspaceId workspace, Filter filter, @Nullable PartnershipId after, int limit) {
        var found = store.list(workspace, matching(filter, after), Sorts.ascending("_id"), limit + 1);
        return Page.of(found, limit, AggregateStore.Stored::id).map(AggregateStore.Stored::kept);
    }

    private static Bson matching(Filter filter, @Nullable PartnershipId after) {
        var all = new ArrayList<Bson>();
        if (filter.stage() != null) {
            all.add(Filters.eq("state.stage", filter.stage().name()));
        }
        if (filter.owner() != null) {
            all.add(Filters.eq("state.owner", filter.owner().value()));
        }
        if (after != null) {
            all.add(Filters.gt("_id", after.toString()));
        }
        return all.isEmpty() ? Filters.empty() : Filters.and(all);
    }
}
