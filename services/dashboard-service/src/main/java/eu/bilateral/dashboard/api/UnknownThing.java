package eu.bilateral.dashboard.api;

/** Nothing of that id is known in the caller's workspace. */
final class UnknownThing extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String code;

    UnknownThing(String code, String words) {
        super(words);
        this.code = code;
    }

    String code() {
        return code;
    }

    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}
