package eu.bilateral.kernel.event;

/** What kind of bilateral meeting it is. */
public enum MeetingKind {
    C2C,
    B2B,
    VISIT,
    ADHOC,
    ONLINE
}
