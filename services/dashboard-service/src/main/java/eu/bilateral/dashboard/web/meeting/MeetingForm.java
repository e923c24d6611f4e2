package eu.bilateral.dashboard.web.meeting;

import eu.bilateral.dashboard.projection.Missions.MissionRow;
import eu.bilateral.dashboard.projection.Party;
import eu.bilateral.dashboard.web.page.Choice;
import eu.bilateral.dashboard.web.page.NaturalDate;
import eu.bilateral.dashboard.web.page.Words;
import eu.bilateral.kernel.event.CooperationArea;
import eu.bilateral.kernel.event.FollowUpKind;
import eu.bilateral.kernel.event.MeetingKind;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import tools.jackson.databind.JsonNode;

/**
 * The one short form for a meeting, whether it is logged, held as planned or recorded anew: what was written, and what to
 * choose from.
 */
final class MeetingForm {

    /** Rows for promises: one to begin with, the rest folded. */
    private static final int PROMISES = 4;

    /** As many as a record takes. */
    private static final int MOST_PROMISES = 20;

    private final MultiValueMap<String, String> given;
    private final Words words;
    private final List<MissionRow> missions;

    MeetingForm(MultiValueMap<String, String> given, List<MissionRow> missions, Words words) {
        this.given = new LinkedMultiValueMap<>(given);
        this.missions = List.copyOf(missions);
        this.words = words;
        this.given.putIfAbsent("key", List.of(UUID.randomUUID().toString()));
        this.given.putIfAbsent("took", List.of("held"));
        this.given.putIfAbsent("kind", List.of(MeetingKind.C2C.name()));
    }

    /** What stands in that field. */
    public String given(String field) {
        var value = given.getFirst(field);
        return value == null ? "" : value;
    }

    /** All that stands in a field of several values. */
    public List<String> all(String field) {
        return given.getOrDefault(field, List.of());
    }

    /** The mission that was chosen; absent where none was. */
    @Nullable
    MissionRow mission() {
        return missions.stream()
                .filter(row -> row.missionId().toString().equals(given("missionId")))
                .findFirst()
                .orElse(null);
    }

    public boolean has(String field, String value) {
        return given.getOrDefault(field, List.of()).contains(value);
    }

    public List<Choice> areas() {
        return Arrays.stream(CooperationArea.values())
                .map(area -> new Choice(area.name(), words.area(area), has("areas", area.name())))
                .toList();
    }

    public List<Choice> levels(String side) {
        return IntStream.rangeClosed(0, 3)
                .mapToObj(level -> new Choice(
                        String.valueOf(level), words.say("interest." + level), has(side, String.valueOf(level))))
                .toList();
    }

    /** What people promise each other, and whatever else stands in a record already. */
    public List<Choice> stepKinds(String field) {
        var usual = List.of(
                FollowUpKind.SEND_DOCUMENTS,
                FollowUpKind.CALL,
                FollowUpKind.INTRODUCE_MEMBER,
                FollowUpKind.MEET,
                FollowUpKind.PREPARE_PROPOSAL,
                FollowUpKind.OTHER);
        return Arrays.stream(FollowUpKind.values())
                .filter(kind -> usual.contains(kind) || has(field, kind.name()))
                .sorted(Comparator.comparingInt(kind -> usual.contains(kind) ? usual.indexOf(kind) : usual.size()))
                .map(kind -> new Choice(kind.name(), words.kind(kind), has(field, kind.name())))
                .toList();
    }

    public List<Choice> kinds() {
        return Arrays.stream(MeetingKind.values())
                .map(kind -> new Choice(kind.name(), words.say("meeting.kind." + kind), has("kind", kind.name())))
                .toList();
    }

    public List<Choice> missions() {
        return missions.stream()
                .map(mission -> new Choice(
                        mission.missionId().toString(),
                        mission.name(),
                        has("missionId", mission.missionId().toString())))
                .toList();
    }

    /** Always one more than is filled in, as far as a record takes them. */
    public List<Integer> promiseRows() {
        int filled = IntStream.range(0, MOST_PROMISES)
                .filter(this::isPromised)
                .map(row -> row + 1)
                .max()
                .orElse(0);
        return IntStream.range(0, Math.clamp(filled + 1L, PROMISES, MOST_PROMISES))
                .boxed()
                .toList();
    }

    private boolean isPromised(int row) {
        return !given("promiseWhen" + row).isEmpty()
                || !given("promiseText" + row).isEmpty();
    }

    /** Whoever saves it after a warning has seen that version. */
    void seen(String version) {
        given.set("version", version);
    }

    /** Sent under the old key, the next try would be taken for the first. */
    void renewKey() {
        given.set("key", UUID.randomUUID().toString());
    }

    /** The time zone of the place of the meeting. */
    ZoneId zone() {
        var mission = mission();
        return mission == null ? words.zone() : mission.zone();
    }

    /** Whether any promise beyond the first row is filled in, so that it must not be folded away. */
    public boolean hasMorePromises() {
        return IntStream.range(1, MOST_PROMISES).anyMatch(this::isPromised);
    }

    /** What to begin with where a planned meeting was held: the planned day, unless that is still ahead. */
    static MultiValueMap<String, String> planned(MeetingTime time, Words words) {
        var given = new LinkedMultiValueMap<String, String>();
        if (time.isBegun(words.now())) {
            given.set("when", words.date(time.date()));
        }
        return given;
    }

    /**
     * A record as it stands, to be written anew: also what the form only carries along (who sits at the table, who of ours
     * sees to a step), for a record is replaced whole.
     */
    static MultiValueMap<String, String> recorded(JsonNode meeting, Words words) {
        var record = meeting.path("record");
        var given = new LinkedMultiValueMap<String, String>();
        given.set("version", meeting.path("version").asString());
        given.set("interestOurs", record.path("interestOurs").asString());
        given.set("interestTheirs", record.path("interestTheirs").asString());
        record.path("areas").forEach(area -> given.add("areas", area.asString()));
        record.path("participants").forEach(person -> given.add("participants", person.asString()));
        step(given, "next", "", record.path("nextStep"), words);
        int row = 0;
        for (var promise : record.path("promises")) {
            step(given, "promise", String.valueOf(row++), promise, words);
        }
        var members = new StringJoiner("\n");
        record.path("members").forEach(member -> members.add(member.asString()));
        given.set("members", members.toString());
        given.set("language", record.path("language").asString(""));
        given.set("note", record.path("note").asString(""));
        return given;
    }

    private static void step(MultiValueMap<String, String> given, String name, String row, JsonNode step, Words words) {
        if (!step.isObject()) {
            return;
        }
        given.set(name + "Kind" + row, step.path("kind").asString());
        given.set(name + "Text" + row, step.path("text").asString(""));
        given.set(name + "By" + row, step.path("by").asString());
        given.set(
                name + "When" + row,
                words.date(LocalDate.parse(step.path("dueOn").asString())));
        given.set(name + "Owner" + row, step.path("owner").asString(""));
    }

    /** A meeting that is planned lies ahead, any other has been. */
    static Optional<LocalDate> day(String when, String took, LocalDate today) {
        return took.equals("planned") ? NaturalDate.read(when, today) : NaturalDate.readPast(when, today);
    }

    /** Chooses an organisation before anybody has typed. */
    static void choose(MultiValueMap<String, String> given, String side, Party party) {
        given.set(side + "Id", party.id().toString());
        given.set(side + "Name", party.name());
    }

    /** The mission that is on today, if one is: that is where people meet. */
    static @Nullable MissionRow current(List<MissionRow> missions, LocalDate today) {
        return missions.stream()
                .filter(mission -> !today.isBefore(mission.startsOn()) && !today.isAfter(mission.endsOn()))
                .findFirst()
                .orElse(null);
    }
}
