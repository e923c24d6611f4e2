package eu.bilateral.kernel.web;

import static eu.bilateral.kernel.web.Problems.problem;
import static org.springframework.http.HttpStatus.BAD_REQUEST;
import static org.springframework.http.HttpStatus.FORBIDDEN;
import static org.springframework.http.HttpStatus.INTERNAL_SERVER_ERROR;
import static org.springframework.http.HttpStatus.PRECONDITION_FAILED;
import static org.springframework.http.HttpStatus.SERVICE_UNAVAILABLE;
import static org.springframework.http.HttpStatus.TOO_MANY_REQUESTS;
import static org.springframework.http.HttpStatus.UNPROCESSABLE_CONTENT;
import static org.springframework.http.MediaType.APPLICATION_PROBLEM_JSON;

import com.mongodb.MongoNodeIsRecoveringException;
import com.mongodb.MongoNotPrimaryException;
import com.mongodb.MongoSocketException;
import com.mongodb.MongoTimeoutException;
import eu.bilateral.kernel.command.CommandRefusal;
import eu.bilateral.kernel.command.CommandRefusal.KeyReused;
import eu.bilateral.kernel.command.CommandRefusal.OutboxFull;
import eu.bilateral.kernel.command.CommandRefusal.Outrun;
import eu.bilateral.kernel.command.CommandRefusal.VersionOutdated;
import eu.bilateral.kernel.web.Problems.FieldError;
import jakarta.validation.ConstraintViolationException;
import java.net.URI;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.TypeMismatchException;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.InputCoercionException;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/** Answers to requests that no service's rule has seen: malformed, incomplete, outdated, or the store is away. */
@RestControllerAdvice
@Order(Ordered.LOWEST_PRECEDENCE)
class ApiProblems extends ResponseEntityExceptionHandler {

    private static final Logger LOG = LoggerFactory.getLogger(ApiProblems.class);

    @ExceptionHandler
    ResponseEntity<ProblemDetail> explain(CommandRefusal refusal) {
        return switch (refusal) {
            case VersionOutdated outdated ->
                answer(problem(
                        PRECONDITION_FAILED,
                        "version-outdated",
                        outdated.getMessage() + ". Read it again and repeat."));
            case KeyReused reused ->
                answer(problem(
                        UNPROCESSABLE_CONTENT,
                        "key-reused",
                        reused.getMessage() + ". Send a new key with a new request."));
            case OutboxFull full ->
                later(problem(SERVICE_UNAVAILABLE, "outbox-full", full.getMessage() + ". Try again."));
            case Outrun outrun -> later(problem(SERVICE_UNAVAILABLE, "outrun", outrun.getMessage() + ". Try again."));
        };
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> explain(MalformedRequest malformed) {
        return answer(problem(malformed.status(), malformed.code(), malformed.field(), malformed.getMessage()));
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> explain(RequestLimits.TooManyRequests often) {
        return ResponseEntity.status(TOO_MANY_REQUESTS)
                .header(HttpHeaders.RETRY_AFTER, Long.toString(often.seconds()))
                .contentType(APPLICATION_PROBLEM_JSON)
                .body(problem(
                        TOO_MANY_REQUESTS,
                        "too-many-requests",
                        often.getMessage() + ". Nothing was done; try again in %d s.".formatted(often.seconds())));
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> explain(ConstraintViolationException violated) {
        var errors = violated.getConstraintViolations().stream()
                .map(one -> new FieldError(one.getPropertyPath().toString(), one.getMessage()))
                .toList();
        return answer(problem(
                BAD_REQUEST, "invalid-request", "The request is not as it must be; nothing was stored.", errors));
    }

    @ExceptionHandler({
        MongoSocketException.class,
        MongoTimeoutException.class,
        MongoNodeIsRecoveringException.class,
        MongoNotPrimaryException.class,
        DataAccessResourceFailureException.class
    })
    ResponseEntity<ProblemDetail> explainStoreAway(Exception away) {
        LOG.warn("The document store does not answer: {}", away.toString());
        return later(problem(
                SERVICE_UNAVAILABLE,
                "store-away",
                "The document store does not answer. Whether this was stored is not known: repeat it with the same "
                        + "Idempotency-Key, and it happens once."));
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> explain(AccessDeniedException denied) {
        return answer(problem(FORBIDDEN, "forbidden", "Your role may not do this. Ask a manager of your workspace."));
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> explainBug(RuntimeException bug) {
        LOG.error("A request failed for a reason that nobody foresaw", bug);
        return answer(
                problem(
                        INTERNAL_SERVER_ERROR,
                        "unexpected",
                        "Something went wrong that should not. Nothing of your request was kept, or all of it: read before you repeat."));
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleHttpMessageNotReadable(
            HttpMessageNotReadableException unreadable,
            HttpHeaders headers,
            HttpStatusCode status,
            WebRequest request) {
        var problem = switch (unreadable.getCause()) {
            case UnrecognizedPropertyException unknown ->
                problem(
                        BAD_REQUEST,
                        "unknown-field",
                        path(unknown),
                        "The field %s is not known here".formatted(path(unknown)));
            case PrintableText.Unprintable unprintable ->
                problem(
                        BAD_REQUEST,
                        "unprintable-text",
                        path(unprintable),
                        "The field %s holds a control character or half a character".formatted(path(unprintable)));
            // A number that is none of its type is well-formed JSON all the same.
            case InputCoercionException wrong when !wrong.getPath().isEmpty() -> wrongType(wrong);
            case StreamReadException broken ->
                problem(BAD_REQUEST, "malformed-json", "The body is no JSON: see %s".formatted(place(broken)));
            case DatabindException wrong when !wrong.getPath().isEmpty() -> wrongType(wrong);
            case null, default ->
                problem(BAD_REQUEST, "malformed-json", "The body is missing or is not the JSON that it must be");
        };
        return ResponseEntity.badRequest().contentType(APPLICATION_PROBLEM_JSON).body(problem);
    }

    private static ProblemDetail wrongType(JacksonException wrong) {
        return problem(
                BAD_REQUEST,
                "wrong-type",
                path(wrong),
                "The field %s has not the form that it must have".formatted(path(wrong)));
    }

    private static String path(JacksonException wrong) {
        var path = new StringBuilder();
        for (var step : wrong.getPath()) {
            if (step.getPropertyName() != null) {
                path.append(path.isEmpty() ? "" : ".").append(step.getPropertyName());
            } else {
                path.append('[').append(step.getIndex()).append(']');
            }
        }
        return Text.printable(path.toString());
    }

    private static String place(StreamReadException broken) {
        var location = broken.getLocation();
        return location == null
                ? "its beginning"
                : "line %d, column %d".formatted(location.getLineNr(), location.getColumnNr());
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleMethodArgumentNotValid(
            MethodArgumentNotValidException invalid, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        var errors = invalid.getBindingResult().getFieldErrors().stream()
                .map(error -> new FieldError(error.getField(), String.valueOf(error.getDefaultMessage())))
                .sorted(Comparator.comparing(FieldError::field))
                .toList();
        var problem = problem(
                BAD_REQUEST, "invalid-request", "The request is not as it must be; nothing was stored.", errors);
        return ResponseEntity.badRequest().contentType(APPLICATION_PROBLEM_JSON).body(problem);
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleTypeMismatch(
            TypeMismatchException mismatch, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        var name = mismatch instanceof MethodArgumentTypeMismatchException argument ? argument.getName() : "value";
        var problem = problem(
                BAD_REQUEST, "wrong-type", name, "The parameter %s has not the form that it must have".formatted(name));
        return ResponseEntity.badRequest().contentType(APPLICATION_PROBLEM_JSON).body(problem);
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleExceptionInternal(
            Exception failure, @Nullable Object body, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        var told = body == null && failure instanceof ErrorResponse response
                ? response.updateAndGetBody(getMessageSource(), LocaleContextHolder.getLocale())
                : body;
        if (told instanceof ProblemDetail problem
                && (problem.getType() == null
                        || "about:blank".equals(problem.getType().toString()))) {
            problem.setType(URI.create(Problems.TYPES + "http-" + status.value()));
        }
        return super.handleExceptionInternal(failure, told, headers, status, request);
    }

    private static ResponseEntity<ProblemDetail> answer(ProblemDetail problem) {
        return ResponseEntity.status(problem.getStatus())
                .contentType(APPLICATION_PROBLEM_JSON)
                .body(problem);
    }

    private static ResponseEntity<ProblemDetail> later(ProblemDetail problem) {
        return ResponseEntity.status(problem.getStatus())
                .header(HttpHeaders.RETRY_AFTER, "1")
                .contentType(APPLICATION_PROBLEM_JSON)
                .body(problem);
    }
}
