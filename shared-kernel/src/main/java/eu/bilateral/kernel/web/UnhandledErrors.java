package eu.bilateral.kernel.web;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;

/** What no controller and no advice has answered, as a problem: Spring Boot's own answer would be none of ours. */
@Controller
public class UnhandledErrors implements ErrorController {

    /** Says what went wrong with the request that was passed on here. */
    @RequestMapping("${spring.web.error.path:${error.path:/error}}")
    protected Object explain(HttpServletRequest request, HttpServletResponse response) {
        var status = status(request);
        return ResponseEntity.status(status)
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(problem(status));
    }

    /** With what the request ended; whoever asks for this address itself finds nothing. */
    protected static HttpStatus status(HttpServletRequest request) {
        if (!(request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer code)) {
            return HttpStatus.NOT_FOUND;
        }
        var known = HttpStatus.resolve(code);
        return known == null ? HttpStatus.INTERNAL_SERVER_ERROR : known;
    }

    static ProblemDetail problem(HttpStatus status) {
        return Problems.problem(status, "http-" + status.value(), words(status));
    }

    private static String words(HttpStatus status) {
        return switch (status) {
            case NOT_FOUND -> "There is nothing at this address";
            case FORBIDDEN -> "This is not for you, or your sign-in has ended meanwhile: sign in and try again";
            case METHOD_NOT_ALLOWED -> "This method is not supported here";
            default ->
                status.is4xxClientError()
                        ? "The request cannot be understood: its method, address or a header is malformed or too long, or a slash is written as %2F"
                        : "Something went wrong that should not. Read before you repeat what you asked for";
        };
    }
}
