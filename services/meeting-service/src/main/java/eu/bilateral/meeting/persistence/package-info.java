/** Missions, meetings and known organisations in MongoDB. */
@NullMarked
package eu.bilateral.meeting.persistence;

import org.jspecify.annotations.NullMarked;
