package eu.bilateral.kernel.event;

/** Where a meeting stands. */
public enum MeetingStatus {
    SCHEDULED,
    HELD,
    NO_SHOW_OURS,
    NO_SHOW_THEIRS,
    CANCELLED,
    REPLACED
}
