/** One trace from a request through the topics to its last effect. */
@NullMarked
package eu.bilateral.kernel.tracing;

import org.jspecify.annotations.NullMarked;
