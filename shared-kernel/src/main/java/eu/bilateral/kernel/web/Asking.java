package eu.bilateral.kernel.web;

import eu.bilateral.kernel.command.CommandId;
import eu.bilateral.kernel.command.Instruction;
import eu.bilateral.kernel.id.DerivedUuid;
import eu.bilateral.kernel.security.Caller;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/**
 * A request that wants something changed: the caller, the {@code Idempotency-Key} and the {@code If-Match}, ready to
 * become an {@link Instruction}. A controller method of a service takes it as an argument.
 */
public final class Asking {

    private static final Pattern KEY = Pattern.compile("[\\x21-\\x7e]{1,128}");
    /** As {@link Answers} writes it and in no other way: an ETag is no number, so that "03" is none that anybody was given. */
    private static final Pattern VERSION = Pattern.compile("\"(0|[1-9][0-9]{0,17})\"");

    /** Whatever is there now (RFC 9110, 13.1.1). */
    private static final String ANY = "*";

    private final Caller caller;
    private final String method;
    private final String path;
    private final @Nullable String key;
    private final @Nullable String ifMatch;

    Asking(Caller caller, String method, String path, @Nullable String key, @Nullable String ifMatch) {
        this.caller = caller;
        this.method = method;
        this.path = path;
        this.key = key;
        this.ifMatch = ifMatch;
        if (key != null && !KEY.matcher(key).matches()) {
            throw new MalformedRequest(
                    HttpStatus.BAD_REQUEST,
                    "malformed-key",
                    "Idempotency-Key",
                    "An Idempotency-Key has 1 to 128 visible ASCII characters");
        }
    }

    /** Who asks. */
    public Caller caller() {
        return caller;
    }

    /**
     * The instruction to do that; {@code body} is the request record, whose text tells apart two requests under one key.
     * Without a key each request is a new command.
     */
    public Instruction to(Object body) {
        return instruction(body, ifMatch == null || ifMatch.equals(ANY) ? null : version(ifMatch));
    }

    /** Like {@link #to}, but the asker must say which version it has seen: 428 without {@code If-Match}. */
    public Instruction toSeen(Object body) {
        if (ifMatch == null) {
            throw new MalformedRequest(
                    HttpStatus.PRECONDITION_REQUIRED,
                    "version-required",
                    "If-Match",
                    "Say which version you have read: send its ETag as If-Match");
        }
        return instruction(body, version(ifMatch));
    }

    private Instruction instruction(Object body, @Nullable Long onlyAt) {
        return new Instruction(caller.workspace(), caller.account(), caller.role(), command(body), onlyAt);
    }

    private CommandId command(Object body) {
        if (key == null) {
            return CommandId.next();
        }
        var id = DerivedUuid.of(caller.workspace().value(), caller.account().value(), key);
        return new CommandId(id, DerivedUuid.of(method, path, body.toString()).toString());
    }

    private static long version(String ifMatch) {
        var quoted = VERSION.matcher(ifMatch);
        if (!quoted.matches()) {
            throw new MalformedRequest(
                    HttpStatus.BAD_REQUEST,
                    "malformed-version",
                    "If-Match",
                    "If-Match takes one ETag and no list, exactly as it was sent, such as \"3\"");
        }
        return Long.parseLong(quoted.group(1));
    }
}
