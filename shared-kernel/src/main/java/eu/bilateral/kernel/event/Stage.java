package eu.bilateral.kernel.event;

/**
 * What both sides of a partnership have reached. The order of the first eight is the pipeline's; {@link #NURTURE} and the
 * closed ones stand beside it.
 */
public enum Stage {
    TARGETED,
    MEETING_AGREED,
    MET,
    INTEREST_CONFIRMED,
    SCOPING,
    AGREEMENT_DRAFTED,
    AGREEMENT_SIGNED,
    COOPERATING,
    NURTURE,
    CLOSED_KNOWLEDGE,
    CLOSED_NO_FIT;

    /** Whether the partnership is over; a closed one has no next step until it is reopened. */
    public boolean isClosed() {
        return this == CLOSED_KNOWLEDGE || this == CLOSED_NO_FIT;
    }

    /** Whether this is a step of the pipeline and not one of the drawers beside it. */
    public boolean isOnPipeline() {
        return !isClosed() && this != NURTURE;
    }

    /** Whether this step of the pipeline comes before that one; false where either is not on the pipeline. */
    public boolean isBefore(Stage other) {
        return isOnPipeline() && other.isOnPipeline() && compareTo(other) < 0;
    }
}
