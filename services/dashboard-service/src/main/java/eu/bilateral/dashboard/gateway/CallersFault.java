package eu.bilateral.dashboard.gateway;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/** What a caller sends cannot be passed on; the service behind the door has no part in it. */
final class CallersFault extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private static final int MEGABYTE = 1024 * 1024;

    private final HttpStatus status;
    private final String code;

    private CallersFault(HttpStatus status, String code, String words, @Nullable Throwable why) {
        super(words, why);
        this.status = status;
        this.code = code;
    }

    /** More bytes than are passed on. */
    static CallersFault tooLarge(int largest) {
        return new CallersFault(
                HttpStatus.CONTENT_TOO_LARGE,
                "body-too-large",
                "The body is larger than %d MB; send it in parts. Nothing was stored.".formatted(largest / MEGABYTE),
                null);
    }

    /** The caller ended the connection before all of the body was there. */
    static CallersFault brokeOff(IOException gone) {
        return new CallersFault(
                HttpStatus.BAD_REQUEST, "body-broken-off", "The body broke off; send the request again.", gone);
    }

    /** The body comes so slowly that nobody waits for the rest. */
    static CallersFault tooSlow() {
        return new CallersFault(
                HttpStatus.REQUEST_TIMEOUT,
                "body-too-slow",
                "The body comes too slowly; send the request again over a better line, or in parts. Nothing was stored.",
                null);
    }

    HttpStatus status() {
        return status;
    }

    String code() {
        return code;
    }

    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}
