package eu.bilateral.meeting.domain.mission;

import eu.bilateral.kernel.event.MeetingEvent;

/** A mission's next state and the fact that brought it about, kept together so that both are stored or neither. */
public record MissionChange(Mission mission, MeetingEvent event) {}
