package eu.bilateral.kernel.event;

/** What a programme item of a mission is. */
public enum ProgrammeItemKind {
    VISIT,
    SEMINAR,
    ROUND_TABLE,
    C2C_BLOCK,
    SOCIAL,
    TRAVEL
}
