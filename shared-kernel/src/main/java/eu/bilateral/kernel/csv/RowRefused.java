package eu.bilateral.kernel.csv;

import org.jspecify.annotations.Nullable;

/** One row cannot be taken; the others can. Becomes a line of the {@link ImportReport}. */
public final class RowRefused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final @Nullable String field;
    private final String code;

    /**
     * Refuses the row.
     *
     * @param field the column that is to blame; absent where it is the whole row
     * @param code stable and for programs, in kebab-case
     * @param words a sentence for the person who sent the file
     */
    public RowRefused(@Nullable String field, String code, String words) {
        super(words);
        this.field = field;
        this.code = code;
    }

    /** The column that is to blame; absent where it is the whole row. */
    public @Nullable String field() {
        return field;
    }

    /** What is wrong, for programs. */
    public String code() {
        return code;
    }

    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}
