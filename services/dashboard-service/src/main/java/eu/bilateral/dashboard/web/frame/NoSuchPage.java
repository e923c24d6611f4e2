package eu.bilateral.dashboard.web.frame;

import eu.bilateral.dashboard.web.page.Paths;
import eu.bilateral.kernel.security.AllowedMethods;
import eu.bilateral.kernel.web.Problems;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Set;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.servlet.resource.NoResourceFoundException;

/** An address where nothing is: a page for people, a problem for clients of the API. */
@ControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE)
class NoSuchPage {

    private final FrameAdvice frames;

    NoSuchPage(FrameAdvice frames) {
        this.frames = frames;
    }

    @ExceptionHandler
    Object missing(NoResourceFoundException missing, HttpServletRequest request, HttpServletResponse response) {
        if (!Paths.isPage(request.getRequestURI())) {
            return ResponseEntity.status(HttpStatus.NOT_FOUND)
                    .body(Problems.problem(HttpStatus.NOT_FOUND, "not-found", "There is nothing at this address"));
        }
        return PageErrors.page(HttpStatus.NOT_FOUND, frames.frame(request, response, true));
    }

    /** An address that only takes forms, typed or loaded again: to a person there is nothing either. */
    @ExceptionHandler
    Object onlyTakesForms(
            HttpRequestMethodNotSupportedException other, HttpServletRequest request, HttpServletResponse response) {
        if (!Paths.isPage(request.getRequestURI())) {
            var operations = other.getSupportedHttpMethods();
            var allowed = AllowedMethods.with(operations == null ? Set.of() : operations);
            return ResponseEntity.status(HttpStatus.METHOD_NOT_ALLOWED)
                    .header(HttpHeaders.ALLOW, allowed)
                    .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                    .body(Problems.problem(
                            HttpStatus.METHOD_NOT_ALLOWED,
                            "http-405",
                            "This method is not supported here; supported: %s.".formatted(allowed)));
        }
        return PageErrors.page(HttpStatus.METHOD_NOT_ALLOWED, frames.frame(request, response, true));
    }
}
