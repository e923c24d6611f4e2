/** Webhooks: who outside wants to be told of which events, how, and what became of each telling. */
@NullMarked
package eu.bilateral.dashboard.webhook;

import org.jspecify.annotations.NullMarked;
