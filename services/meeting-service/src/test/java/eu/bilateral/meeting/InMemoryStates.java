package eu.bilateral.meeting;

import eu.bilateral.kernel.command.CommandRefusal.KeyReused;
import eu.bilateral.kernel.command.CommandRefusal.VersionOutdated;
import eu.bilateral.kernel.command.Instruction;
import eu.bilateral.kernel.command.Kept;
import eu.bilateral.kernel.event.MeetingEvent;
import eu.bilateral.kernel.id.WorkspaceId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** States in memory that are changed the way the store changes them: by version, and once for each command. */
final class InMemoryStates<I, S> {

    private final Map<Address<I>, Entry<S>> entries = new HashMap<>();
    private final List<MeetingEvent> told = new ArrayList<>();

    private record Address<I>(WorkspaceId workspace, I id) {}

    private record Entry<S>(S state, long version, Map<UUID, String> commands) {}

    /** {@code isAllInState}: there is nothing to tell where that state is there already. */
    record Told<S>(S state, MeetingEvent event, boolean isAllInState) {}

    synchronized List<MeetingEvent> told() {
        return List.copyOf(told);
    }

    synchronized Optional<Kept<S>> find(WorkspaceId workspace, I id) {
        return Optional.ofNullable(entries.get(new Address<>(workspace, id))).map(entry -> kept(entry, false));
    }

    /** Absent where another command made one of that id. */
    synchronized Optional<Kept<S>> add(Instruction by, I id, Supplier<Told<S>> decision) {
        var entry = entries.get(new Address<>(by.workspace(), id));
        if (entry == null) {
            return Optional.of(write(by, id, null, decision.get()));
        }
        return carriedOut(by, entry) ? Optional.of(kept(entry, true)) : Optional.empty();
    }

    /** Absent where there is none. */
    synchronized Optional<Kept<S>> change(Instruction by, I id, Function<S, Told<S>> decision) {
        var entry = entries.get(new Address<>(by.workspace(), id));
        if (entry == null) {
            return Optional.empty();
        }
        if (carriedOut(by, entry)) {
            return Optional.of(kept(entry, true));
        }
        if (by.onlyAt() != null && by.onlyAt() != entry.version()) {
            throw new VersionOutdated(by.onlyAt(), entry.version());
        }
        var told = decision.apply(entry.state());
        if (told.isAllInState() && told.state().equals(entry.state())) {
            var commands = new HashMap<>(entry.commands());
            commands.put(by.command().value(), by.command().fingerprint());
            var after = new Entry<>(entry.state(), entry.version(), commands);
            entries.put(new Address<>(by.workspace(), id), after);
            return Optional.of(kept(after, false));
        }
        return Optional.of(write(by, id, entry, told));
    }

    synchronized Stream<Kept<S>> all(WorkspaceId workspace) {
        return entries.entrySet().stream()
                .filter(entry -> entry.getKey().workspace().equals(workspace))
                .map(entry -> kept(entry.getValue(), false))
                .toList()
                .stream();
    }

    private Kept<S> write(Instruction by, I id, @Nullable Entry<S> before, Told<S> change) {
        var commands = new HashMap<UUID, String>(before == null ? Map.of() : before.commands());
        commands.put(by.command().value(), by.command().fingerprint());
        var after = new Entry<>(change.state(), before == null ? 1 : before.version() + 1, commands);
        entries.put(new Address<>(by.workspace(), id), after);
        told.add(change.event());
        return kept(after, false);
    }

    private static <S> boolean carriedOut(Instruction by, Entry<S> entry) {
        var print = entry.commands().get(by.command().value());
        if (print != null && !print.equals(by.command().fingerprint())) {
            throw new KeyReused();
        }
        return print != null;
    }

    private static <S> Kept<S> kept(Entry<S> entry, boolean repeated) {
        return new Kept<>(entry.state(), entry.version(), repeated);
    }
}
