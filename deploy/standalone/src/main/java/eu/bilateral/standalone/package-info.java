/** Everything in one process: broker, document store, issuer and the four services. */
@NullMarked
package eu.bilateral.standalone;

import org.jspecify.annotations.NullMarked;
