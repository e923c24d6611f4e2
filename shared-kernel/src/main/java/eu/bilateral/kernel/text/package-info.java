/** What texts may hold, wherever they come from. */
@NullMarked
package eu.bilateral.kernel.text;

import org.jspecify.annotations.NullMarked;
