/** Sends what waits for webhooks: one instance at a time for each, in order, patiently, and nowhere that is forbidden. */
@NullMarked
package eu.bilateral.dashboard.sending;

import org.jspecify.annotations.NullMarked;
