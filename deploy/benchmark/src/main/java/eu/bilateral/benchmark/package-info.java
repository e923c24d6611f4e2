/** What {@code deploy/bench} runs: the whole chain measured from outside, and the same work done by hand beside it. */
@NullMarked
package eu.bilateral.benchmark;

import org.jspecify.annotations.NullMarked;
