package eu.bilateral.followup.persistence;

import eu.bilateral.followup.domain.partnership.Partnership;
import eu.bilateral.followup.domain.partnership.PartnershipChange;
import eu.bilateral.followup.domain.partnership.PartnershipRefusal.UnknownPartnership;
import eu.bilateral.followup.domain.partnership.Partnerships;
import eu.bilateral.kernel.command.CommandRefusal.KeyReused;
import eu.bilateral.kernel.command.CommandRefusal.VersionOutdated;
import eu.bilateral.kernel.command.Instruction;
import eu.bilateral.kernel.command.Kept;
import eu.bilateral.kernel.command.Page;
import eu.bilateral.kernel.event.FollowUpEvent;
import eu.bilateral.kernel.id.PartnershipId;
import eu.bilateral.kernel.id.WorkspaceId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Partnerships in memory, for tests of what uses them. */
public final class InMemoryPartnerships implements Partnerships {

    private record Document(WorkspaceId workspace, Partnership partnership, long version, Map<UUID, String> commands) {}

    private final Map<String, Document> documents = new TreeMap<>();
    private final List<FollowUpEvent> told = new ArrayList<>();

    /** Keeps what a meeting has opened. */
    public synchronized void keep(WorkspaceId workspace, PartnershipChange opened) {
        documents.put(
                opened.partnership().partnershipId().toString(),
                new Document(workspace, opened.partnership(), 1, Map.of()));
        told.add(opened.event());
    }

    /** All that was told, in order. */
    public synchronized List<FollowUpEvent> told() {
        return List.copyOf(told);
    }

    @Override
    public synchronized Optional<Kept<Partnership>> find(WorkspaceId workspace, PartnershipId id) {
        return present(workspace, id).map(found -> new Kept<>(found.partnership(), found.version(), false));
    }

    @Override
    public synchronized Kept<Partnership> change(
            Instruction by, PartnershipId id, Function<Partnership, PartnershipChange> decision) {
        var found = present(by.workspace(), id).orElseThrow(() -> new UnknownPartnership(id));
        var print = found.commands().get(by.command().value());
        if (print != null) {
            if (!print.equals(by.command().fingerprint())) {
                throw new KeyReused();
            }
            return new Kept<>(found.partnership(), found.version(), true);
        }
        if (by.onlyAt() != null && by.onlyAt() != found.version()) {
            throw new VersionOutdated(by.onlyAt(), found.version());
        }
        var change = decision.apply(found.partnership());
        var commands = new HashMap<>(found.commands());
        commands.put(by.command().value(), by.command().fingerprint());
        var next = new Document(by.workspace(), change.partnership(), found.version() + 1, commands);
        documents.put(id.toString(), next);
        told.add(change.event());
        return new Kept<>(next.partnership(), next.version(), false);
    }

    @Override
    public synchronized Page<Kept<Partnership>> list(
            WorkspaceId workspace, Filter filter, @Nullable PartnershipId after, int limit) {
        var found = documents.values().stream()
                .filter(document -> document.workspace().equals(workspace))
                .filter(document -> filter.matches(document.partnership()))
                .filter(document -> after == null
                        || document.partnership().partnershipId().toString().compareTo(after.toString()) > 0)
                .toList();
        return Page.of(found, limit, last -> last.partnership().partnershipId().toString())
                .map(document -> new Kept<>(document.partnership(), document.version(), false));
    }

    private Optional<Document> present(WorkspaceId workspace, PartnershipId id) {
        return Optional.ofNullable(documents.get(id.toString()))
                .filter(document -> document.workspace().equals(workspace));
    }
}
