package eu.bilateral.dashboard.web;

import eu.bilateral.dashboard.gateway.ServiceAnswer.FieldProblem;
import eu.bilateral.dashboard.gateway.ServiceAnswer.Problem;
import java.util.List;

/**
 * A refusal in the reader's language: what happened, whether anything was lost, what to do. A rule that the pages have no
 * words for is told in the service's own.
 */
record ProblemView(String code, String text, List<String> fields, List<String> details) {

    static ProblemView from(Problem problem, Words words) {
        var text = words.sayOr("problem." + problem.code(), problem.detail());
        return new ProblemView(
                problem.code(),
                text,
                problem.errors().stream().map(FieldProblem::field).toList(),
                problem.errors().stream()
                        .map(FieldProblem::message)
                        .filter(message -> !message.isBlank() && !message.equals(problem.detail()))
                        .toList());
    }

    /** Whether the trouble is with that field of the form. */
    public boolean in(String field) {
        return fields.contains(field);
    }
}
