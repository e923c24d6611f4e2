package eu.bilateral.meeting.web;

import eu.bilateral.kernel.csv.CsvRow;
import eu.bilateral.kernel.csv.CsvTable;
import eu.bilateral.kernel.csv.ImportReport;
import eu.bilateral.kernel.csv.ImportReport.Rejected;
import eu.bilateral.kernel.csv.RowRefused;
import eu.bilateral.meeting.application.Imported;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

/** The rows of a table that could be read, and those that could not. */
record ReadRows<R>(List<R> rows, List<Rejected> unreadable) {

    static <R> ReadRows<R> of(CsvTable table, Function<CsvRow, R> form) {
        var rows = new ArrayList<R>();
        var unreadable = new ArrayList<Rejected>();
        for (var row : table.rows()) {
            try {
                rows.add(form.apply(row.whole()));
            } catch (RowRefused refused) {
                unreadable.add(new Rejected(row.number(), refused.field(), refused.code(), refused.getMessage()));
            }
        }
        return new ReadRows<>(List.copyOf(rows), List.copyOf(unreadable));
    }

    /** What came of all rows, the unreadable ones among them; fields under the names of their columns. */
    ImportReport report(Imported imported, Map<String, String> columns) {
        var refused = imported.refused().stream().map(row -> {
            var field = row.refusal().field();
            return new Rejected(
                    row.row(),
                    field == null ? null : columns.getOrDefault(field, field),
                    row.refusal().code(),
                    String.valueOf(row.refusal().getMessage()));
        });
        var rejected = Stream.concat(unreadable.stream(), refused)
                .sorted(Comparator.comparingInt(Rejected::row))
                .toList();
        return new ImportReport(
                rows.size() + unreadable.size(),
                imported.created(),
                imported.changed(),
                imported.unchanged(),
                rejected);
    }
}
