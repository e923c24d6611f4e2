package eu.bilateral.kernel.web;

import eu.bilateral.kernel.id.AccountId;
import eu.bilateral.kernel.security.Caller;
import eu.bilateral.kernel.security.Callers;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/** Reads who is meant: {@code me} is the account that asks, in the parameter {@code owner} of a list as in every body. */
public final class Owners {

    private static final String ASKER = "me";

    private Owners() {}

    /** Whether that is no account's name but stands for the one that asks; nobody can be called so. */
    public static boolean isWhoeverAsks(String named) {
        return named.equals(ASKER);
    }

    /** The account that is asked for, {@code me} being the caller's own; absent where none is. Refuses what names none. */
    public static @Nullable AccountId of(@Nullable String asked, Caller caller) {
        if (asked == null) {
            return null;
        }
        if (isWhoeverAsks(asked)) {
            return caller.account();
        }
        try {
            return AccountId.of(asked);
        } catch (IllegalArgumentException noAccount) {
            throw new MalformedRequest(
                    HttpStatus.BAD_REQUEST, "wrong-type", "owner", "An owner is me or the name of an account");
        }
    }

    /** The account that a body names; an {@link IllegalArgumentException} where it names none. */
    static AccountId inBody(String named) {
        return isWhoeverAsks(named) ? Callers.current().account() : AccountId.of(named);
    }
}
