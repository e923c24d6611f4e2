package eu.bilateral.kernel.setting;

import java.util.Locale;

/** How a setting is called. */
public final class Setting {

    private Setting() {}

    /** Its name, and in brackets the environment variable that sets it. */
    public static String named(String name) {
        return "%s (%s)"
                .formatted(name, name.replace('.', '_').replace('-', '_').toUpperCase(Locale.ROOT));
    }
}
