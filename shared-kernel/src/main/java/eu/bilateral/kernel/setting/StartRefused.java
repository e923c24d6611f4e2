package eu.bilateral.kernel.setting;

/** The service must not start as things are; the message says why and what to do, in one line. */
public final class StartRefused extends RuntimeException {

    public StartRefused(String reason) {
        super(reason);
    }

    public StartRefused(String reason, Throwable cause) {
        super(reason, cause);
    }
}
