package eu.bilateral.dashboard.web;

import eu.bilateral.dashboard.projection.Missions.MissionRow;
import eu.bilateral.dashboard.projection.Party;
import eu.bilateral.kernel.event.CooperationArea;
import eu.bilateral.kernel.event.FollowUpKind;
import eu.bilateral.kernel.event.MeetingKind;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;

/** The one short form in which a meeting is logged: what was written, and what to choose from. */
final class MeetingForm {

    /** Rows for promises: one to begin with, the rest folded. */
    static final int PROMISES = 4;

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
    List<String> all(String field) {
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

    public List<Choice> stepKinds(String field) {
        return List.of(
                        FollowUpKind.SEND_DOCUMENTS,
                        FollowUpKind.CALL,
                        FollowUpKind.INTRODUCE_MEMBER,
                        FollowUpKind.MEET,
                        FollowUpKind.PREPARE_PROPOSAL,
                        FollowUpKind.OTHER)
                .stream()
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

    public List<Integer> promiseRows() {
        return IntStream.range(0, PROMISES).boxed().toList();
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
        return IntStream.range(1, PROMISES)
                .anyMatch(row -> !given("promiseWhen" + row).isEmpty()
                        || !given("promiseText" + row).isEmpty());
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
