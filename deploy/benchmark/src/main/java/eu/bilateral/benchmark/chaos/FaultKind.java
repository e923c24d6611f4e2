package eu.bilateral.benchmark.chaos;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What can go wrong in a run. */
enum FaultKind {
    /** {@code kill -9} of a process, which is started again after a moment. */
    KILL,
    /** SIGSTOP, and SIGCONT up to twenty seconds later. */
    FREEZE,
    /** Those who tell are killed while the broker is frozen: what they had sent was never confirmed. */
    KILL_WHILE_BROKER_FROZEN,
    /** All connections to the broker are cut and none comes up for a while. */
    CUT_BROKER,
    /** All connections of one service to the store are cut and none comes up for a while. */
    CUT_STORE,
    /** Everything between services and broker takes longer. */
    SLOW_BROKER,
    /** Everything between one service and the store takes longer. */
    SLOW_STORE,
    /** What the services write is stored, but they never hear so. */
    ANSWERS_LOST,
    /** What the services write never arrives. */
    WRITES_LOST,
    /** Removals from the outboxes in doubt, a broker that confirms nothing, then {@code kill -9}. */
    DOUBT_THEN_KILL,
    /** Records on the topics that are none of ours, or hostile. */
    POISON,
    /** Poison under the key of a busy partnership: what follows under that key must wait behind it, and go on after. */
    POISON_IN_THE_WAY,
    /** Poison on a quiet topic while the services that hear it cannot write into their quarantine. */
    POISON_WHILE_PARKING_LOST,
    /** Old records come once more, byte for byte. */
    REPEATED,
    /** The store's file may not grow any more. */
    DISK_FULL,
    /**
     * No fault, and nobody should notice: every instance of every service is ended and started in good order, one after the
     * other. Only where it is asked for.
     */
    ROLLING_RESTART;

    static FaultKind named(String name) {
        return valueOf(name.toUpperCase(Locale.ROOT).replace('-', '_'));
    }

    /** All that go wrong. */
    static List<FaultKind> all() {
        return Arrays.stream(values()).filter(kind -> kind != ROLLING_RESTART).toList();
    }

    /** Its name as it is printed. */
    String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
