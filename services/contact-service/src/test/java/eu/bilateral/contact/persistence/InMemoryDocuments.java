package eu.bilateral.contact.persistence;

import eu.bilateral.kernel.command.CommandId;
import eu.bilateral.kernel.command.CommandRefusal.KeyReused;
import eu.bilateral.kernel.command.CommandRefusal.VersionOutdated;
import eu.bilateral.kernel.command.Instruction;
import eu.bilateral.kernel.command.Kept;
import eu.bilateral.kernel.event.ContactEvent;
import eu.bilateral.kernel.id.WorkspaceId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** States in memory with what the store keeps beside them: version, commands, events. */
final class InMemoryDocuments<S> {

    /** A state and its event. */
    record Told<S>(S state, ContactEvent event) {}

    private record Document<S>(WorkspaceId workspace, S state, long version, Map<CommandId, String> commands) {}

    private final Map<String, Document<S>> documents = new HashMap<>();
    private final List<ContactEvent> events = new ArrayList<>();

    synchronized Optional<Kept<S>> find(WorkspaceId workspace, String id) {
        return present(workspace, id).map(found -> kept(found, false));
    }

    synchronized Stream<Kept<S>> all(WorkspaceId workspace) {
        return List.copyOf(documents.values()).stream()
                .filter(one -> one.workspace().equals(workspace))
                .map(one -> kept(one, false));
    }

    /** Absent where another command has made it. */
    synchronized Optional<Kept<S>> add(Instruction by, String id, Supplier<Told<S>> decision) {
        var found = Optional.ofNullable(documents.get(id));
        if (found.isPresent()) {
            return found.filter(one -> one.workspace().equals(by.workspace()) && carriedOut(one, by.command()))
                    .map(one -> kept(one, true));
        }
        return Optional.of(kept(write(by, id, new HashMap<>(), 1, decision.get()), false));
    }

    synchronized Optional<Kept<S>> change(Instruction by, String id, Function<S, Told<S>> decision) {
        return present(by.workspace(), id).map(found -> {
            if (carriedOut(found, by.command())) {
                return kept(found, true);
            }
            if (by.onlyAt() != null && by.onlyAt() != found.version()) {
                throw new VersionOutdated(by.onlyAt(), found.version());
            }
            var told = decision.apply(found.state());
            if (told.state().equals(found.state())) {
                found.commands().put(by.command(), by.command().fingerprint());
                return kept(found, false);
            }
            return kept(write(by, id, found.commands(), found.version() + 1, told), false);
        });
    }

    synchronized List<ContactEvent> events() {
        return List.copyOf(events);
    }

    private Optional<Document<S>> present(WorkspaceId workspace, String id) {
        return Optional.ofNullable(documents.get(id))
                .filter(found -> found.workspace().equals(workspace));
    }

    private Document<S> write(Instruction by, String id, Map<CommandId, String> commands, long version, Told<S> told) {
        commands.put(by.command(), by.command().fingerprint());
        events.add(told.event());
        var written = new Document<>(by.workspace(), told.state(), version, commands);
        documents.put(id, written);
        return written;
    }

    private static boolean carriedOut(Document<?> document, CommandId command) {
        if (document.commands().containsKey(command)) {
            return true;
        }
        if (document.commands().keySet().stream()
                .anyMatch(known -> known.value().equals(command.value()))) {
            throw new KeyReused();
        }
        return false;
    }

    private static <S> Kept<S> kept(Document<S> document, boolean repeated) {
        return new Kept<>(document.state(), document.version(), repeated);
    }
}
