/** Names of things, minted by the service that owns the thing. */
@NullMarked
package eu.bilateral.kernel.id;

import org.jspecify.annotations.NullMarked;
