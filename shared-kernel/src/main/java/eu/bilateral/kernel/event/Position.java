package eu.bilateral.kernel.event;

/**
 * An event's place in its aggregate's life: sequences count from 1 without gaps; a data set restored from a backup goes on
 * in a higher epoch, and any epoch outranks all sequences of a lower one.
 */
public record Position(long epoch, long sequence) implements Comparable<Position> {

    /** Whether this comes after that. */
    public boolean isAfter(Position other) {
        return compareTo(other) > 0;
    }

    @Override
    public int compareTo(Position other) {
        int byEpoch = Long.compare(epoch, other.epoch);
        return byEpoch != 0 ? byEpoch : Long.compare(sequence, other.sequence);
    }
}
