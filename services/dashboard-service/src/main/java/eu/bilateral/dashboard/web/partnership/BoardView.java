package eu.bilateral.dashboard.web.partnership;

import eu.bilateral.dashboard.projection.Board;
import eu.bilateral.dashboard.projection.Column;
import eu.bilateral.dashboard.projection.Missions.MissionRow;
import eu.bilateral.dashboard.web.page.Choice;
import eu.bilateral.dashboard.web.page.Visitor;
import eu.bilateral.dashboard.web.page.Words;
import eu.bilateral.kernel.event.CooperationArea;
import eu.bilateral.kernel.event.Stage;
import eu.bilateral.kernel.id.AccountId;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The board as it is drawn. */
record BoardView(
        List<ColumnView> columns,
        List<Choice> owners,
        List<Choice> areas,
        List<Choice> missions,
        @Nullable String owner,
        @Nullable String area,
        @Nullable String mission) {

    /** A stage with its cards; a drawer is one beside the pipeline. */
    record ColumnView(
            String stage,
            String name,
            boolean drawer,
            long count,
            List<CardView> cards,
            long hidden,
            String hiddenText,
            String emptyText) {

        static ColumnView from(Column column, Visitor visitor, Words words) {
            long hidden = column.count() - column.cards().size();
            return new ColumnView(
                    column.stage().name(),
                    words.stage(column.stage()),
                    !column.stage().isOnPipeline(),
                    column.count(),
                    column.cards().stream()
                            .map(card -> CardView.from(card, visitor, words))
                            .toList(),
                    hidden,
                    words.say("board.hidden", hidden),
                    emptyText(column.stage(), words));
        }

        private static String emptyText(Stage stage, Words words) {
            return words.say(stage.isOnPipeline() ? "board.nobody" : "board.nobody.beside");
        }
    }

    static BoardView from(
            List<Column> columns,
            Board.Filter filter,
            List<AccountId> owners,
            List<MissionRow> missions,
            Visitor visitor,
            Words words) {
        return new BoardView(
                columns.stream()
                        .map(column -> ColumnView.from(column, visitor, words))
                        .toList(),
                owners(owners, filter, visitor),
                Arrays.stream(CooperationArea.values())
                        .map(area -> new Choice(area.name(), words.area(area), area == filter.area()))
                        .toList(),
                missions.stream()
                        .map(mission -> new Choice(
                                mission.missionId().toString(),
                                mission.name(),
                                mission.missionId().equals(filter.missionId())))
                        .toList(),
                text(filter.owner()),
                text(filter.area()),
                text(filter.missionId()));
    }

    /** Those who own anything, whom the filter names, and whoever looks. */
    private static List<Choice> owners(List<AccountId> owners, Board.Filter filter, Visitor visitor) {
        return Stream.concat(
                        Stream.of(visitor.account(), filter.owner() == null ? visitor.account() : filter.owner()),
                        owners.stream())
                .map(AccountId::value)
                .distinct()
                .sorted()
                .map(owner -> new Choice(owner, owner, owner.equals(text(filter.owner()))))
                .toList();
    }

    private static @Nullable String text(@Nullable Object chosen) {
        return chosen == null ? null : chosen.toString();
    }
}
