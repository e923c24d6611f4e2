/** What the follow-up service hears. */
@NullMarked
package eu.bilateral.followup.messaging;

import org.jspecify.annotations.NullMarked;
