package eu.bilateral.dashboard.gateway;

import eu.bilateral.kernel.web.Problems;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** Says which service did not answer, and what that means for what was asked. */
@RestControllerAdvice(basePackages = {"eu.bilateral.dashboard.gateway", "eu.bilateral.dashboard.api"})
@Order(Ordered.HIGHEST_PRECEDENCE)
class GatewayProblems {

    private static final Logger LOG = LoggerFactory.getLogger(GatewayProblems.class);

    static final String CODE = "service-unavailable";
    static final String BUSY = "service-busy";
    /** In seconds. */
    static final String RETRY_AFTER = "2";

    @ExceptionHandler
    ResponseEntity<ProblemDetail> explain(ServiceUnavailable away) {
        // Whoever is flooded does not want to be flooded by its own log too.
        LOG.atLevel(away.wasAsked() ? Level.WARN : Level.DEBUG)
                .log("{}: {}", away.getMessage(), String.valueOf(away.getCause()));
        return ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE)
                .header(HttpHeaders.RETRY_AFTER, RETRY_AFTER)
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(problem(away));
    }

    static ProblemDetail problem(ServiceUnavailable away) {
        var problem = Problems.problem(HttpStatus.SERVICE_UNAVAILABLE, away.isBusy() ? BUSY : CODE, words(away));
        problem.setProperty("service", away.service().serviceName());
        return problem;
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> explain(CallersFault fault) {
        return ResponseEntity.status(fault.status())
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(Problems.problem(fault.status(), fault.code(), fault.getMessage()));
    }

    static String words(ServiceUnavailable away) {
        return away.getMessage()
                + ". Nothing is known to be stored. Try again in a moment, with the same Idempotency-Key if you change"
                + " something; everything else works.";
    }
}
