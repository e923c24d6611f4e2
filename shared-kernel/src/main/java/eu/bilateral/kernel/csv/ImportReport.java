package eu.bilateral.kernel.csv;

import eu.bilateral.kernel.command.Lanes;
import java.util.ArrayList;
import java.util.EnumMap;
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
    public record Rejected(int row, @Nullable String field, String code, String message) implements Outcome {}

    private sealed interface Outcome {}

    private record Taken(Effect effect) implements Outcome {}

    /**
     * Takes the rows of the table side by side, those of the same {@code lane} one after the other ({@link Lanes}); a
     * {@link RowRefused} costs that row only, any other exception ends the import, and what was taken before stays.
     */
    public static ImportReport of(CsvTable table, Function<CsvRow, ?> lane, Function<CsvRow, Effect> importing) {
        var rejected = new ArrayList<Rejected>();
        var effects = new EnumMap<Effect, Integer>(Effect.class);
        for (var outcome : Lanes.each(table.rows(), lane, row -> outcome(row, importing))) {
            switch (outcome) {
                case Taken taken -> effects.merge(taken.effect(), 1, Integer::sum);
                case Rejected row -> rejected.add(row);
            }
        }
        return new ImportReport(
                table.rows().size(),
                effects.getOrDefault(Effect.CREATED, 0),
                effects.getOrDefault(Effect.CHANGED, 0),
                effects.getOrDefault(Effect.UNCHANGED, 0),
                rejected);
    }

    private static Outcome outcome(CsvRow row, Function<CsvRow, Effect> importing) {
        try {
            return new Taken(importing.apply(row.whole()));
        } catch (RowRefused refused) {
            return new Rejected(row.number(), refused.field(), refused.code(), refused.getMessage());
        }
    }
}
