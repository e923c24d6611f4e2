package eu.bilateral.kernel.delivery;

/** A record that is no event of ours, and why, in words that an operator can act on. */
final class Unreadable extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String code;

    Unreadable(String code, String reason) {
        super(reason);
        this.code = code;
    }

    String code() {
        return code;
    }
}
