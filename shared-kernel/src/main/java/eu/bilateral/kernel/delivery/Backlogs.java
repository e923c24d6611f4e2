package eu.bilateral.kernel.delivery;

import java.util.Optional;
import java.util.Set;

/** Knows how far bindings are behind. */
interface Backlogs {

    /**
     * How far that group is behind on those partitions of the topic, on all of them where none is named; absent where the
     * broker does not answer in time.
     */
    Optional<Backlog> of(String topic, String group, Set<Integer> partitions);
}
