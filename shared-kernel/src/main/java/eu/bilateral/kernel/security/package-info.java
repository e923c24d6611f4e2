/** Who is asking, for which workspace, in which role. */
@NullMarked
package eu.bilateral.kernel.security;

import org.jspecify.annotations.NullMarked;
