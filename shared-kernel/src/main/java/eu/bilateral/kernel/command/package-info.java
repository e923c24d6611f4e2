/** Who wants what changed, and what a stored state looks like to those who change it. */
@NullMarked
package eu.bilateral.kernel.command;

import org.jspecify.annotations.NullMarked;
