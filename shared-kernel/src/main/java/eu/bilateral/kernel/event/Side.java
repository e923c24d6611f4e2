package eu.bilateral.kernel.event;

/** One of the two sides of a partnership. */
public enum Side {
    OURS,
    THEIRS
}
