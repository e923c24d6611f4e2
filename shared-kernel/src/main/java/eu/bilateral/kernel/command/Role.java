package eu.bilateral.kernel.command;

/** What an account may do in its workspace. */
public enum Role {
    /** Reads and streams. */
    VIEWER,
    /** Logs meetings, works own partnerships and follow-ups, reads the rest. */
    DEVELOPER,
    /** Everything in the workspace. */
    MANAGER
}
