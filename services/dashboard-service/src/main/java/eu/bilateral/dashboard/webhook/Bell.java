package eu.bilateral.dashboard.webhook;

/** Wakes what sends in this instance; without it, it would look a moment later by itself. */
@FunctionalInterface
public interface Bell {

    /** Something waits. */
    void rung();
}
