/** Tables that people send as CSV: read within limits, each broken row told apart, and a report of what came of them. */
@NullMarked
package eu.bilateral.kernel.csv;

import org.jspecify.annotations.NullMarked;
