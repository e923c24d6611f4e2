/** What a service must be told before it starts, and how it says that it was not. */
@NullMarked
package eu.bilateral.kernel.setting;

import org.jspecify.annotations.NullMarked;
