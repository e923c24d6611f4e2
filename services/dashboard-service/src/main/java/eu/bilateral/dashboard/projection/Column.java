package eu.bilateral.dashboard.projection;

import eu.bilateral.kernel.event.Stage;
import java.util.List;

/** One stage of the board: how many partnerships stand there, and the cards of those whose next step is due first. */
public record Column(Stage stage, long count, List<Card> cards) {

    /** More cards than this are never shown in one column. */
    public static final int MOST_CARDS = 100;

    public Column {
        cards = List.copyOf(cards);
    }
}
