package eu.bilateral.kernel.event;

/** Where a meeting stands. */
public enum MeetingStatus {
    SCHEDULED,
    HELD,
    NO_SHOW_OURS,
    NO_SHOW_THEIRS,
    /** It does not count: called off before it took place, or taken back because it was logged by mistake. */
    CANCELLED,
    /** Another meeting took its place; reserved, for nothing says so yet. */
    REPLACED
}
