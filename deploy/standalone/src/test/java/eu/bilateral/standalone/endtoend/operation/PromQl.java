package eu.bilateral.standalone.endtoend.operation;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** What an expression for Prometheus takes for granted: metrics, their labels, and the values that it asks for. */
final class PromQl {

    private static final Pattern RANGE = Pattern.compile("\\[[^]]*]");
    private static final Pattern GROUPING =
            Pattern.compile("\\b(?:by|without|on|ignoring|group_left|group_right)\\s*\\(([^)]*)\\)");
    private static final Pattern SELECTOR =
            Pattern.compile("(?<![\\w:.])([a-zA-Z_:][a-zA-Z0-9_:]*)\\s*(\\{[^}]*})?\\s*(\\(?)");
    private static final Pattern MATCHER = Pattern.compile("([a-zA-Z_][a-zA-Z0-9_]*)\\s*(=~|!~|!=|=)\\s*\"([^\"]*)\"");
    private static final Set<String> WORDS = Set.of("and", "or", "unless", "bool", "offset", "inf", "nan");
    /** Made by Prometheus itself. */
    private static final Set<String> GIVEN = Set.of("up");

    private static final Set<String> ADDED = Set.of("job", "instance");

    private PromQl() {}

    /** What of the expression does not exist in the scrape, in words; values are asked of our own metrics only. */
    static List<String> unknown(String expression, Scrape scrape) {
        var unknown = new ArrayList<String>();
        var grouped = new TreeSet<String>();
        var plain = RANGE.matcher(expression).replaceAll(" ");
        var groupings = GROUPING.matcher(plain);
        groupings.results().forEach(grouping -> {
            for (var label : grouping.group(1).split(",", -1)) {
                if (!label.isBlank()) {
                    grouped.add(label.strip());
                }
            }
        });
        var there = new TreeSet<>(ADDED);
        int metrics = 0;
        var selectors = SELECTOR.matcher(GROUPING.matcher(plain).replaceAll(" "));
        while (selectors.find()) {
            var metric = selectors.group(1);
            if (!selectors.group(3).isEmpty() && selectors.group(2) == null || WORDS.contains(metric)) {
                continue;
            }
            metrics++;
            if (GIVEN.contains(metric)) {
                continue;
            }
            if (!scrape.has(metric)) {
                unknown.add("metric " + metric);
                continue;
            }
            var labels = scrape.labels(metric);
            there.addAll(labels.keySet());
            if (selectors.group(2) != null) {
                MATCHER.matcher(selectors.group(2)).results().forEach(matcher -> {
                    var label = matcher.group(1);
                    var values = labels.get(label);
                    if (values == null && !ADDED.contains(label)) {
                        unknown.add("label %s of %s".formatted(label, metric));
                    } else if (values != null
                            && metric.startsWith("bilateral_")
                            && matcher.group(2).equals("=")
                            && !values.contains(matcher.group(3))) {
                        unknown.add("%s=%s of %s".formatted(label, matcher.group(3), metric));
                    }
                });
            }
        }
        if (metrics == 0) {
            unknown.add("any metric");
        }
        grouped.stream().filter(label -> !there.contains(label)).forEach(label -> unknown.add("label " + label));
        return unknown;
    }
}
