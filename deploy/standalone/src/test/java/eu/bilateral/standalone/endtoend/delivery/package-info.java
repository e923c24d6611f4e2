/**
 * Whoever listens, by stream, webhook or topic, hears what is meant for them: in order, with nothing missed, over kills
 * and restarts.
 */
@NullMarked
package eu.bilateral.standalone.endtoend.delivery;

import org.jspecify.annotations.NullMarked;
