/** How somebody else's program hears Bilateral; depends on nothing of it. */
@NullMarked
package eu.bilateral.samples;

import org.jspecify.annotations.NullMarked;
