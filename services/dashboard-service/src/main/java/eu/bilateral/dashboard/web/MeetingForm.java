package eu.bilateral.dashboard.web;

import eu.bilateral.dashboard.gateway.ServiceAnswer.FieldProblem;
import eu.bilateral.dashboard.gateway.ServiceAnswer.Problem;
import eu.bilateral.dashboard.projection.Missions.MissionRow;
import eu.bilateral.dashboard.projection.Organisations;
import eu.bilateral.dashboard.projection.Party;
import eu.bilateral.kernel.event.CooperationArea;
import eu.bilateral.kernel.event.FollowUpKind;
import eu.bilateral.kernel.event.MeetingKind;
import eu.bilateral.kernel.event.Side;
import eu.bilateral.kernel.id.OrganisationId;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
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

    /** Whether any promise beyond the first row is filled in, so that it must not be folded away. */
    public boolean hasMorePromises() {
        return IntStream.range(1, PROMISES)
                .anyMatch(row -> !given("promiseWhen" + row).isEmpty()
                        || !given("promiseText" + row).isEmpty());
    }

    /** What the form asks the meeting service for, or what is wrong with it. */
    sealed interface Reading {

        /** A body for the service; {@code absent} where one side did not come. */
        record Asked(Map<String, Object> body, @Nullable Side absent) implements Reading {}

        /** It cannot be sent like this. */
        record Wrong(Problem problem) implements Reading {}
    }

    /** Reads the form; a name that was typed and not chosen counts where it is one organisation's and no other's. */
    Reading read(Visitor visitor, Organisations organisations) {
        var wrong = new ArrayList<FieldProblem>();
        var partner = organisation("partner", visitor, organisations, wrong);
        var ours = organisation("ours", visitor, organisations, wrong);
        var mission = missions.stream()
                .filter(row -> row.missionId().toString().equals(given("missionId")))
                .findFirst()
                .orElse(null);
        var zone = mission == null ? words.zone() : mission.zone();
        var day = given("when").isBlank()
                ? words.today()
                : day(given("when"), given("took"), words).orElse(null);
        if (day == null) {
            wrong.add(trouble("when", "problem.date-not-understood"));
        }
        var body = new Body()
                .with("ours", ours)
                .with("partner", partner)
                .with("missionId", mission == null ? null : mission.missionId())
                .with("kind", Given.as(given("kind"), MeetingKind::valueOf))
                .with("metBy", Given.text(given("metBy")))
                .with("zone", zone.getId());
        if (given("took").equals("held")) {
            body.with("status", "HELD").with("heldOn", day).with("record", record(wrong));
            return wrong.isEmpty() ? new Reading.Asked(body.json(), null) : refused(wrong);
        }
        var time = time(wrong);
        if (day != null && time != null) {
            body.with("status", "SCHEDULED")
                    .with("startsAt", day.atTime(time).atZone(zone).toInstant());
        }
        var absent = switch (given("took")) {
            case "missed-ours" -> Side.OURS;
            case "missed-theirs" -> Side.THEIRS;
            default -> null;
        };
        return wrong.isEmpty() ? new Reading.Asked(body.json(), absent) : refused(wrong);
    }

    /** A meeting that is planned lies ahead, any other has been. */
    static Optional<LocalDate> day(String when, String took, Words words) {
        return took.equals("planned")
                ? NaturalDate.read(when, words.today())
                : NaturalDate.readPast(when, words.today());
    }

    private Map<String, Object> record(List<FieldProblem> wrong) {
        var promises = new ArrayList<Map<String, Object>>();
        for (int row = 0; row < PROMISES; row++) {
            var promise = step("promise", String.valueOf(row), wrong);
            if (promise != null) {
                promises.add(promise);
            }
        }
        return new Body()
                .with("interestOurs", interest("interestOurs", wrong))
                .with("interestTheirs", interest("interestTheirs", wrong))
                .with("areas", given.getOrDefault("areas", List.of()))
                .with("promises", promises)
                .with("nextStep", step("next", "", wrong))
                .with(
                        "members",
                        given("members")
                                .lines()
                                .map(String::strip)
                                .filter(line -> !line.isEmpty())
                                .toList())
                .with("language", Given.text(given("language")))
                .with("note", Given.text(given("note")))
                .json();
    }

    private @Nullable Integer interest(String field, List<FieldProblem> wrong) {
        if (given(field).matches("[0-3]")) {
            return Integer.valueOf(given(field));
        }
        wrong.add(trouble(field, "problem.interest-missing"));
        return null;
    }

    /** A step counts once it has words or a date; then it needs the date. */
    private @Nullable Map<String, Object> step(String name, String row, List<FieldProblem> wrong) {
        var text = Given.text(given(name + "Text" + row));
        var when = Given.text(given(name + "When" + row));
        if (text == null && when == null) {
            return null;
        }
        var dueOn = when == null ? null : NaturalDate.read(when, words.today()).orElse(null);
        if (dueOn == null) {
            wrong.add(trouble(
                    name + "When" + row, when == null ? "problem.step-date-missing" : "problem.date-not-understood"));
            return null;
        }
        var kind = Given.as(given(name + "Kind" + row), FollowUpKind::valueOf);
        return new Body()
                .with("kind", kind == null ? FollowUpKind.OTHER : kind)
                .with("text", text)
                .with("dueOn", dueOn)
                .with("by", given(name + "By" + row).equals("THEIRS") ? Side.THEIRS : Side.OURS)
                .json();
    }

    private @Nullable OrganisationId organisation(
            String side, Visitor visitor, Organisations organisations, List<FieldProblem> wrong) {
        var name = Given.text(given(side + "Name"));
        var chosen = Given.as(given(side + "Id"), OrganisationId::of);
        if (chosen != null
                && (name == null
                        || organisations
                                .named(visitor.workspace(), chosen)
                                .name()
                                .equals(name))) {
            return chosen;
        }
        if (name == null) {
            wrong.add(trouble(side + "Name", "problem.organisation-missing"));
            return null;
        }
        var found = organisations.search(visitor.workspace(), name, 10);
        var same = found.stream()
                .filter(party -> party.name().equalsIgnoreCase(name))
                .toList();
        var meant = same.size() == 1 ? same : found;
        if (meant.size() == 1) {
            return meant.getFirst().id();
        }
        wrong.add(trouble(
                side + "Name", meant.isEmpty() ? "problem.organisation-unknown" : "problem.organisation-ambiguous"));
        return null;
    }

    private @Nullable LocalTime time(List<FieldProblem> wrong) {
        var time = Given.text(given("time"));
        if (time == null) {
            return LocalTime.of(9, 0);
        }
        try {
            return LocalTime.parse(time.length() == 4 ? "0" + time : time);
        } catch (DateTimeParseException unreadable) {
            wrong.add(trouble("time", "problem.time-not-understood"));
            return null;
        }
    }

    private FieldProblem trouble(String field, String key) {
        return new FieldProblem(field, words.say(key));
    }

    private static Reading refused(List<FieldProblem> wrong) {
        return new Reading.Wrong(new Problem(422, "form-incomplete", "", wrong));
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
