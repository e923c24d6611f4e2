package eu.bilateral.standalone.code;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The README's table of settings says what the code reads: every variable of it, and nothing else. */
class SettingsTableTest {

    /** Said by arguments of our own programs, or by a service of itself. */
    private static final Set<String> NOBODYS_TO_SET = Set.of("bilateral.prepare", "bilateral.delivery.service");

    private static final Pattern QUOTED = Pattern.compile("`([^`]+)`");
    private static final Pattern DEFAULT = Pattern.compile("`([^`]+)`|none");

    private final KnownSettings known = new KnownSettings();

    /**
     * A line of the table.
     *
     * @param defaults as many as variables where each has one of its own; {@code none} stands for nothing
     */
    private record Line(List<String> variables, List<String> defaults) {}

    @Test
    void everyVariableSetsSomething() throws IOException {
        var variables =
                lines().stream().flatMap(line -> line.variables().stream()).toList();

        assertThat(variables)
                .hasSizeGreaterThan(50)
                .filteredOn(one -> !sets(one))
                .isEmpty();
    }

    @Test
    void everySettingOfOurOwnIsThere() throws IOException {
        var variables =
                lines().stream().flatMap(line -> line.variables().stream()).toList();
        var missing = new TreeSet<>(known.own().keySet());
        missing.removeAll(NOBODYS_TO_SET);
        missing.removeIf(setting -> variables.stream().anyMatch(one -> covers(one, setting)));

        assertThat(missing).isEmpty();
    }

    @Test
    void everyDefaultIsTheCodes() throws IOException {
        int compared = 0;
        for (var line : lines()) {
            if (line.defaults().size() != line.variables().size()) {
                continue;
            }
            for (int n = 0; n < line.variables().size(); n++) {
                var variable = line.variables().get(n);
                var isIt = known.own().entrySet().stream()
                        .filter(own -> covers(variable, own.getKey())
                                && !own.getValue().isEmpty())
                        .map(Map.Entry::getValue)
                        .findFirst();
                if (isIt.isPresent()) {
                    assertThat(line.defaults().get(n)).as(variable).isEqualTo(isIt.get());
                    compared++;
                }
            }
        }
        assertThat(compared).isGreaterThan(30);
    }

    private boolean sets(String variable) {
        return variable.endsWith("...")
                ? known.knowSome(variable.replace("...", "").replace("<NAME>", "X"))
                : known.know(variable.replace("<NAME>", "X"));
    }

    private static boolean covers(String variable, String setting) {
        var name = setting.replaceAll("[.-]", "_").toUpperCase(Locale.ROOT);
        return name.replace("_", "").equals(variable.replace("_", ""))
                || (variable.contains("<NAME>") && variable.startsWith(name + "_"));
    }

    private List<Line> lines() throws IOException {
        var table = Files.readAllLines(Code.ROOT.resolve("README.md")).stream()
                .dropWhile(line -> !line.startsWith("| variable | default |"))
                .takeWhile(line -> line.startsWith("|"))
                .filter(line -> line.startsWith("| `"))
                .map(line -> line.split("\\|"));
        return table.map(cells -> new Line(
                        variables(QUOTED.matcher(cells[1])
                                .results()
                                .map(one -> one.group(1))
                                .toList()),
                        DEFAULT.matcher(cells[2])
                                .results()
                                .map(SettingsTableTest::value)
                                .toList()))
                .toList();
    }

    private static String value(MatchResult one) {
        return one.group(1) == null ? one.group() : one.group(1);
    }

    /** Written out: all but the first of a line may only say how they end. */
    private List<String> variables(List<String> written) {
        var whole = new ArrayList<String>();
        for (var one : written) {
            whole.add(one.startsWith("_") || one.startsWith("...") ? completed(written.getFirst(), one) : one);
        }
        return whole;
    }

    private String completed(String first, String end) {
        var left = end.substring(end.indexOf('_'));
        for (int cut = first.lastIndexOf('_'); cut > 0; cut = first.lastIndexOf('_', cut - 1)) {
            if (known.know(first.substring(0, cut) + left)) {
                return first.substring(0, cut) + left;
            }
        }
        throw new AssertionError("Nothing begins like %s and ends with %s".formatted(first, end));
    }
}
