package eu.bilateral.meeting.web;

import eu.bilateral.kernel.csv.CsvRow;
import eu.bilateral.kernel.csv.CsvTable;
import eu.bilateral.kernel.csv.RowRefused;
import eu.bilateral.kernel.event.CooperationArea;
import eu.bilateral.kernel.event.FollowUpKind;
import eu.bilateral.kernel.event.Interest;
import eu.bilateral.kernel.event.MeetingStatus;
import eu.bilateral.kernel.event.Side;
import eu.bilateral.meeting.application.ImportMeetings.Row;
import eu.bilateral.meeting.domain.meeting.ListedMeeting.Outcome;
import eu.bilateral.meeting.domain.meeting.MeetingRecord;
import eu.bilateral.meeting.domain.meeting.Step;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a mission's meetings are written as CSV.
 *
 * @param ours the column that names our side
 * @param partner the column that names theirs
 */
record MeetingList(String ours, String partner) {

    private static final MeetingList OF_ANY_MISSION = new MeetingList("ours_ref", "partner_ref");
    /** The lists of 2017 are still read as they are. */
    private static final MeetingList OF_THE_FOUNDING_MISSION = new MeetingList("european_ref", "us_ref");

    private static final List<String> OPTIONAL =
            List.of("interest_ours", "interest_theirs", "cooperation_areas", "next_step", "next_step_due");
    private static final int REF_LENGTH = 80;

    /** The areas as lists word them; the names of the API are understood too. */
    private static final Map<String, CooperationArea> AREAS = Map.of(
            "r&d", CooperationArea.RESEARCH_AND_DEVELOPMENT,
            "research and development", CooperationArea.RESEARCH_AND_DEVELOPMENT,
            "technology transfer", CooperationArea.TECHNOLOGY_TRANSFER,
            "knowledge exchange", CooperationArea.KNOWLEDGE_EXCHANGE,
            "market access", CooperationArea.MARKET_ACCESS,
            "b2b", CooperationArea.B2B,
            "talent", CooperationArea.TALENT,
            "joint funding", CooperationArea.JOINT_FUNDING);

    /** How that table is written, by the names of its columns. */
    static MeetingList of(CsvTable table) {
        var old = OF_THE_FOUNDING_MISSION;
        return table.columns().contains(old.ours) || table.columns().contains(old.partner) ? old : OF_ANY_MISSION;
    }

    /** Which column holds what the rules call otherwise. */
    Map<String, String> columns() {
        return Map.of(
                "ours", ours,
                "partner", partner,
                "heldOn", "date",
                "missedOn", "date",
                "startsAt", "date",
                "record.nextStep.dueOn", "next_step_due");
    }

    ReadRows<Row> read(CsvTable table) {
        return ReadRows.of(table.shaped(List.of(ours, partner, "date", "status"), OPTIONAL), this::row);
    }

    private Row row(CsvRow row) {
        return new Row(
                row.number(),
                row.needed(ours, REF_LENGTH),
                row.needed(partner, REF_LENGTH),
                row.neededDate("date"),
                outcome(row));
    }

    private static Outcome outcome(CsvRow row) {
        return switch (row.neededChoice("status", MeetingStatus.class)) {
            case SCHEDULED -> new Outcome.Planned();
            case HELD -> new Outcome.TookPlace(record(row));
            case NO_SHOW_OURS -> new Outcome.NoShow(Side.OURS);
            case NO_SHOW_THEIRS -> new Outcome.NoShow(Side.THEIRS);
            case CANCELLED, REPLACED ->
                throw new RowRefused(
                        "status",
                        "unknown-value",
                        "A list brings meetings that are SCHEDULED, HELD, NO_SHOW_OURS or NO_SHOW_THEIRS");
        };
    }

    private static MeetingRecord record(CsvRow row) {
        return MeetingRecord.listed(
                interest(row, "interest_ours"), interest(row, "interest_theirs"), areas(row), nextStep(row));
    }

    private static Interest interest(CsvRow row, String column) {
        var level = row.number(column, 0, 3);
        if (level == null) {
            throw new RowRefused(column, "missing", "A meeting that was held needs the interest of both sides");
        }
        return Interest.of(level);
    }

    private static List<CooperationArea> areas(CsvRow row) {
        return row.texts("cooperation_areas", 100).stream()
                .map(MeetingList::area)
                .toList();
    }

    private static CooperationArea area(String words) {
        var area = AREAS.get(words.toLowerCase(Locale.ROOT).replace('_', ' '));
        if (area == null) {
            throw new RowRefused(
                    "cooperation_areas",
                    "unknown-value",
                    "\"%s\" is none of R&D, technology transfer, knowledge exchange, market access, B2B, talent, joint funding"
                            .formatted(words));
        }
        return area;
    }

    private static @Nullable Step nextStep(CsvRow row) {
        var words = row.text("next_step", Step.MAX_TEXT);
        var dueOn = row.date("next_step_due");
        if (words == null) {
            if (dueOn != null) {
                throw new RowRefused("next_step", "missing", "There is a date for the next step, but no next step");
            }
            return null;
        }
        if (dueOn == null) {
            throw new RowRefused("next_step_due", "missing", "A next step has a date, or nobody will take it");
        }
        return new Step(kind(words), words, dueOn, Side.OURS, null);
    }

    /** What the words ask for; the words themselves stay with the record. */
    private static FollowUpKind kind(String words) {
        var lower = words.toLowerCase(Locale.ROOT);
        if (lower.startsWith("send")) {
            return FollowUpKind.SEND_DOCUMENTS;
        }
        if (lower.startsWith("call") || lower.startsWith("arrange a call")) {
            return FollowUpKind.CALL;
        }
        return lower.startsWith("introduce") ? FollowUpKind.INTRODUCE_MEMBER : FollowUpKind.OTHER;
    }
}
