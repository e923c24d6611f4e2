package eu.bilateral.meeting;

import eu.bilateral.kernel.id.OrganisationId;
import eu.bilateral.kernel.id.WorkspaceId;
import eu.bilateral.meeting.domain.organisation.KnownOrganisation;
import eu.bilateral.meeting.domain.organisation.KnownOrganisations;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Known organisations in memory; keeps to the same contract as those in MongoDB. */
public final class InMemoryKnownOrganisations implements KnownOrganisations {

    private final Map<WorkspaceId, Map<OrganisationId, KnownOrganisation>> known = new ConcurrentHashMap<>();

    /** From now on it is known there. */
    public void remember(WorkspaceId workspace, KnownOrganisation organisation) {
        known.computeIfAbsent(workspace, first -> new ConcurrentHashMap<>())
                .put(organisation.organisationId(), organisation);
    }

    @Override
    public Map<OrganisationId, KnownOrganisation> named(WorkspaceId workspace, Collection<OrganisationId> ids) {
        return in(workspace)
                .filter(organisation -> ids.contains(organisation.organisationId()))
                .collect(Collectors.toMap(KnownOrganisation::organisationId, Function.identity()));
    }

    @Override
    public Map<String, KnownOrganisation> withRefs(WorkspaceId workspace, Collection<String> refs) {
        return in(workspace)
                .filter(organisation -> organisation.ref() != null && refs.contains(organisation.ref()))
                .collect(Collectors.toMap(
                        organisation -> Objects.requireNonNull(organisation.ref()), Function.identity()));
    }

    private Stream<KnownOrganisation> in(WorkspaceId workspace) {
        return known.getOrDefault(workspace, Map.of()).values().stream();
    }
}
