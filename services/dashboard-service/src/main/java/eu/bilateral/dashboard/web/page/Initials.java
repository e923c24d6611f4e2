package eu.bilateral.dashboard.web.page;

import java.util.Locale;

/** Two letters that stand for a person where a name has no room. */
public final class Initials {

    private Initials() {}

    /** Such as "MS" of "maria.sowa", "MA" of "manager". */
    public static String of(String account) {
        var parts = account.split("@", 2)[0].split("[._-]+");
        var both = parts.length > 1 && !parts[1].isEmpty()
                ? parts[0].substring(0, 1) + parts[1].substring(0, 1)
                : account.substring(0, Math.min(2, account.length()));
        return both.toUpperCase(Locale.ROOT);
    }
}
