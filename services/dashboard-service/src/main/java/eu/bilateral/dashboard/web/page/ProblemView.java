package eu.bilateral.dashboard.web.page;

import eu.bilateral.dashboard.gateway.ServiceAnswer.FieldProblem;
import eu.bilateral.dashboard.gateway.ServiceAnswer.Problem;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A refusal in the reader's language: what happened, whether anything was lost, what to do. A rule that the pages have no
 * words for is told in the service's own.
 *
 * @param fields what is wrong with each field that is
 * @param details the same, each said once
 */
public record ProblemView(String code, String text, Map<String, String> fields, List<String> details) {

    /** That refusal in those words. */
    public static ProblemView from(Problem problem, Words words) {
        var text = words.sayOr("problem." + problem.code(), problem.detail());
        return new ProblemView(
                problem.code(),
                text,
                problem.errors().stream()
                        .collect(Collectors.toMap(FieldProblem::field, FieldProblem::message, (first, more) -> first)),
                problem.errors().stream()
                        .map(FieldProblem::message)
                        .filter(message -> !message.isBlank() && !message.equals(problem.detail()))
                        .distinct()
                        .toList());
    }

    /** Whether the trouble is with that field of the form. */
    public boolean in(String field) {
        return fields.containsKey(field);
    }

    /** What is wrong with that field. */
    public String at(String field) {
        var said = fields.getOrDefault(field, "");
        return said.isBlank() ? text : said;
    }
}
