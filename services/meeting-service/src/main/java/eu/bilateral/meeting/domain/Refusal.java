package eu.bilateral.meeting.domain;

import org.jspecify.annotations.Nullable;

/**
 * A rule said no, and nothing was changed. Each family of refusals is sealed, so that whoever answers for it has an answer
 * to every one.
 */
public abstract class Refusal extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String code;
    private final @Nullable String field;

    /**
     * What stands in the way.
     *
     * @param code the name under which clients know the situation; never changed, never used for another
     * @param field what of the request it is about, in the request's own words; absent where it is about all of it
     */
    protected Refusal(String code, @Nullable String field, String situation) {
        super(situation);
        this.code = code;
        this.field = field;
    }

    /** The name under which clients know the situation. */
    public String code() {
        return code;
    }

    /** What of the request it is about; absent where it is about all of it. */
    public @Nullable String field() {
        return field;
    }
}
