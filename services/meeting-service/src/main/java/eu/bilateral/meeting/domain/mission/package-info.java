/** Missions with their delegation and programme. */
@NullMarked
package eu.bilateral.meeting.domain.mission;

import org.jspecify.annotations.NullMarked;
