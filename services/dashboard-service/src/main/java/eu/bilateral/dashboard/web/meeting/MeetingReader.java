package eu.bilateral.dashboard.web.meeting;

import eu.bilateral.dashboard.gateway.ServiceAnswer.FieldProblem;
import eu.bilateral.dashboard.gateway.ServiceAnswer.Problem;
import eu.bilateral.dashboard.projection.Organisations;
import eu.bilateral.dashboard.projection.Party;
import eu.bilateral.dashboard.web.page.Body;
import eu.bilateral.dashboard.web.page.Given;
import eu.bilateral.dashboard.web.page.NaturalDate;
import eu.bilateral.dashboard.web.page.Visitor;
import eu.bilateral.dashboard.web.page.Words;
import eu.bilateral.kernel.event.FollowUpKind;
import eu.bilateral.kernel.event.MeetingKind;
import eu.bilateral.kernel.event.Side;
import eu.bilateral.kernel.id.OrganisationId;
import eu.bilateral.kernel.id.WorkspaceId;
import java.time.LocalTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads one filled-in {@link MeetingForm}. */
final class MeetingReader {

    private static final LocalTime MORNING = LocalTime.of(9, 0);
    /** Names that differ in their accents alone are few. */
    private static final int MOST_BEARERS = 10;

    private final MeetingForm form;
    private final Words words;
    private final List<FieldProblem> wrong = new ArrayList<>();

    MeetingReader(MeetingForm form, Words words) {
        this.form = form;
        this.words = words;
    }

    /** What the form asks the meeting service for, or what is wrong with it. */
    sealed interface Reading {

        /** A body for the service; {@code absent} where one side did not come. */
        record Asked(Map<String, Object> body, @Nullable Side absent) implements Reading {}

        /** It cannot be sent like this. */
        record Wrong(Problem problem) implements Reading {}
    }

    /** What it asks for; a name that was typed and not chosen counts where it is one organisation's and no other's. */
    Reading read(Visitor visitor, Organisations organisations) {
        var partner = organisation("partner", visitor, organisations);
        var ours = organisation("ours", visitor, organisations);
        var mission = form.mission();
        var zone = form.zone();
        var today = words.today(zone);
        var day = given("when").isBlank()
                ? today
                : MeetingForm.day(given("when"), given("took"), today).orElse(null);
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
            body.with("status", "HELD").with("heldOn", day).with("record", record());
            return asked(body.json());
        }
        var absent = absent();
        var time = time(absent == null ? MORNING : LocalTime.MIN);
        if (day != null && time != null) {
            var startsAt = day.atTime(time).atZone(zone).toInstant();
            if (absent != null && startsAt.isAfter(words.now())) {
                wrong.add(trouble("time", "problem.missed-ahead"));
            }
            body.with("status", "SCHEDULED").with("startsAt", startsAt);
        }
        return wrong.isEmpty() ? new Reading.Asked(body.json(), absent) : refused();
    }

    /** What it says of a meeting that was planned: what came of it, or who did not come. */
    Reading outcome(MeetingTime planned) {
        var absent = absent();
        if (absent != null) {
            return new Reading.Asked(Map.of("absent", absent), absent);
        }
        var now = words.now();
        var day = given("when").isBlank()
                ? planned.dayUnlessSaid(now)
                : MeetingForm.day(given("when"), given("took"), planned.today(now))
                        .orElse(null);
        if (day == null) {
            wrong.add(trouble("when", "problem.date-not-understood"));
        }
        return asked(new Body()
                .with("heldOn", day)
                .with("metBy", Given.text(given("metBy")))
                .with("record", record())
                .json());
    }

    /** What it says that the record of a held meeting is to be from now on. */
    Reading correction() {
        return asked(record());
    }

    private @Nullable Side absent() {
        return switch (given("took")) {
            case "missed-ours" -> Side.OURS;
            case "missed-theirs" -> Side.THEIRS;
            default -> null;
        };
    }

    private Reading asked(Map<String, Object> body) {
        return wrong.isEmpty() ? new Reading.Asked(body, null) : refused();
    }

    private String given(String field) {
        return form.given(field);
    }

    private Map<String, Object> record() {
        var promises = new ArrayList<Map<String, Object>>();
        for (int row : form.promiseRows()) {
            var promise = step("promise", String.valueOf(row));
            if (promise != null) {
                promises.add(promise);
            }
        }
        return new Body()
                .with("interestOurs", interest("interestOurs"))
                .with("interestTheirs", interest("interestTheirs"))
                .with("areas", form.all("areas"))
                .with("promises", promises)
                .with("nextStep", step("next", ""))
                .with(
                        "members",
                        given("members")
                                .lines()
                                .map(String::strip)
                                .filter(line -> !line.isEmpty())
                                .toList())
                .with("participants", form.all("participants").isEmpty() ? null : form.all("participants"))
                .with("language", Given.text(given("language")))
                .with("note", Given.text(given("note")))
                .json();
    }

    private @Nullable Integer interest(String field) {
        if (given(field).matches("[0-3]")) {
            return Integer.valueOf(given(field));
        }
        wrong.add(trouble(field, "problem.interest-missing"));
        return null;
    }

    /** A step counts once it has words or a date; then it needs the date. */
    private @Nullable Map<String, Object> step(String name, String row) {
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
                .with("owner", Given.text(given(name + "Owner" + row)))
                .json();
    }

    private @Nullable OrganisationId organisation(String side, Visitor visitor, Organisations organisations) {
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
        var meant = meant(name, visitor.workspace(), organisations);
        if (meant.size() == 1) {
            return meant.getFirst().id();
        }
        wrong.add(trouble(
                side + "Name", meant.isEmpty() ? "problem.organisation-unknown" : "problem.organisation-ambiguous"));
        return null;
    }

    /** The one that a typed name means; several where it may mean any of them. A whole name goes before a part of one. */
    private static List<Party> meant(String name, WorkspaceId workspace, Organisations organisations) {
        var bearers = organisations.bearing(workspace, name, MOST_BEARERS);
        var letterForLetter = bearers.stream()
                .filter(party -> party.name().equalsIgnoreCase(name))
                .toList();
        if (letterForLetter.size() == 1) {
            return letterForLetter;
        }
        return bearers.isEmpty() ? organisations.search(workspace, name, 2) : bearers;
    }

    private @Nullable LocalTime time(LocalTime unlessSaid) {
        var time = Given.text(given("time"));
        if (time == null) {
            return unlessSaid;
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

    private Reading refused() {
        return new Reading.Wrong(new Problem(422, "form-incomplete", "", wrong));
    }
}
