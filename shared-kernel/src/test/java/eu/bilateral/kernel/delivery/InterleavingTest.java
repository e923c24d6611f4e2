package eu.bilateral.kernel.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import eu.bilateral.kernel.delivery.ProtocolModel.Scope;
import eu.bilateral.kernel.delivery.ProtocolModel.Variant;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.FieldSource;

/**
 * Walks through every interleaving of one aggregate with its writers, relays and consumer, within bounds that keep the walk
 * short: two events of two writers with two relays, and three events of one writer with one relay, each with a crash and a
 * failed or ambiguous send wherever they fit. It runs over the decision functions that run in production,
 * {@link OutboxLine} and {@link HeardMark}. What is accepted takes effect once, in order; and a protocol with one rule
 * broken is caught.
 */
class InterleavingTest {

    static final Scope TWO_WRITERS = new Scope(2, 2, 2, 1, 1);
    static final Scope ONE_RELAY = new Scope(3, 1, 1, 1, 1);

    @ParameterizedTest
    @FieldSource("SCOPES")
    void whateverHappensInWhateverOrderEachAcceptedEventTakesEffectOnceAndInOrder(Scope scope) {
        var walk = walk(Variant.AS_SHIPPED, scope);

        assertThat(walk.violation()).isNull();
        assertThat(walk.states()).isGreaterThan(10_000);
        assertThat(walk.ends()).isPositive();
    }

    static final List<Scope> SCOPES = List.of(TWO_WRITERS, ONE_RELAY);

    @ParameterizedTest
    @EnumSource(value = Variant.class, mode = EnumSource.Mode.EXCLUDE, names = "AS_SHIPPED")
    void aProtocolWithOneRuleBrokenIsCaught(Variant broken) {
        assertThat(SCOPES)
                .anySatisfy(scope -> assertThat(walk(broken, scope).violation()).isNotNull());
    }

    private record Walk(int states, int ends, @Nullable String violation) {}

    private static Walk walk(Variant variant, Scope scope) {
        var seen = new HashSet<String>();
        var open = new ArrayDeque<ProtocolModel>();
        var start = ProtocolModel.start(variant, scope);
        seen.add(start.key());
        open.add(start);
        int ends = 0;
        while (!open.isEmpty()) {
            var world = open.removeLast();
            var violation = world.violation();
            if (violation != null) {
                return new Walk(seen.size(), ends, violation);
            }
            ends += world.isAtRest() ? 1 : 0;
            for (var next : world.successors()) {
                if (seen.add(next.key())) {
                    open.add(next);
                }
            }
        }
        return new Walk(seen.size(), ends, null);
    }

    @Test
    void theWalkTellsStatesApart() {
        Set<String> keys = new HashSet<>();
        var start = ProtocolModel.start(Variant.AS_SHIPPED, TWO_WRITERS);
        start.successors().forEach(next -> keys.add(next.key()));

        assertThat(keys).hasSize(start.successors().size()).doesNotContain(start.key());
    }
}
