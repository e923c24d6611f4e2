package eu.bilateral.dashboard.api;

import eu.bilateral.dashboard.webhook.WebhookRefusal;
import eu.bilateral.dashboard.webhook.WebhookRefusal.AddressRefused;
import eu.bilateral.dashboard.webhook.WebhookRefusal.TooManyWebhooks;
import eu.bilateral.dashboard.webhook.WebhookRefusal.UnknownDelivery;
import eu.bilateral.dashboard.webhook.WebhookRefusal.UnknownWebhook;
import eu.bilateral.kernel.web.Problems;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** Says what is not there, and what webhooks may not do. */
@RestControllerAdvice(basePackages = "eu.bilateral.dashboard.api")
@Order(Ordered.HIGHEST_PRECEDENCE)
class DashboardProblems {

    @ExceptionHandler
    ResponseEntity<ProblemDetail> explain(UnknownThing unknown) {
        return ResponseEntity.status(HttpStatus.NOT_FOUND)
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(Problems.problem(HttpStatus.NOT_FOUND, unknown.code(), unknown.getMessage()));
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> explain(WebhookRefusal refusal) {
        var problem = switch (refusal) {
            case UnknownWebhook unknown ->
                Problems.problem(HttpStatus.NOT_FOUND, "unknown-webhook", unknown.getMessage());
            case UnknownDelivery unknown ->
                Problems.problem(HttpStatus.NOT_FOUND, "unknown-delivery", unknown.getMessage());
            case AddressRefused refused ->
                Problems.problem(
                        HttpStatus.BAD_REQUEST,
                        "webhook-address",
                        "url",
                        refused.getMessage() + ". Nothing was stored.");
            case TooManyWebhooks many ->
                Problems.problem(
                        HttpStatus.CONFLICT,
                        "too-many-webhooks",
                        many.getMessage() + ". Delete one that nobody needs.");
        };
        return ResponseEntity.status(problem.getStatus())
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(problem);
    }
}
