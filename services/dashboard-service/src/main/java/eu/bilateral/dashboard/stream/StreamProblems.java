package eu.bilateral.dashboard.stream;

import eu.bilateral.dashboard.stream.EventStreams.NotReady;
import eu.bilateral.dashboard.stream.Seats.TooManyStreams;
import eu.bilateral.kernel.web.Problems;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** Says why a stream did not begin. */
@RestControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE)
class StreamProblems {

    @ExceptionHandler
    ResponseEntity<ProblemDetail> explain(TooManyStreams many) {
        return answer(HttpStatus.TOO_MANY_REQUESTS, "too-many-streams", String.valueOf(many.getMessage()), "10");
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> explain(NotReady early) {
        return answer(HttpStatus.SERVICE_UNAVAILABLE, "stream-not-ready", String.valueOf(early.getMessage()), "2");
    }

    private static ResponseEntity<ProblemDetail> answer(HttpStatus status, String code, String words, String after) {
        return ResponseEntity.status(status)
                .header(HttpHeaders.RETRY_AFTER, after)
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(Problems.problem(status, code, words));
    }
}
