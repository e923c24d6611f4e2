/** The outbox in the document, the relay, the consuming side and the quarantine. */
@NullMarked
package eu.bilateral.kernel.delivery;

import org.jspecify.annotations.NullMarked;
