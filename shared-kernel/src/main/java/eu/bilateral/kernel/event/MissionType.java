package eu.bilateral.kernel.event;

/** Where a mission takes place, seen from the delegation. */
public enum MissionType {
    OUTGOING,
    INCOMING,
    VIRTUAL
}
