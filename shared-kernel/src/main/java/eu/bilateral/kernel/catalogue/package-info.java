/** What others can hear from Bilateral, described for their tools: AsyncAPI and JSON Schema, derived from the events themselves. */
@NullMarked
package eu.bilateral.kernel.catalogue;

import org.jspecify.annotations.NullMarked;
