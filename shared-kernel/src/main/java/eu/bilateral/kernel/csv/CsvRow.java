package eu.bilateral.kernel.csv;

import eu.bilateral.kernel.text.Text;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One row of a table, read cell by cell; every reader throws {@link RowRefused} for a cell that is not what it must be.
 * Cells come without the space around them; an empty cell is an absent one.
 */
public final class CsvRow {

    private final int number;
    private final Map<String, String> cells;
    private final @Nullable RowRefused broken;

    private CsvRow(int number, Map<String, String> cells, @Nullable RowRefused broken) {
        this.number = number;
        this.cells = cells;
        this.broken = broken;
    }

    static CsvRow of(int number, Map<String, String> cells) {
        return new CsvRow(number, Map.copyOf(cells), null);
    }

    static CsvRow broken(int number, RowRefused why) {
        return new CsvRow(number, Map.of(), why);
    }

    /** Its number in the file, as a spreadsheet shows it: the header is row 1, and empty rows count. */
    public int number() {
        return number;
    }

    /** This row; {@link RowRefused} where it could not be read as a row of the table. */
    public CsvRow whole() {
        if (broken != null) {
            throw broken;
        }
        return this;
    }

    @Override
    public String toString() {
        return broken == null ? number + " " + new TreeMap<>(cells) : number + " " + broken.code();
    }

    /** What a cell says, whether or not it may say that; absent also where the row could not be read. */
    public Optional<String> cell(String column) {
        return Optional.ofNullable(cells.get(column));
    }

    /** The text of a cell; absent where it is empty or the table has no such column. */
    public @Nullable String text(String column, int atMost) {
        var text = whole().cells.get(column);
        if (text != null && text.length() > atMost) {
            throw new RowRefused(
                    column, "too-long", "It has %d characters; %d are allowed".formatted(text.length(), atMost));
        }
        return text;
    }

    /** The text of a cell that is shown in one line; absent where it is empty or the table has no such column. */
    public @Nullable String line(String column, int atMost) {
        var line = text(column, atMost);
        if (line != null && !Text.isLine(line)) {
            throw noLine(column);
        }
        return line;
    }

    private static RowRefused noLine(String column) {
        return new RowRefused(
                column, "not-one-line", "It must be one line that can be seen, without invisible characters");
    }

    /** The line of a cell that must not be empty. */
    public String needed(String column, int atMost) {
        return present(column, line(column, atMost));
    }

    /** The lines of a cell between semicolons, without empty ones and repetitions, in their order. */
    public List<String> texts(String column, int atMostEach) {
        var whole = line(column, CsvTable.MAX_CELL);
        if (whole == null) {
            return List.of();
        }
        var texts = Arrays.stream(whole.split(";"))
                .map(String::strip)
                .filter(text -> !text.isEmpty())
                .distinct()
                .toList();
        for (var text : texts) {
            if (text.length() > atMostEach) {
                throw new RowRefused(
                        column,
                        "too-long",
                        "One of its parts has %d characters; %d are allowed".formatted(text.length(), atMostEach));
            }
            if (!Text.isLine(text)) {
                throw noLine(column);
            }
        }
        return texts;
    }

    /** One of the names of that enum, in any case; absent where the cell is empty. */
    public <C extends Enum<C>> @Nullable C choice(String column, Class<C> choices) {
        var text = text(column, CsvTable.MAX_CELL);
        if (text == null) {
            return null;
        }
        var names = Arrays.stream(choices.getEnumConstants()).map(Enum::name).toList();
        var name = text.toUpperCase(Locale.ROOT);
        if (!names.contains(name)) {
            throw new RowRefused(
                    column, "unknown-value", "\"%s\" is none of %s".formatted(shown(text), String.join(", ", names)));
        }
        return Enum.valueOf(choices, name);
    }

    /** One of the names of that enum; the cell must not be empty. */
    public <C extends Enum<C>> C neededChoice(String column, Class<C> choices) {
        return present(column, choice(column, choices));
    }

    /** A date in the form 2017-05-16; absent where the cell is empty. */
    public @Nullable LocalDate date(String column) {
        var text = text(column, CsvTable.MAX_CELL);
        if (text == null) {
            return null;
        }
        try {
            return LocalDate.parse(text);
        } catch (DateTimeParseException malformed) {
            throw new RowRefused(column, "no-date", "\"%s\" is no date; write it as 2017-05-16".formatted(shown(text)));
        }
    }

    /** A date in the form 2017-05-16; the cell must not be empty. */
    public LocalDate neededDate(String column) {
        return present(column, date(column));
    }

    /** A whole number within these bounds; absent where the cell is empty. */
    public @Nullable Integer number(String column, int least, int most) {
        var text = text(column, CsvTable.MAX_CELL);
        if (text == null) {
            return null;
        }
        try {
            int value = Integer.parseInt(text);
            if (value >= least && value <= most) {
                return value;
            }
        } catch (NumberFormatException malformed) {
            // Said below.
        }
        throw new RowRefused(
                column, "no-number", "\"%s\" is no whole number from %d to %d".formatted(shown(text), least, most));
    }

    private static <T> T present(String column, @Nullable T value) {
        if (value == null) {
            throw new RowRefused(column, "missing", "This cell must not be empty");
        }
        return value;
    }

    private static String shown(String text) {
        return text.length() <= 40 ? text : text.substring(0, 40) + "…";
    }
}
