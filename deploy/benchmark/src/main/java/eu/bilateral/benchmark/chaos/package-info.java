/** What {@code deploy/chaos} runs: the real processes, faults from a seed, and an oracle that compares what came of it. */
@NullMarked
package eu.bilateral.benchmark.chaos;

import org.jspecify.annotations.NullMarked;
