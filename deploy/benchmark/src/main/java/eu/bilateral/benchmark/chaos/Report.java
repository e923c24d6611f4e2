package eu.bilateral.benchmark.chaos;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;

/** What a run came to, for people and for programs. */
final class Report {

    private static final int SHOWN = 12;
    private static final int TRACED = 60;

    private final Map<String, Object> figures;
    private final Faults faults;
    private final List<Finding> findings;
    private final Evidence evidence;

    Report(Map<String, Object> figures, Faults faults, Oracle.Verdict verdict) {
        this.figures = figures;
        this.faults = faults;
        this.findings = verdict.findings();
        this.evidence = verdict.evidence();
    }

    boolean isClean() {
        return findings.isEmpty();
    }

    List<Finding> findings() {
        return findings;
    }

    String text() {
        var text = new StringBuilder("\n");
        figures.forEach((name, value) -> text.append("%-28s %s%n".formatted(name, value)));
        text.append('\n');
        faults.done().forEach((kind, count) -> text.append("fault %-22s %d%n".formatted(kind.label(), count)));
        text.append('\n');
        if (isClean()) {
            text.append("NOTHING LOST, NOTHING TWICE: accepted = effects, each once, in order, everywhere.\n");
        } else {
            text.append("%d DIFFERENCES".formatted(findings.size()));
            text.append(" by rule ").append(byRule()).append('\n');
            findings.stream()
                    .limit(SHOWN)
                    .forEach(one -> text.append("  ").append(one).append('\n'));
            firstOfEachRule().forEach(first -> {
                text.append("The first of \"%s\": %s%n".formatted(first.rule(), first.what()));
                trace(first).forEach(line -> text.append("  ").append(line).append('\n'));
            });
        }
        text.append(json());
        return text.toString();
    }

    private Map<String, Long> byRule() {
        return findings.stream()
                .collect(Collectors.groupingBy(Finding::rule, LinkedHashMap::new, Collectors.counting()));
    }

    private Collection<Finding> firstOfEachRule() {
        return findings.stream()
                .collect(Collectors.toMap(
                        Finding::rule, Function.identity(), (first, later) -> first, LinkedHashMap::new))
                .values();
    }

    private List<String> trace(Finding finding) {
        var aggregate = finding.aggregate();
        return aggregate == null
                ? List.of()
                : evidence.trace(aggregate).stream().limit(TRACED).toList();
    }

    String json() {
        var all = new LinkedHashMap<>(figures);
        faults.done().forEach((kind, count) -> all.put("fault." + kind.label(), count));
        all.put("differences", findings.size());
        all.put("byRule", byRule());
        return new JsonMapper().writeValueAsString(all);
    }
}
