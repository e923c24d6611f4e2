package eu.bilateral.dashboard.web.meeting;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import eu.bilateral.dashboard.gateway.Neighbour;
import eu.bilateral.dashboard.gateway.ServiceAnswer;
import eu.bilateral.dashboard.gateway.ServiceAnswer.Done;
import eu.bilateral.dashboard.gateway.ServiceAnswer.Problem;
import eu.bilateral.dashboard.gateway.ServiceCalls;
import eu.bilateral.dashboard.projection.Organisations;
import eu.bilateral.dashboard.web.meeting.MeetingReader.Reading;
import eu.bilateral.dashboard.web.page.ProblemView;
import eu.bilateral.dashboard.web.page.Visitor;
import eu.bilateral.dashboard.web.page.Words;
import eu.bilateral.kernel.id.MeetingId;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import tools.jackson.databind.JsonNode;

/** Says what came of a meeting that was planned, and corrects the record of one that was held. */
@Controller
class OutcomePages {

    private static final String AHEAD = "meeting-still-ahead";

    private final ServiceCalls services;
    private final Organisations organisations;

    OutcomePages(ServiceCalls services, Organisations organisations) {
        this.services = services;
        this.organisations = organisations;
    }

    /** The empty form for what came of it; a meeting that is no longer open says for itself how it stands. */
    @GetMapping("/meetings/{id}/outcome")
    String outcomeForm(
            Visitor visitor,
            Words words,
            Model model,
            HttpServletResponse response,
            RedirectAttributes flash,
            @PathVariable MeetingId id) {
        return switch (read(id, visitor.asWriter())) {
            case Problem problem -> down(problem, words, model, response);
            case Done done -> {
                var meeting = view(done.body(), visitor, words);
                if (!meeting.isOpen()) {
                    yield elsewhere(meeting, words, flash);
                }
                var given = MeetingForm.planned(MeetingTime.from(done.body()), words);
                yield show("outcome", id, meeting, new MeetingForm(given, List.of(), words), model);
            }
        };
    }

    /** The form filled with the record as it stands; a meeting without one says for itself how it stands. */
    @GetMapping("/meetings/{id}/record")
    String recordForm(
            Visitor visitor,
            Words words,
            Model model,
            HttpServletResponse response,
            RedirectAttributes flash,
            @PathVariable MeetingId id) {
        return switch (read(id, visitor.asWriter())) {
            case Problem problem -> down(problem, words, model, response);
            case Done done -> {
                var meeting = view(done.body(), visitor, words);
                if (!meeting.isCorrectable()) {
                    yield elsewhere(meeting, words, flash);
                }
                var given = MeetingForm.recorded(done.body(), words);
                yield show("record", id, meeting, new MeetingForm(given, List.of(), words), model);
            }
        };
    }

    /**
     * Records what came of it, or that a side did not come. Whether the meeting is open is for its service to say: a form
     * that was sent twice finds it closed by itself.
     */
    @PostMapping("/meetings/{id}/outcome")
    String note(
            Visitor visitor,
            Words words,
            Model model,
            HttpServletResponse response,
            RedirectAttributes flash,
            @PathVariable MeetingId id,
            @RequestParam MultiValueMap<String, String> given) {
        var form = new MeetingForm(given, List.of(), words);
        show("outcome", id, null, form, model);
        return switch (read(id, visitor)) {
            case Problem problem -> again("outcome", problem, words, model, response);
            case Done done -> {
                show("outcome", id, view(done.body(), visitor, words), form, model);
                yield switch (new MeetingReader(form, words).outcome(MeetingTime.from(done.body()))) {
                    case Reading.Wrong wrong -> again("outcome", wrong.problem(), words, model, response);
                    case Reading.Asked asked ->
                        switch (services.post(
                                Neighbour.MEETING,
                                path(id) + (asked.absent() == null ? "/hold" : "/no-show"),
                                asked.body(),
                                visitor.accessToken(),
                                form.given("key"))) {
                            case Problem problem -> again("outcome", asOfAPlan(problem), words, model, response);
                            case Done noted -> {
                                flash.addFlashAttribute(MeetingPages.NOTED, true);
                                yield "redirect:/meetings/" + id;
                            }
                        };
                };
            }
        };
    }

    /**
     * Puts what was written in the place of the record that was read. Where somebody was quicker, the form comes back with
     * what was written, and whoever sends it once more has been told to look at the other record first.
     */
    @PostMapping("/meetings/{id}/record")
    String correct(
            Visitor visitor,
            Words words,
            Model model,
            HttpServletResponse response,
            RedirectAttributes flash,
            @PathVariable MeetingId id,
            @RequestParam long version,
            @RequestParam MultiValueMap<String, String> given) {
        var form = new MeetingForm(given, List.of(), words);
        show("record", id, null, form, model);
        return switch (new MeetingReader(form, words).correction()) {
            case Reading.Wrong wrong -> {
                var unused = named("record", id, form, visitor, words, model);
                yield again("record", wrong.problem(), words, model, response);
            }
            case Reading.Asked asked ->
                switch (services.put(
                        Neighbour.MEETING,
                        path(id) + "/record",
                        asked.body(),
                        visitor.accessToken(),
                        "\"%d\"".formatted(version),
                        form.given("key"))) {
                    case Problem problem -> {
                        var now = named("record", id, form, visitor, words, model);
                        if (problem.status() == HttpStatus.PRECONDITION_FAILED.value() && now instanceof Done done) {
                            form.seen(done.body().path("version").asString());
                        }
                        yield again("record", problem, words, model, response);
                    }
                    case Done done -> {
                        flash.addFlashAttribute("done", words.say("meeting.corrected"));
                        yield "redirect:/meetings/" + id;
                    }
                };
        };
    }

    /** Shows with whom the meeting was, as far as its service answers; the form itself does without. */
    private ServiceAnswer named(
            String page, MeetingId id, MeetingForm form, Visitor visitor, Words words, Model model) {
        var answer = services.get(Neighbour.MEETING, path(id), visitor.accessToken());
        if (answer instanceof Done done) {
            show(page, id, view(done.body(), visitor, words), form, model);
        }
        return answer;
    }

    private ServiceAnswer read(MeetingId id, Visitor visitor) {
        var answer = services.get(Neighbour.MEETING, path(id), visitor.accessToken());
        if (answer instanceof Problem problem && problem.status() == HttpStatus.NOT_FOUND.value()) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
        return answer;
    }

    private MeetingView view(JsonNode meeting, Visitor visitor, Words words) {
        return MeetingView.from(meeting, organisations, visitor, words);
    }

    @CanIgnoreReturnValue
    private static String show(
            String page, MeetingId id, @Nullable MeetingView meeting, MeetingForm form, Model model) {
        model.addAttribute("meetingId", id.toString());
        model.addAttribute("page", meeting);
        model.addAttribute("form", form);
        return page;
    }

    /** To the meeting's page, with the reason where it is another's. */
    private static String elsewhere(MeetingView meeting, Words words, RedirectAttributes flash) {
        if (!meeting.mine()) {
            var another = new Problem(HttpStatus.FORBIDDEN.value(), "meeting-of-another", "", List.of());
            flash.addFlashAttribute("problem", ProblemView.from(another, words));
        }
        return "redirect:/meetings/" + meeting.id();
    }

    private static String down(Problem problem, Words words, Model model, HttpServletResponse response) {
        response.setStatus(problem.status());
        model.addAttribute("problem", ProblemView.from(problem, words));
        return "meeting";
    }

    private static String again(String page, Problem problem, Words words, Model model, HttpServletResponse response) {
        response.setStatus(problem.status() == 503 ? 503 : HttpStatus.UNPROCESSABLE_CONTENT.value());
        model.addAttribute("problem", ProblemView.from(problem, words));
        return page;
    }

    /** A meeting that is planned already cannot be logged as planned instead. */
    private static Problem asOfAPlan(Problem problem) {
        return problem.code().equals(AHEAD)
                ? new Problem(problem.status(), "outcome-ahead", problem.detail(), problem.errors())
                : problem;
    }

    private static String path(MeetingId id) {
        return "/api/meetings/" + id;
    }
}
