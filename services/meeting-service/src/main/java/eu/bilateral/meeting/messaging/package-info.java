/** What this service hears. */
@NullMarked
package eu.bilateral.meeting.messaging;

import org.jspecify.annotations.NullMarked;
