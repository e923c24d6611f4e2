package eu.bilateral.kernel.web;

import org.springframework.http.HttpStatus;

/** A header or parameter of the request is missing or has no valid form. */
public final class MalformedRequest extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final HttpStatus status;
    private final String code;
    private final String field;

    /** {@code field} names what is wrong, {@code words} tell the asker what to do. */
    public MalformedRequest(HttpStatus status, String code, String field, String words) {
        super(words);
        this.status = status;
        this.code = code;
        this.field = field;
    }

    HttpStatus status() {
        return status;
    }

    String code() {
        return code;
    }

    String field() {
        return field;
    }

    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}
