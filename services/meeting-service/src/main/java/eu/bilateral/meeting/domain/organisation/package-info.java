/** What this service knows of organisations, from what the contact service tells. */
@NullMarked
package eu.bilateral.meeting.domain.organisation;

import org.jspecify.annotations.NullMarked;
