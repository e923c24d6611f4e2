/** Meetings and missions: logging them, what came of them, and what a mission came to. */
@NullMarked
package eu.bilateral.dashboard.web.meeting;

import org.jspecify.annotations.NullMarked;
