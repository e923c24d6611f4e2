/** What those see who run it: figures, alerts and traces, and nothing that people entrusted to it. */
@NullMarked
package eu.bilateral.standalone.endtoend.operation;

import org.jspecify.annotations.NullMarked;
