package eu.bilateral.meeting.domain.meeting;

import eu.bilateral.kernel.event.MeetingEvent;

/** A meeting's next state and the fact that brought it about, kept together so that both are stored or neither. */
public record MeetingChange(Meeting meeting, MeetingEvent event) {}
