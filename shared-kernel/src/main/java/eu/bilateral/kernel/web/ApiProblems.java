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

import com.mongodb.MongoException;
import eu.bilateral.kernel.command.CommandRefusal;
import eu.bilateral.kernel.command.CommandRefusal.KeyReused;
import eu.bilateral.kernel.command.CommandRefusal.OutboxFull;
import eu.bilateral.kernel.command.CommandRefusal.Outrun;
import eu.bilateral.kernel.command.CommandRefusal.VersionOutdated;
import eu.bilateral.kernel.delivery.StoreAway;
import eu.bilateral.kernel.security.AllowedMethods;
import eu.bilateral.kernel.text.Text;
import eu.bilateral.kernel.web.Problems.FieldError;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import java.net.URI;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
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
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.HttpMediaTypeException;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;
import org.springframework.web.servlet.resource.NoResourceFoundException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.InputCoercionException;
import tools.jackson.core.exc.StreamConstraintsException;
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
                .map(one -> {
                    var field = one.getPropertyPath().toString();
                    return new FieldError(field, Forms.sentence(field, one));
                })
                .toList();
        return answer(invalid(errors));
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> explain(MongoException said) {
        return StoreAway.isMeantBy(said) ? storeAway(said) : explainBug(said);
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> explain(DataAccessResourceFailureException away) {
        return storeAway(away);
    }

    private static ResponseEntity<ProblemDetail> storeAway(Exception away) {
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

    /** Spring Security looks at a header only when it is read, which may be in the midst of the work. */
    @ExceptionHandler
    ResponseEntity<ProblemDetail> explain(RequestRejectedException rejected) {
        return answer(problem(
                BAD_REQUEST,
                "malformed-header",
                "A header or a parameter of the request holds what none may hold: send visible ASCII characters"));
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
            case StreamConstraintsException beyond ->
                problem(
                        BAD_REQUEST,
                        "malformed-json",
                        "The body is nested too deep, or a name or a number in it is too long: see %s"
                                .formatted(place(beyond)));
            case StreamReadException broken ->
                problem(
                        BAD_REQUEST,
                        "malformed-json",
                        "The body is no JSON, or names a field twice: see %s".formatted(place(broken)));
            case DatabindException wrong when !wrong.getPath().isEmpty() -> wrongType(wrong);
            case null -> problem(BAD_REQUEST, "malformed-json", missing(request));
            default -> problem(BAD_REQUEST, "malformed-json", "The body must be a JSON object, one and no more");
        };
        return ResponseEntity.badRequest().contentType(APPLICATION_PROBLEM_JSON).body(problem);
    }

    private static ProblemDetail wrongType(JacksonException wrong) {
        return problem(
                BAD_REQUEST,
                "wrong-type",
                path(wrong),
                "The field %s must be %s".formatted(path(wrong), Forms.neededFor(wrong)));
    }

    /** Spring takes a lone {@code null} for no body at all; whoever sent one would look for the mistake elsewhere. */
    private static String missing(WebRequest request) {
        var length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        return length == null || "0".equals(length)
                ? "The body is missing: send a JSON object"
                : "The body must be a JSON object, not null";
    }

    private static ProblemDetail invalid(List<FieldError> errors) {
        var words = errors.size() == 1
                ? errors.getFirst().message() + ". Nothing was stored."
                : "%d fields are not as they must be; errors names them. Nothing was stored.".formatted(errors.size());
        return problem(BAD_REQUEST, "invalid-request", words, errors);
    }

    private static String sentence(org.springframework.validation.FieldError error) {
        return error.contains(ConstraintViolation.class)
                ? Forms.sentence(error.getField(), error.unwrap(ConstraintViolation.class))
                : "The field %s %s".formatted(error.getField(), error.getDefaultMessage());
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

    private static String place(JacksonException broken) {
        var location = broken.getLocation();
        return location == null
                ? "its beginning"
                : "line %d, column %d".formatted(location.getLineNr(), location.getColumnNr());
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleMethodArgumentNotValid(
            MethodArgumentNotValidException invalid, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        var errors = invalid.getBindingResult().getFieldErrors().stream()
                .map(error -> new FieldError(error.getField(), sentence(error)))
                .sorted(Comparator.comparing(FieldError::field))
                .toList();
        return ResponseEntity.badRequest().contentType(APPLICATION_PROBLEM_JSON).body(invalid(errors));
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleTypeMismatch(
            TypeMismatchException mismatch, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        var name = mismatch instanceof MethodArgumentTypeMismatchException argument ? argument.getName() : "value";
        var problem = problem(
                BAD_REQUEST,
                "wrong-type",
                name,
                "The parameter %s must be %s".formatted(name, Forms.of(mismatch.getRequiredType())));
        return ResponseEntity.badRequest().contentType(APPLICATION_PROBLEM_JSON).body(problem);
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleNoResourceFoundException(
            NoResourceFoundException nothing, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        nothing.getBody()
                .setDetail("There is nothing at this address; /api/openapi.json at the door says what there is.");
        return super.handleNoResourceFoundException(nothing, headers, status, request);
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleHttpRequestMethodNotSupported(
            HttpRequestMethodNotSupportedException other,
            HttpHeaders headers,
            HttpStatusCode status,
            WebRequest request) {
        var operations = other.getSupportedHttpMethods();
        var told = new HttpHeaders(headers);
        told.set(HttpHeaders.ALLOW, AllowedMethods.with(operations == null ? Set.of() : operations));
        return super.handleHttpRequestMethodNotSupported(other, told, status, request);
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleHttpMediaTypeNotSupported(
            HttpMediaTypeNotSupportedException other, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        var type = other.getContentType();
        var sent = type == null
                ? "The request names no content type that can be read"
                : "The content type %s/%s is not accepted here".formatted(type.getType(), type.getSubtype());
        other.getBody().setDetail("%s; send %s".formatted(sent, understood(other)));
        return super.handleHttpMediaTypeNotSupported(other, headers, status, request);
    }

    /** Told as JSON all the same: a client that can read none of it still shows it to a person. */
    @Override
    protected @Nullable ResponseEntity<Object> handleHttpMediaTypeNotAcceptable(
            HttpMediaTypeNotAcceptableException other, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        other.getBody()
                .setDetail("There is no answer of the kind that Accept asks for here; accept %s"
                        .formatted(understood(other)));
        var told = new HttpHeaders(headers);
        told.setContentType(APPLICATION_PROBLEM_JSON);
        return super.handleHttpMediaTypeNotAcceptable(other, told, status, request);
    }

    /** Where JSON is understood, so are wildcards and relatives of it; nobody need choose among them. */
    private static String understood(HttpMediaTypeException other) {
        var types = other.getSupportedMediaTypes();
        return types.isEmpty() || types.contains(MediaType.APPLICATION_JSON)
                ? MediaType.APPLICATION_JSON_VALUE
                : types.stream().map(MediaType::toString).collect(Collectors.joining(" or "));
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
