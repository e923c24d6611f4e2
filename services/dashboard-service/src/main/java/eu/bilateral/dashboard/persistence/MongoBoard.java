package eu.bilateral.dashboard.persistence;

import com.mongodb.client.model.Accumulators;
import com.mongodb.client.model.Aggregates;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Sorts;
import eu.bilateral.dashboard.projection.Board;
import eu.bilateral.dashboard.projection.Card;
import eu.bilateral.dashboard.projection.CardDocument;
import eu.bilateral.dashboard.projection.Column;
import eu.bilateral.dashboard.projection.FollowUpRow;
import eu.bilateral.dashboard.projection.Organisations;
import eu.bilateral.dashboard.projection.Party;
import eu.bilateral.kernel.event.PlannedFollowUp;
import eu.bilateral.kernel.event.Stage;
import eu.bilateral.kernel.id.AccountId;
import eu.bilateral.kernel.id.OrganisationId;
import eu.bilateral.kernel.id.PartnershipId;
import eu.bilateral.kernel.id.WorkspaceId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.springframework.stereotype.Component;

/** The board from the cards, one query for the counts and one for each stage that has any. */
@Component
class MongoBoard implements Board {

    private final MongoReadModels models;
    private final Organisations organisations;

    MongoBoard(MongoReadModels models, Organisations organisations) {
        this.models = models;
        this.organisations = organisations;
    }

    @Override
    public List<Column> columns(WorkspaceId workspace, Filter filter) {
        var generation = models.current();
        var counts = counts(generation, workspace, narrowed(filter, Filters.empty()));
        var byStage = new EnumMap<Stage, List<CardDocument>>(Stage.class);
        counts.keySet()
                .forEach(stage -> byStage.put(
                        stage,
                        generation
                                .cards()
                                .list(
                                        workspace,
                                        narrowed(filter, Filters.eq("state.stage", stage.name())),
                                        Sorts.ascending("state.nextDueOn", "_id"),
                                        Column.MOST_CARDS)
                                .stream()
                                .map(stored -> stored.kept().state())
                                .toList()));
        var parties = parties(
                workspace, byStage.values().stream().flatMap(List::stream).toList());
        return Arrays.stream(Stage.values())
                .map(stage -> new Column(
                        stage,
                        counts.getOrDefault(stage, 0L),
                        byStage.getOrDefault(stage, List.of()).stream()
                                .map(card -> card(card, parties))
                                .toList()))
                .toList();
    }

    static Map<Stage, Long> counts(Generation generation, WorkspaceId workspace, Bson filter) {
        var counts = new EnumMap<Stage, Long>(Stage.class);
        generation
                .documents(Generation.CARDS)
                .aggregate(List.of(
                        Aggregates.match(Filters.and(Filters.eq("workspace", workspace.value()), filter)),
                        Aggregates.group("$state.stage", Accumulators.sum("count", 1L))))
                .forEach((Document one) -> counts.put(
                        Stage.valueOf(one.getString("_id")),
                        one.get("count", Number.class).longValue()));
        return counts;
    }

    private static Bson narrowed(Filter filter, Bson to) {
        var all = new ArrayList<Bson>();
        all.add(to);
        if (filter.owner() != null) {
            all.add(Filters.eq("state.owner", filter.owner().value()));
        }
        if (filter.area() != null) {
            all.add(Filters.eq("state.areas", filter.area().name()));
        }
        if (filter.missionId() != null) {
            all.add(Filters.eq("state.missionId", filter.missionId().toString()));
        }
        return Filters.and(all);
    }

    @Override
    public Optional<Card> card(WorkspaceId workspace, PartnershipId partnershipId) {
        return models.current()
                .cards()
                .find(workspace, partnershipId.toString())
                .map(kept -> {
                    var document = kept.state();
                    return card(document, parties(workspace, List.of(document)));
                });
    }

    @Override
    public List<PlannedFollowUp> openFollowUps(WorkspaceId workspace, PartnershipId partnershipId) {
        return models.current().cards().find(workspace, partnershipId.toString()).stream()
                .flatMap(kept -> kept.state().followUps().stream())
                .map(CardDocument.OpenFollowUp::asPlanned)
                .toList();
    }

    @Override
    public List<Card> of(WorkspaceId workspace, Collection<OrganisationId> sides, int most) {
        var ids = sides.stream().map(OrganisationId::toString).toList();
        var found = models
                .current()
                .cards()
                .list(
                        workspace,
                        Filters.or(Filters.in("state.partner", ids), Filters.in("state.ours", ids)),
                        Sorts.ascending("state.nextDueOn", "_id"),
                        most)
                .stream()
                .map(stored -> stored.kept().state())
                .toList();
        var parties = parties(workspace, found);
        return found.stream().map(card -> card(card, parties)).toList();
    }

    @Override
    public List<AccountId> owners(WorkspaceId workspace) {
        var owners = new ArrayList<AccountId>();
        models.current()
                .documents(Generation.CARDS)
                .aggregate(List.of(
                        Aggregates.match(Filters.eq("workspace", workspace.value())),
                        Aggregates.group("$state.owner"),
                        Aggregates.sort(Sorts.ascending("_id"))))
                .forEach((Document one) -> owners.add(AccountId.of(one.getString("_id"))));
        return List.copyOf(owners);
    }

    private Map<OrganisationId, Party> parties(WorkspaceId workspace, List<CardDocument> cards) {
        var ids = new HashSet<OrganisationId>();
        cards.forEach(card -> {
            ids.add(card.ours());
            ids.add(card.partner());
        });
        return organisations.named(workspace, ids);
    }

    private static Card card(CardDocument document, Map<OrganisationId, Party> parties) {
        var ours = parties.getOrDefault(document.ours(), Party.unnamed(document.ours()));
        var partner = parties.getOrDefault(document.partner(), Party.unnamed(document.partner()));
        var next = document.nextStep();
        var said = document.lastRecord();
        return new Card(
                document.partnershipId(),
                ours,
                partner,
                document.stage(),
                document.stageSince(),
                document.owner(),
                said == null ? null : said.ours(),
                said == null ? null : said.theirs(),
                document.areas(),
                next == null
                        ? null
                        : new FollowUpRow(
                                next.followUpId(),
                                document.partnershipId(),
                                ours,
                                partner,
                                next.kind(),
                                next.origin(),
                                next.dueOn(),
                                next.owner(),
                                document.owner(),
                                next.meetingId()),
                document.followUps().size(),
                document.missionId(),
                document.position());
    }
}
