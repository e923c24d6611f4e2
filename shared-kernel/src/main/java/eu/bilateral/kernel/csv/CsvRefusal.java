package eu.bilateral.kernel.csv;

import java.util.Collection;

/** A file cannot be taken at all; nothing of it was read into the product. Sealed, so that the web has an answer to each. */
public abstract sealed class CsvRefusal extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private CsvRefusal(String situation) {
        super(situation);
    }

    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }

    /** More bytes than {@link CsvTable#MAX_BYTES}. */
    public static final class FileTooLarge extends CsvRefusal {
        private static final long serialVersionUID = 1L;

        FileTooLarge() {
            super("The file is larger than 5 MB; send it in parts");
        }
    }

    /** More rows than {@link CsvTable#MAX_ROWS}. */
    public static final class TooManyRows extends CsvRefusal {
        private static final long serialVersionUID = 1L;

        TooManyRows() {
            super("The file has more than %,d rows; send it in parts".formatted(CsvTable.MAX_ROWS));
        }
    }

    /** More columns than {@link CsvTable#MAX_COLUMNS}. */
    public static final class TooManyColumns extends CsvRefusal {
        private static final long serialVersionUID = 1L;

        TooManyColumns() {
            super("The file has more than %d columns".formatted(CsvTable.MAX_COLUMNS));
        }
    }

    /** The bytes are no UTF-8. */
    public static final class NotUtf8 extends CsvRefusal {
        private static final long serialVersionUID = 1L;

        NotUtf8() {
            super("The file is not UTF-8 text; save it as \"CSV UTF-8\"");
        }
    }

    /** There is no first row that names the columns. */
    public static final class HeaderMissing extends CsvRefusal {
        private static final long serialVersionUID = 1L;

        HeaderMissing() {
            super("The first row must name the columns");
        }
    }

    /** The first row names a column twice, or leaves one without a name. */
    public static final class HeaderAmbiguous extends CsvRefusal {
        private static final long serialVersionUID = 1L;

        HeaderAmbiguous(String column) {
            super(
                    column.isEmpty()
                            ? "The first row leaves a column without a name"
                            : "The first row names the column \"%s\" twice".formatted(column));
        }
    }

    /** A column that the import needs is not there. */
    public static final class ColumnMissing extends CsvRefusal {
        private static final long serialVersionUID = 1L;

        ColumnMissing(String column) {
            super("The column \"%s\" is missing".formatted(column));
        }
    }

    /** A column that the import does not know: its content would be lost without a word. */
    public static final class ColumnUnknown extends CsvRefusal {
        private static final long serialVersionUID = 1L;

        ColumnUnknown(String column, Collection<String> known) {
            super("The column \"%s\" is not known; the known ones are %s".formatted(column, String.join(", ", known)));
        }
    }
}
