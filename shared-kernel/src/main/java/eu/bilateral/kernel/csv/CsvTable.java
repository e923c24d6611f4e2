package eu.bilateral.kernel.csv;

import static java.nio.charset.StandardCharsets.UTF_8;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.CsvRecordHandler;
import eu.bilateral.kernel.csv.CsvRefusal.ColumnMissing;
import eu.bilateral.kernel.csv.CsvRefusal.ColumnUnknown;
import eu.bilateral.kernel.csv.CsvRefusal.FileTooLarge;
import eu.bilateral.kernel.csv.CsvRefusal.HeaderAmbiguous;
import eu.bilateral.kernel.csv.CsvRefusal.HeaderMissing;
import eu.bilateral.kernel.csv.CsvRefusal.NotUtf8;
import eu.bilateral.kernel.csv.CsvRefusal.TooManyColumns;
import eu.bilateral.kernel.csv.CsvRefusal.TooManyRows;
import eu.bilateral.kernel.text.Text;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A table that somebody sent as CSV (RFC 4180): UTF-8 with or without byte order mark, commas, semicolons or tabs, the
 * first row names the columns. A row that is broken is kept as such, so that it costs that row only; a file that breaks a
 * limit is a {@link CsvRefusal}.
 */
public final class CsvTable {

    /** The largest file. */
    public static final int MAX_BYTES = 5 * 1024 * 1024;

    /** The most rows below the header. */
    public static final int MAX_ROWS = 10_000;

    /** The most columns. */
    public static final int MAX_COLUMNS = 20;

    /** The most characters of one cell. */
    public static final int MAX_CELL = 4_000;

    private static final Pattern LINE_BREAK = Pattern.compile("\\r\\n|\\r|\\n");

    private final List<String> columns;
    private final List<CsvRow> rows;

    private CsvTable(List<String> columns, List<CsvRow> rows) {
        this.columns = List.copyOf(columns);
        this.rows = List.copyOf(rows);
    }

    /** Reads the whole stream, at most {@link #MAX_BYTES}; does not close it. */
    public static CsvTable read(InputStream file) {
        try {
            var bytes = file.readNBytes(MAX_BYTES + 1);
            if (bytes.length > MAX_BYTES) {
                throw new FileTooLarge();
            }
            return read(decoded(bytes));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static String decoded(byte[] bytes) {
        try {
            var text = UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (CharacterCodingException otherEncoding) {
            throw new NotUtf8();
        }
    }

    /** Reads a table from text. */
    static CsvTable read(String text) {
        return new Reading(text).table();
    }

    /** The names of the columns, in lower case, in their order. */
    public List<String> columns() {
        return columns;
    }

    /** The rows below the header that are not empty, the broken ones among them, in the order of the file. */
    public List<CsvRow> rows() {
        return rows;
    }

    /** All that it says, so that the same list is known again. */
    @Override
    public String toString() {
        return columns + "\n" + rows;
    }

    /** This table, sure to have all needed columns and no other than these; {@link ColumnMissing}, {@link ColumnUnknown}. */
    public CsvTable shaped(List<String> needed, List<String> optional) {
        for (var column : needed) {
            if (!columns.contains(column)) {
                throw new ColumnMissing(column);
            }
        }
        var known = new LinkedHashSet<>(needed);
        known.addAll(optional);
        for (var column : columns) {
            if (!known.contains(column)) {
                throw new ColumnUnknown(column, known);
            }
        }
        return this;
    }

    /** One way through a text. After a row that is no CSV it goes on with the next line, where FastCSV alone would stop. */
    private static final class Reading {

        private final String text;
        private final char delimiter;
        private final List<CsvRow> rows = new ArrayList<>();
        private int number;
        private int offset;

        Reading(String text) {
            this.text = text;
            this.delimiter = delimiterOf(firstLine(text));
        }

        CsvTable table() {
            var columns = header();
            while (offset < text.length()) {
                readOn(columns);
            }
            return new CsvTable(columns, rows);
        }

        private List<String> header() {
            List<String> names;
            try (var reader = reader()) {
                var records = reader.iterator();
                if (!records.hasNext()) {
                    throw new HeaderMissing();
                }
                var header = records.next();
                names = header.getFields().stream()
                        .map(name -> name.strip().toLowerCase(Locale.ROOT))
                        .toList();
                number = 1;
                offset = afterLines(offset, linesOf(header));
            } catch (CsvParseException broken) {
                throw new HeaderMissing();
            } catch (IOException impossible) {
                throw new UncheckedIOException(impossible);
            }
            if (names.equals(List.of(""))) {
                throw new HeaderMissing();
            }
            if (names.size() > MAX_COLUMNS) {
                throw new TooManyColumns();
            }
            Set<String> seen = new HashSet<>();
            for (var name : names) {
                if (name.isEmpty() || !seen.add(name)) {
                    throw new HeaderAmbiguous(name);
                }
            }
            return names;
        }

        /** Reads as far as the text is well formed, and past the first line that is not. */
        private void readOn(List<String> columns) {
            try (var reader = reader()) {
                for (var cells : reader) {
                    int lines = linesOf(cells);
                    if (lines > 1 && cells.getFieldCount() != columns.size()) {
                        // A quote too many has swallowed the rows below: only its own line is broken.
                        break;
                    }
                    number++;
                    offset = afterLines(offset, lines);
                    if (!isEmpty(cells)) {
                        add(row(columns, cells));
                    }
                }
            } catch (CsvParseException broken) {
                // The record begins at the offset: everything before it was taken.
            } catch (IOException impossible) {
                throw new UncheckedIOException(impossible);
            }
            if (offset < text.length()) {
                number++;
                offset = afterLines(offset, 1);
                add(CsvRow.broken(
                        number,
                        new RowRefused(
                                null, "malformed-row", "The quotes or the number of cells in this row do not match")));
            }
        }

        private CsvRow row(List<String> columns, CsvRecord cells) {
            if (cells.getFieldCount() != columns.size()) {
                return CsvRow.broken(
                        number,
                        new RowRefused(
                                null,
                                "malformed-row",
                                "The row has %d cells; the header has %d"
                                        .formatted(cells.getFieldCount(), columns.size())));
            }
            var byColumn = new HashMap<String, String>();
            for (int index = 0; index < columns.size(); index++) {
                var column = columns.get(index);
                var cell = cells.getField(index).strip();
                if (cell.length() > MAX_CELL) {
                    return CsvRow.broken(
                            number,
                            new RowRefused(
                                    column,
                                    "too-long",
                                    "It has %d characters; %d are allowed".formatted(cell.length(), MAX_CELL)));
                }
                if (!Text.isPrintable(cell)) {
                    return CsvRow.broken(
                            number, new RowRefused(column, "unprintable", "It holds characters that cannot be shown"));
                }
                if (!cell.isEmpty()) {
                    byColumn.put(column, cell);
                }
            }
            return CsvRow.of(number, byColumn);
        }

        private void add(CsvRow row) {
            if (rows.size() == MAX_ROWS) {
                throw new TooManyRows();
            }
            rows.add(row);
        }

        private CsvReader<CsvRecord> reader() throws IOException {
            var rest = new StringReader(text);
            for (long left = offset; left > 0; ) {
                left -= rest.skip(left);
            }
            return CsvReader.builder()
                    .fieldSeparator(delimiter)
                    .skipEmptyLines(false)
                    .allowExtraFields(true)
                    .allowMissingFields(true)
                    .allowUnclosedQuote(false)
                    .allowExtraCharsAfterClosingQuote(false)
                    .build(CsvRecordHandler.of(limits -> limits.maxFields(1_000)), rest);
        }

        private int afterLines(int from, int lines) {
            int at = from;
            for (int line = 0; line < lines; line++) {
                at = afterLine(at);
            }
            return at;
        }

        private int afterLine(int from) {
            for (int at = from; at < text.length(); at++) {
                char here = text.charAt(at);
                if (here == '\n') {
                    return at + 1;
                }
                if (here == '\r') {
                    return at + 1 < text.length() && text.charAt(at + 1) == '\n' ? at + 2 : at + 1;
                }
            }
            return text.length();
        }
    }

    private static int linesOf(CsvRecord cells) {
        return 1
                + cells.getFields().stream()
                        .mapToInt(
                                cell -> (int) LINE_BREAK.matcher(cell).results().count())
                        .sum();
    }

    private static boolean isEmpty(CsvRecord cells) {
        return cells.getFields().stream().allMatch(String::isBlank);
    }

    private static String firstLine(String text) {
        return LINE_BREAK.split(text, 2)[0];
    }

    /** The one of comma, semicolon and tab that the header has most of, outside quotes. */
    private static char delimiterOf(String header) {
        int commas = 0;
        int semicolons = 0;
        int tabs = 0;
        boolean quoted = false;
        for (char letter : header.toCharArray()) {
            if (letter == '"') {
                quoted = !quoted;
            } else if (!quoted) {
                commas += letter == ',' ? 1 : 0;
                semicolons += letter == ';' ? 1 : 0;
                tabs += letter == '\t' ? 1 : 0;
            }
        }
        if (commas >= semicolons && commas >= tabs) {
            return ',';
        }
        return semicolons >= tabs ? ';' : '\t';
    }
}
