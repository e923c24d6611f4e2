/** What one can ask of the meeting service. */
@NullMarked
package eu.bilateral.meeting.application;

import org.jspecify.annotations.NullMarked;
