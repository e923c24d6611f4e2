package eu.bilateral.kernel.csv;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What came of an import: {@code rows = created + changed + unchanged + rejected}.
 *
 * @param rows the rows below the header that are not empty
 * @param rejected the rows that were not taken, in the order of the file
 */
public record ImportReport(int rows, int created, int changed, int unchanged, List<Rejected> rejected) {

    public ImportReport {
        rejected = List.copyOf(rejected);
    }

    /** What one row did. */
    public enum Effect {
        /** Something that was not there. */
        CREATED,
        /** Something that was there otherwise. */
        CHANGED,
        /** Nothing: it was there just so. */
        UNCHANGED
    }

    /**
     * A row that was not taken.
     *
     * @param row its number in the file; the header is row 1
     * @param field the column that is to blame; absent where it is the whole row
     */
    public record Rejected(int row, @Nullable String field, String code, String message) {}

    /**
     * Takes each row of the table in order by {@code importing}; a {@link RowRefused} costs that row only, any other
     * exception ends the import, and what was taken before stays.
     */
    public static ImportReport of(CsvTable table, Function<CsvRow, Effect> importing) {
        var rejected = new ArrayList<Rejected>();
        int created = 0;
        int changed = 0;
        int unchanged = 0;
        for (var row : table.rows()) {
            try {
                switch (importing.apply(row.whole())) {
                    case CREATED -> created++;
                    case CHANGED -> changed++;
                    case UNCHANGED -> unchanged++;
                }
            } catch (RowRefused refused) {
                rejected.add(new Rejected(row.number(), refused.field(), refused.code(), refused.getMessage()));
            }
        }
        return new ImportReport(table.rows().size(), created, changed, unchanged, rejected);
    }
}
