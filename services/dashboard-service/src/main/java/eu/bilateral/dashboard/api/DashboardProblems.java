package eu.bilateral.dashboard.api;

import eu.bilateral.kernel.web.Problems;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** Says what is not there. */
@RestControllerAdvice(basePackages = "eu.bilateral.dashboard.api")
@Order(Ordered.HIGHEST_PRECEDENCE)
class DashboardProblems {

    @ExceptionHandler
    ResponseEntity<ProblemDetail> explain(UnknownThing unknown) {
        return ResponseEntity.status(HttpStatus.NOT_FOUND)
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(Problems.problem(HttpStatus.NOT_FOUND, unknown.code(), unknown.getMessage()));
    }
}
