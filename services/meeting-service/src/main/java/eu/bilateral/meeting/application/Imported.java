package eu.bilateral.meeting.application;

import eu.bilateral.meeting.domain.Refusal;
import java.util.List;

/**
 * What became of the rows of an import: each counts once, and a refused row changed nothing.
 *
 * @param unchanged rows that said nothing new
 */
public record Imported(int created, int changed, int unchanged, List<RefusedRow> refused) {

    public Imported {
        refused = List.copyOf(refused);
    }

    /** A row that a rule refused, by its number in the file. */
    public record RefusedRow(int row, Refusal refusal) {}
}
