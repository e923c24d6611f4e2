package eu.bilateral.dashboard.gateway;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What a service answered to a call of ours. */
public sealed interface ServiceAnswer {

    /**
     * It did what it was asked.
     *
     * @param etag the version of what it answers with, as sent
     * @param location the path of what it made
     * @param body the answer; a missing node where there is none
     */
    record Done(int status, @Nullable String etag, @Nullable String location, JsonNode body) implements ServiceAnswer {}

    /**
     * It refused, or could not be reached (status 503, code {@code service-unavailable}): then nothing is known to be
     * stored, and the same call with the same Idempotency-Key is safe.
     *
     * @param code the last part of the problem's type, such as {@code unknown-organisation}
     * @param detail a sentence for the person who asked, in English
     */
    record Problem(int status, String code, String detail, List<FieldProblem> errors) implements ServiceAnswer {

        public Problem {
            errors = List.copyOf(errors);
        }
    }

    /** What is wrong with one field. */
    record FieldProblem(String field, String message) {}
}
