package eu.bilateral.dashboard.web.page;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads what a form or an address may or may not give. */
public final class Given {

    private Given() {}

    /** The text without surrounding space; absent where nothing is left. */
    public static @Nullable String text(@Nullable String given) {
        return given == null || given.isBlank() ? null : given.strip();
    }

    /** What the text means; absent where there is none or it means nothing. */
    public static <T> @Nullable T as(@Nullable String given, Function<String, T> reading) {
        var text = text(given);
        if (text == null) {
            return null;
        }
        try {
            return reading.apply(text);
        } catch (IllegalArgumentException meaningless) {
            return null;
        }
    }
}
