package eu.bilateral.dashboard.web.meeting;

import eu.bilateral.dashboard.projection.MissionFigures;
import eu.bilateral.dashboard.projection.MissionFigures.MetPair;
import eu.bilateral.dashboard.projection.MissionFigures.ProgrammeRow;
import eu.bilateral.dashboard.projection.Party;
import eu.bilateral.dashboard.web.page.Words;
import eu.bilateral.kernel.event.ProgrammeItemKind;
import eu.bilateral.kernel.event.Stage;
import eu.bilateral.kernel.id.OrganisationId;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The report of a mission: figures, partnerships by stage, who met whom, the programme. */
record ReportView(
        String id,
        String name,
        String span,
        String type,
        List<Figure> figures,
        List<Bar> bars,
        int chartHeight,
        long partnerships,
        List<String> partners,
        List<MatrixRow> matrix,
        List<DayView> days) {

    private static final int BAR = 34;
    private static final long FULL = 420;

    /** A large number, what it counts, and where that is listed. */
    record Figure(
            String id,
            String number,
            String label,
            String href,
            @Nullable String more) {}

    /** A stage in the chart; {@code width} is in the chart's units of which the longest bar has {@link #FULL}. */
    record Bar(String stage, String name, long count, int tone, int top, long width, String href) {}

    /** One of our side with whom it met, in the order of the partners. */
    record MatrixRow(String ours, List<Cell> cells, long meetings) {}

    /** What a pair came to; no address where it did not meet. */
    record Cell(@Nullable String href, long meetings, String label) {}

    /** A day of the programme, city by city. */
    record DayView(String day, List<CityView> cities) {}

    /** What happened in a city on a day. */
    record CityView(String city, List<String> items) {}

    static ReportView from(MissionFigures figures, Words words) {
        var id = figures.missionId().toString();
        var bars = bars(figures, id, words);
        var partners = figures.met().stream()
                .map(MetPair::partner)
                .distinct()
                .sorted(Comparator.comparing(Party::name))
                .toList();
        return new ReportView(
                id,
                figures.name(),
                words.span(figures.startsOn(), figures.endsOn()),
                words.say("mission.type." + figures.type()),
                figures(figures, id, words),
                bars,
                bars.size() * BAR,
                figures.partnershipsByStage().values().stream()
                        .mapToLong(Long::longValue)
                        .sum(),
                partners.stream().map(Party::name).toList(),
                matrix(figures.met(), partners, words),
                days(figures.programme(), words));
    }

    private static List<Figure> figures(MissionFigures figures, String id, Words words) {
        long visits = figures.visitsByDay().values().stream()
                .mapToLong(Long::longValue)
                .sum();
        var byDay = figures.visitsByDay().entrySet().stream()
                .map(day -> words.say("report.visits.on", day.getValue(), words.day(day.getKey())))
                .toList();
        return List.of(
                figure("clusters", figures.clusters(), "#matrix", null, words),
                figure("partners", figures.partners(), "#matrix", null, words),
                figure(
                        "meetings",
                        figures.meetingsHeld(),
                        "#matrix",
                        figures.noShows() == 0 ? null : words.say("report.noshows", figures.noShows()),
                        words),
                figure("visits", visits, "#programme", String.join(", ", byDay), words),
                figure("followups", figures.openFollowUps(), "/board?mission=" + id, null, words));
    }

    private static Figure figure(String id, long number, String href, @Nullable String more, Words words) {
        return new Figure(id, String.valueOf(number), words.say("report." + id, number), href, more);
    }

    private static List<Bar> bars(MissionFigures figures, String id, Words words) {
        var most = figures.partnershipsByStage().values().stream()
                .mapToLong(Long::longValue)
                .max()
                .orElse(1);
        var bars = new ArrayList<Bar>();
        for (var stage : Stage.values()) {
            long count = figures.partnershipsByStage().getOrDefault(stage, 0L);
            if (count == 0 && !stage.isOnPipeline()) {
                continue;
            }
            bars.add(new Bar(
                    stage.name(),
                    words.stage(stage),
                    count,
                    Math.min(9, stage.ordinal() + 1),
                    bars.size() * BAR,
                    count == 0 ? 0 : Math.max(3, count * FULL / most),
                    "/board?mission=" + id + "#stage-" + stage));
        }
        return List.copyOf(bars);
    }

    private static List<MatrixRow> matrix(List<MetPair> met, List<Party> partners, Words words) {
        var rows = new LinkedHashMap<Party, Map<OrganisationId, MetPair>>();
        met.stream()
                .sorted(Comparator.comparing(pair -> pair.ours().name()))
                .forEach(pair -> rows.computeIfAbsent(pair.ours(), ours -> new HashMap<>())
                        .put(pair.partner().id(), pair));
        return rows.entrySet().stream()
                .map(row -> new MatrixRow(
                        row.getKey().name(),
                        partners.stream()
                                .map(partner -> cell(
                                        row.getKey(), partner, row.getValue().get(partner.id()), words))
                                .toList(),
                        row.getValue().values().stream()
                                .mapToLong(pair -> pair.meetings().size())
                                .sum()))
                .toList();
    }

    private static Cell cell(Party ours, Party partner, @Nullable MetPair pair, Words words) {
        return pair == null
                ? new Cell(null, 0, "")
                : new Cell(
                        "/partnerships/" + pair.partnershipId(),
                        pair.meetings().size(),
                        words.say(
                                "report.cell",
                                ours.name(),
                                partner.name(),
                                pair.meetings().size()));
    }

    private static List<DayView> days(List<ProgrammeRow> programme, Words words) {
        var days = new LinkedHashMap<LocalDate, Map<String, List<String>>>();
        for (var item : programme) {
            days.computeIfAbsent(item.date(), day -> new LinkedHashMap<>())
                    .computeIfAbsent(Objects.requireNonNullElse(item.city(), ""), city -> new ArrayList<>())
                    .add(item(item, words));
        }
        return days.entrySet().stream()
                .map(day -> new DayView(
                        words.wholeDay(day.getKey()),
                        day.getValue().entrySet().stream()
                                .map(city -> new CityView(city.getKey(), city.getValue()))
                                .toList()))
                .toList();
    }

    private static String item(ProgrammeRow item, Words words) {
        var kind = words.say("programme." + item.kind());
        var host = item.host();
        if (host == null) {
            return kind;
        }
        return item.kind() == ProgrammeItemKind.VISIT ? host.name() : kind + " · " + host.name();
    }
}
