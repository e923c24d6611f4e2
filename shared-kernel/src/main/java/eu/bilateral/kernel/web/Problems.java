package eu.bilateral.kernel.web;

import java.net.URI;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;

/** Answers that say no (RFC 9457): a stable type, what happened, whether anything was lost, what to do. */
public final class Problems {

    /** What all problem types begin with; the last part is the code. */
    public static final String TYPES = "https://bilateral.eu/problems/";

    private Problems() {}

    /** A problem of that kind; {@code detail} is a sentence for the person who asked. */
    public static ProblemDetail problem(HttpStatusCode status, String code, String detail) {
        var problem = ProblemDetail.forStatusAndDetail(status, detail);
        problem.setType(URI.create(TYPES + code));
        return problem;
    }

    /** A problem with one field of the request. */
    public static ProblemDetail problem(HttpStatus status, String code, String field, String detail) {
        var problem = problem(status, code, detail);
        problem.setProperty("errors", List.of(new FieldError(field, detail)));
        return problem;
    }

    /** A problem with several fields of the request. */
    public static ProblemDetail problem(HttpStatus status, String code, String detail, List<FieldError> errors) {
        var problem = problem(status, code, detail);
        problem.setProperty("errors", errors);
        return problem;
    }

    /** What is wrong with one field; nested fields as {@code record.promises[0].dueOn}. */
    public record FieldError(String field, String message) {}
}
