/** What missions, meetings and organisations share: refusals and the calendar they live in. */
@NullMarked
package eu.bilateral.meeting.domain;

import org.jspecify.annotations.NullMarked;
