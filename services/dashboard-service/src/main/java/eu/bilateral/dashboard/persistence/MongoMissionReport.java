package eu.bilateral.dashboard.persistence;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Sorts;
import eu.bilateral.dashboard.projection.CardDocument;
import eu.bilateral.dashboard.projection.MeetingDocument;
import eu.bilateral.dashboard.projection.MissionDocument;
import eu.bilateral.dashboard.projection.MissionFigures;
import eu.bilateral.dashboard.projection.MissionFigures.MetPair;
import eu.bilateral.dashboard.projection.MissionFigures.ProgrammeRow;
import eu.bilateral.dashboard.projection.MissionReport;
import eu.bilateral.dashboard.projection.Organisations;
import eu.bilateral.dashboard.projection.Party;
import eu.bilateral.kernel.delivery.AggregateStore;
import eu.bilateral.kernel.event.DomainEvent;
import eu.bilateral.kernel.event.MeetingKind;
import eu.bilateral.kernel.event.MeetingStatus;
import eu.bilateral.kernel.event.OrganisationType;
import eu.bilateral.kernel.event.ProgrammeItemKind;
import eu.bilateral.kernel.event.Stage;
import eu.bilateral.kernel.id.MissionId;
import eu.bilateral.kernel.id.OrganisationId;
import eu.bilateral.kernel.id.PartnershipId;
import eu.bilateral.kernel.id.WorkspaceId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.bson.conversions.Bson;
import org.springframework.stereotype.Component;

/** The report, counted from the mission, its meetings and its partnerships at the moment of reading. */
@Component
class MongoMissionReport implements MissionReport {

    private static final int PAGE = 1_000;

    private final MongoReadModels models;
    private final Organisations organisations;

    MongoMissionReport(MongoReadModels models, Organisations organisations) {
        this.models = models;
        this.organisations = organisations;
    }

    @Override
    public Optional<MissionFigures> of(WorkspaceId workspace, MissionId missionId) {
        var generation = models.current();
        return generation.missions().find(workspace, missionId.toString()).flatMap(kept -> {
            var facts = kept.state().facts();
            return facts == null ? Optional.empty() : Optional.of(figures(generation, workspace, kept.state(), facts));
        });
    }

    private MissionFigures figures(
            Generation generation, WorkspaceId workspace, MissionDocument mission, MissionDocument.Facts facts) {
        var meetings = all(
                generation.meetings(),
                workspace,
                Filters.eq("state.missionId", mission.missionId().toString()));
        var held = meetings.stream()
                .filter(meeting -> meeting.kind() == MeetingKind.C2C && meeting.status() == MeetingStatus.HELD)
                .toList();
        var partnerships = partnerships(generation, workspace, mission, meetings);
        var parties = parties(workspace, mission, meetings);
        return new MissionFigures(
                mission.missionId(),
                facts.name(),
                facts.type(),
                facts.startsOn(),
                facts.endsOn(),
                clusters(generation, workspace, facts),
                held.stream().map(MeetingDocument::partner).distinct().count(),
                held.size(),
                meetings.stream()
                        .filter(meeting -> meeting.status() == MeetingStatus.NO_SHOW_OURS
                                || meeting.status() == MeetingStatus.NO_SHOW_THEIRS)
                        .count(),
                mission.programme().stream()
                        .filter(item -> item.kind() == ProgrammeItemKind.VISIT)
                        .collect(
                                Collectors.groupingBy(MissionDocument.Item::date, TreeMap::new, Collectors.counting())),
                partnerships.stream()
                        .collect(Collectors.groupingBy(
                                CardDocument::stage, TreeMap<Stage, Long>::new, Collectors.counting())),
                partnerships.stream().mapToLong(card -> card.followUps().size()).sum(),
                programme(mission, parties),
                met(held, parties));
    }

    private static long clusters(Generation generation, WorkspaceId workspace, MissionDocument.Facts facts) {
        var delegation = facts.delegation().stream()
                .map(OrganisationId::toString)
                .distinct()
                .toList();
        return delegation.isEmpty()
                ? 0
                : generation
                        .organisations()
                        .count(
                                workspace,
                                Filters.and(
                                        Filters.in("_id", delegation),
                                        Filters.eq("state.type", OrganisationType.CLUSTER.name())));
    }

    /** Those that began with the mission and those that met, or were to meet, on it. */
    private static List<CardDocument> partnerships(
            Generation generation, WorkspaceId workspace, MissionDocument mission, List<MeetingDocument> meetings) {
        var cards = new LinkedHashMap<PartnershipId, CardDocument>();
        all(
                        generation.cards(),
                        workspace,
                        Filters.eq("state.missionId", mission.missionId().toString()))
                .forEach(card -> cards.put(card.partnershipId(), card));
        var others = new LinkedHashSet<String>();
        meetings.stream()
                .filter(meeting -> meeting.status() != MeetingStatus.CANCELLED)
                .map(MeetingDocument::partnershipId)
                .filter(id -> !cards.containsKey(id))
                .forEach(id -> others.add(id.toString()));
        if (!others.isEmpty()) {
            all(generation.cards(), workspace, Filters.in("_id", others))
                    .forEach(card -> cards.put(card.partnershipId(), card));
        }
        return List.copyOf(cards.values());
    }

    /** Everything that matches, read in pages by the id, so that no single answer grows without bound. */
    private static <S> List<S> all(AggregateStore<S, DomainEvent> store, WorkspaceId workspace, Bson filter) {
        var found = new ArrayList<S>();
        var narrowed = filter;
        while (true) {
            var page = store.list(workspace, narrowed, Sorts.ascending("_id"), PAGE);
            page.forEach(stored -> found.add(stored.kept().state()));
            if (page.size() < PAGE) {
                return found;
            }
            narrowed = Filters.and(filter, Filters.gt("_id", page.getLast().id()));
        }
    }

    private Map<OrganisationId, Party> parties(
            WorkspaceId workspace, MissionDocument mission, List<MeetingDocument> meetings) {
        var ids = new HashSet<OrganisationId>();
        meetings.forEach(meeting -> {
            ids.add(meeting.ours());
            ids.add(meeting.partner());
        });
        mission.programme().stream()
                .map(MissionDocument.Item::host)
                .filter(Objects::nonNull)
                .forEach(ids::add);
        return organisations.named(workspace, ids);
    }

    private static List<ProgrammeRow> programme(MissionDocument mission, Map<OrganisationId, Party> parties) {
        return mission.programme().stream()
                .map(item -> {
                    var host = item.host();
                    return new ProgrammeRow(
                            item.date(), item.city(), item.kind(), host == null ? null : parties.get(host));
                })
                .sorted(Comparator.comparing(ProgrammeRow::date)
                        .thenComparing(row -> Objects.requireNonNullElse(row.city(), ""))
                        .thenComparing(ProgrammeRow::kind)
                        .thenComparing(
                                row -> row.host() == null ? "" : row.host().name()))
                .toList();
    }

    private static List<MetPair> met(List<MeetingDocument> held, Map<OrganisationId, Party> parties) {
        return held.stream()
                .collect(Collectors.groupingBy(MeetingDocument::partnershipId, LinkedHashMap::new, Collectors.toList()))
                .values()
                .stream()
                .map(ofPair -> {
                    var first = ofPair.getFirst();
                    return new MetPair(
                            first.partnershipId(),
                            parties.getOrDefault(first.ours(), Party.unnamed(first.ours())),
                            parties.getOrDefault(first.partner(), Party.unnamed(first.partner())),
                            ofPair.stream().map(MeetingDocument::meetingId).toList());
                })
                .sorted(Comparator.comparing((MetPair pair) -> pair.ours().name())
                        .thenComparing(pair -> pair.partner().name()))
                .toList();
    }
}
