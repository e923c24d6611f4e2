package eu.bilateral.dashboard.web.meeting;

import eu.bilateral.dashboard.gateway.Neighbour;
import eu.bilateral.dashboard.gateway.ServiceAnswer;
import eu.bilateral.dashboard.gateway.ServiceAnswer.Done;
import eu.bilateral.dashboard.gateway.ServiceAnswer.Problem;
import eu.bilateral.dashboard.gateway.ServiceCalls;
import eu.bilateral.dashboard.projection.Board;
import eu.bilateral.dashboard.projection.Missions;
import eu.bilateral.dashboard.projection.Organisations;
import eu.bilateral.dashboard.projection.Timeline;
import eu.bilateral.dashboard.web.meeting.MeetingReader.Reading;
import eu.bilateral.dashboard.web.page.Given;
import eu.bilateral.dashboard.web.page.NaturalDate;
import eu.bilateral.dashboard.web.page.Paths;
import eu.bilateral.dashboard.web.page.ProblemView;
import eu.bilateral.dashboard.web.page.Visitor;
import eu.bilateral.dashboard.web.page.Words;
import eu.bilateral.kernel.command.Awaiting;
import eu.bilateral.kernel.id.MeetingId;
import eu.bilateral.kernel.id.OrganisationId;
import eu.bilateral.kernel.id.PartnershipId;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import tools.jackson.databind.JsonNode;

/** Logs meetings, tells what they triggered, lists them. */
@Controller
class MeetingPages {

    private static final Duration PLAYBOOK_WITHIN = Duration.ofSeconds(3);
    private static final String OUR_LAST = "our-last";

    /** Known to the one page that follows, not to its address: loaded anew, it waits for nothing. */
    static final String LOGGED = "logged";

    /** Like {@link #LOGGED}, for what came of a meeting that was planned. */
    static final String NOTED = "noted";

    private final ServiceCalls services;
    private final Organisations organisations;
    private final Missions missions;
    private final Timeline timeline;
    private final Board board;

    MeetingPages(
            ServiceCalls services, Organisations organisations, Missions missions, Timeline timeline, Board board) {
        this.services = services;
        this.organisations = organisations;
        this.missions = missions;
        this.timeline = timeline;
        this.board = board;
    }

    @GetMapping("/meetings/new")
    String form(
            Visitor visitor,
            Words words,
            Model model,
            HttpSession session,
            @RequestParam(required = false) @Nullable String ours,
            @RequestParam(required = false) @Nullable String partner) {
        var given = new LinkedMultiValueMap<String, String>();
        choose(given, "partner", partner, visitor.asWriter());
        var ourSide = ours == null ? (String) session.getAttribute(OUR_LAST) : ours;
        choose(given, "ours", ourSide, visitor);
        var all = missions.list(visitor.workspace());
        var current = MeetingForm.current(all, words.today());
        if (current != null) {
            given.set("missionId", current.missionId().toString());
        }
        model.addAttribute("form", new MeetingForm(given, all, words));
        return "log";
    }

    private void choose(MultiValueMap<String, String> given, String side, @Nullable String id, Visitor visitor) {
        var organisation = Given.as(id, OrganisationId::of);
        if (organisation != null) {
            MeetingForm.choose(given, side, organisations.named(visitor.workspace(), organisation));
        }
    }

    @PostMapping("/meetings")
    String log(
            Visitor visitor,
            Words words,
            Model model,
            HttpSession session,
            HttpServletResponse response,
            RedirectAttributes flash,
            @RequestParam MultiValueMap<String, String> given) {
        var form = new MeetingForm(given, missions.list(visitor.workspace()), words);
        return switch (new MeetingReader(form, words).read(visitor, organisations)) {
            case Reading.Wrong wrong -> again(form, wrong.problem(), words, model, response);
            case Reading.Asked asked ->
                switch (send(asked, form.given("key"), visitor)) {
                    case Problem problem -> {
                        if (asked.absent() != null && !isInDoubt(problem)) {
                            form.renewKey();
                        }
                        yield again(form, problem, words, model, response);
                    }
                    case Done done -> {
                        session.setAttribute(
                                OUR_LAST, Objects.toString(asked.body().get("ours")));
                        flash.addFlashAttribute(LOGGED, true);
                        yield "redirect:/meetings/"
                                + done.body().path("meetingId").asString();
                    }
                };
        };
    }

    /**
     * A meeting to which one side did not come is planned first: the same key makes all steps safe to repeat. Where the
     * second is refused, the first does not stand either; where nobody knows whether it was, both stay as they are until the
     * form is sent again.
     */
    private ServiceAnswer send(Reading.Asked asked, String key, Visitor visitor) {
        var logged = services.post(Neighbour.MEETING, "/api/meetings", asked.body(), visitor.accessToken(), key);
        if (asked.absent() == null || !(logged instanceof Done done)) {
            return logged;
        }
        var planned = "/api/meetings/" + done.body().path("meetingId").asString();
        var missed = services.post(
                Neighbour.MEETING,
                planned + "/no-show",
                Map.of("absent", asked.absent()),
                visitor.accessToken(),
                key + "-absent");
        if (missed instanceof Problem refused && !isInDoubt(refused)) {
            var undone =
                    services.post(Neighbour.MEETING, planned + "/void", null, visitor.accessToken(), key + "-void");
            return undone instanceof Problem doubt && isInDoubt(doubt) ? doubt : missed;
        }
        return missed;
    }

    private static boolean isInDoubt(Problem problem) {
        return problem.status() >= HttpStatus.INTERNAL_SERVER_ERROR.value();
    }

    private static String again(
            MeetingForm form, Problem problem, Words words, Model model, HttpServletResponse response) {
        response.setStatus(problem.status() == 503 ? 503 : HttpStatus.UNPROCESSABLE_CONTENT.value());
        model.addAttribute("form", form);
        model.addAttribute("problem", ProblemView.from(problem, words));
        return "log";
    }

    /**
     * One meeting with its record; right after it was logged, or after what came of it was noted, also what that triggered,
     * and for one that was logged a way to take it back.
     */
    @GetMapping("/meetings/{id}")
    String meeting(
            Visitor visitor, Words words, Model model, HttpServletResponse response, @PathVariable MeetingId id) {
        boolean logged = model.containsAttribute(LOGGED);
        boolean noted = model.containsAttribute(NOTED);
        switch (services.get(Neighbour.MEETING, "/api/meetings/" + id, visitor.accessToken())) {
            case Problem problem -> {
                if (problem.status() == HttpStatus.NOT_FOUND.value()) {
                    throw new ResponseStatusException(HttpStatus.NOT_FOUND);
                }
                response.setStatus(problem.status());
                model.addAttribute("problem", ProblemView.from(problem, words));
            }
            case Done done -> {
                var partnership =
                        PartnershipId.of(done.body().path("partnershipId").asString());
                model.addAttribute("page", MeetingView.from(done.body(), organisations, visitor, words));
                model.addAttribute(LOGGED, logged);
                model.addAttribute(NOTED, noted);
                if (logged || noted) {
                    var effects = triggered(visitor, partnership, id, noted, words);
                    model.addAttribute("triggered", effects);
                }
                model.addAttribute("key", UUID.randomUUID().toString());
            }
        }
        return "meeting";
    }

    private List<String> triggered(
            Visitor visitor, PartnershipId partnership, MeetingId id, boolean wasPlanned, Words words) {
        return Awaiting.until(
                        PLAYBOOK_WITHIN,
                        () -> {
                            var entries = timeline.of(visitor.workspace(), partnership)
                                    .entries();
                            return Optional.of(
                                    wasPlanned
                                            ? MeetingEffects.ofOutcome(entries, id, words)
                                            : MeetingEffects.of(entries, id, words));
                        },
                        effects -> !effects.isEmpty())
                .orElse(List.of());
    }

    /** Takes a meeting back: the playbook withdraws what nobody has touched yet. */
    @PostMapping("/meetings/{id}/void")
    String takeBack(
            Visitor visitor,
            Words words,
            Model model,
            HttpServletResponse response,
            RedirectAttributes flash,
            @PathVariable MeetingId id,
            @RequestParam String key) {
        return switch (services.post(
                Neighbour.MEETING, "/api/meetings/" + id + "/void", null, visitor.accessToken(), key)) {
            case Done done -> {
                flash.addFlashAttribute("done", undone(visitor, id, done.body(), words));
                yield "redirect:/meetings/" + id;
            }
            case Problem problem -> {
                // As it stands now: somebody else may have said meanwhile what became of it.
                var shown = meeting(visitor, words, model, response, id);
                response.setStatus(problem.status());
                model.addAttribute("problem", ProblemView.from(problem, words));
                if (isInDoubt(problem)) {
                    model.addAttribute("key", key);
                }
                yield shown;
            }
        };
    }

    /** What became of the meeting and, once the playbook has heard of it, where its partnership stays. */
    private String undone(Visitor visitor, MeetingId id, JsonNode meeting, Words words) {
        return meeting.path("partnershipId")
                .asStringOpt()
                .map(PartnershipId::of)
                .flatMap(partnership -> Awaiting.until(
                                PLAYBOOK_WITHIN,
                                () -> Optional.of(MeetingEffects.isUndone(
                                        timeline.of(visitor.workspace(), partnership)
                                                .entries(),
                                        id)),
                                heard -> heard)
                        .filter(heard -> heard)
                        .flatMap(heard -> board.card(visitor.workspace(), partnership)))
                .filter(card -> !card.stage().isClosed())
                .map(card -> words.say("meeting.undone.in", words.stage(card.stage())))
                .orElse(words.say("meeting.undone"));
    }

    @GetMapping("/meetings")
    String list(
            Visitor visitor,
            Words words,
            Model model,
            HttpServletResponse response,
            @RequestParam(required = false) @Nullable String cursor) {
        var path = "/api/meetings?limit=50" + (cursor == null ? "" : "&cursor=" + Paths.encoded(cursor));
        switch (services.get(Neighbour.MEETING, path, visitor.accessToken())) {
            case Done done ->
                model.addAttribute("page", MeetingListView.from(done.body(), organisations, visitor, words));
            // A bookmark of a page that is no more: begin at the first.
            case Problem problem
            when cursor != null && problem.status() == HttpStatus.BAD_REQUEST.value() -> {
                return "redirect:/meetings";
            }
            case Problem problem -> {
                response.setStatus(problem.status());
                model.addAttribute("problem", ProblemView.from(problem, words));
            }
        }
        return "meetings";
    }

    /** What a date in words means; the name of the field that asks is whatever it is called there. */
    @GetMapping("/when")
    @ResponseBody
    String when(Words words, @RequestParam Map<String, String> given) {
        var took = given.get("took");
        var text = given.entrySet().stream()
                .filter(field ->
                        !field.getKey().equals("took") && !field.getValue().isBlank())
                .map(Map.Entry::getValue)
                .findFirst();
        return text.map(written -> (took == null
                                ? NaturalDate.read(written, words.today())
                                : MeetingForm.day(written, took, words.today()))
                        .map(date -> words.wholeDay(date) + " · " + relative(date, words))
                        .orElse(words.say("date.unclear")))
                .orElse("");
    }

    private static String relative(LocalDate date, Words words) {
        return date.isBefore(words.today()) ? words.since(date) : words.due(date);
    }
}
