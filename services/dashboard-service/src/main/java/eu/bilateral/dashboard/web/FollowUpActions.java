package eu.bilateral.dashboard.web;

import eu.bilateral.dashboard.gateway.Neighbour;
import eu.bilateral.dashboard.gateway.ServiceAnswer.Done;
import eu.bilateral.dashboard.gateway.ServiceAnswer.Problem;
import eu.bilateral.dashboard.gateway.ServiceCalls;
import eu.bilateral.dashboard.projection.Board;
import eu.bilateral.dashboard.projection.Card;
import eu.bilateral.dashboard.projection.Timeline;
import eu.bilateral.kernel.event.FollowUpKind;
import eu.bilateral.kernel.event.PlannedFollowUp;
import eu.bilateral.kernel.event.Stage;
import eu.bilateral.kernel.id.FollowUpId;
import eu.bilateral.kernel.id.PartnershipId;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Completes, puts off, hands over and adds follow-ups. */
@Controller
class FollowUpActions {

    private final Board board;
    private final Timeline timeline;
    private final ServiceCalls services;
    private final Sheets sheets;

    FollowUpActions(Board board, Timeline timeline, ServiceCalls services, Sheets sheets) {
        this.board = board;
        this.timeline = timeline;
        this.services = services;
        this.sheets = sheets;
    }

    /**
     * What all forms about a follow-up show.
     *
     * @param last whether nothing else is open: then it must be said how the partnership goes on
     * @param given what the person wrote before, by field
     */
    record FollowUpForm(
            String id,
            String path,
            String partner,
            String what,
            String due,
            String owner,
            boolean last,
            List<Choice> kinds,
            List<Choice> closings,
            List<Choice> dates,
            List<String> owners,
            Map<String, String> given,
            String key,
            @Nullable String back) {

        public String given(String field) {
            return given.getOrDefault(field, "");
        }
    }

    @GetMapping("/partnerships/{id}/follow-ups/{followUpId}/complete")
    String completeSheet(
            Visitor visitor,
            Words words,
            Model model,
            HttpServletRequest request,
            @PathVariable PartnershipId id,
            @PathVariable FollowUpId followUpId,
            @RequestParam(required = false) @Nullable String from) {
        model.addAttribute("form", form(visitor, words, id, followUpId, from, Map.of()));
        return sheets.show(request, model, "complete");
    }

    @PostMapping("/partnerships/{id}/follow-ups/{followUpId}/complete")
    Object complete(
            Visitor visitor,
            Words words,
            Model model,
            HttpServletRequest request,
            HttpServletResponse response,
            RedirectAttributes flash,
            @PathVariable PartnershipId id,
            @PathVariable FollowUpId followUpId,
            @RequestParam Map<String, String> given) {
        var form = form(visitor, words, id, followUpId, given.get("from"), given);
        model.addAttribute("form", form);
        var body = new Body().with("outcome", Given.text(given.get("outcome")));
        switch (given.getOrDefault("onward", "")) {
            case "next" -> {
                var dueOn = date(given.get("when"), words);
                if (dueOn == null) {
                    return sheets.refused(
                            request, response, model, "complete", noDate(given.get("when"), "when"), words);
                }
                body.with(
                        "next",
                        new Body()
                                .with("kind", kind(given.get("kind")).name())
                                .with("text", Given.text(given.get("text")))
                                .with("dueOn", dueOn)
                                .json());
            }
            case "nurture" -> {
                var wakeUpOn = date(given.get("wakeUp"), words);
                if (wakeUpOn == null) {
                    return sheets.refused(
                            request, response, model, "complete", noDate(given.get("wakeUp"), "wakeUp"), words);
                }
                body.with(
                        "nurture",
                        new Body()
                                .with("wakeUpOn", wakeUpOn)
                                .with("reason", Given.text(given.get("nurtureReason")))
                                .json());
            }
            case "close" ->
                body.with(
                        "close",
                        new Body()
                                .with("to", given.getOrDefault("closing", Stage.CLOSED_NO_FIT.name()))
                                .with("reason", Given.text(given.get("closeReason")))
                                .json());
            default -> {}
        }
        return answered(
                visitor,
                words,
                model,
                request,
                response,
                flash,
                id,
                form,
                "complete",
                "complete",
                body,
                words.say("complete.done", form.what(), form.partner()));
    }

    @GetMapping("/partnerships/{id}/follow-ups/{followUpId}/snooze")
    String snoozeSheet(
            Visitor visitor,
            Words words,
            Model model,
            HttpServletRequest request,
            @PathVariable PartnershipId id,
            @PathVariable FollowUpId followUpId,
            @RequestParam(required = false) @Nullable String from) {
        model.addAttribute("form", form(visitor, words, id, followUpId, from, Map.of()));
        return sheets.show(request, model, "snooze");
    }

    @PostMapping("/partnerships/{id}/follow-ups/{followUpId}/snooze")
    Object snooze(
            Visitor visitor,
            Words words,
            Model model,
            HttpServletRequest request,
            HttpServletResponse response,
            RedirectAttributes flash,
            @PathVariable PartnershipId id,
            @PathVariable FollowUpId followUpId,
            @RequestParam Map<String, String> given) {
        var form = form(visitor, words, id, followUpId, given.get("from"), given);
        model.addAttribute("form", form);
        // Enter in the text field presses the form's first button, a date that nobody chose.
        var written = Given.text(given.get("when"));
        var until = date(written == null ? given.get("until") : written, words);
        if (until == null) {
            return sheets.refused(request, response, model, "snooze", noDate(given.get("when"), "when"), words);
        }
        return answered(
                visitor,
                words,
                model,
                request,
                response,
                flash,
                id,
                form,
                "snooze",
                "snooze",
                new Body().with("dueOn", until),
                words.say("snooze.done", form.what(), words.day(until)));
    }

    @GetMapping("/partnerships/{id}/follow-ups/{followUpId}/reassign")
    String reassignSheet(
            Visitor visitor,
            Words words,
            Model model,
            HttpServletRequest request,
            @PathVariable PartnershipId id,
            @PathVariable FollowUpId followUpId,
            @RequestParam(required = false) @Nullable String from) {
        model.addAttribute("form", form(visitor, words, id, followUpId, from, Map.of()));
        return sheets.show(request, model, "reassign");
    }

    @PostMapping("/partnerships/{id}/follow-ups/{followUpId}/reassign")
    Object reassign(
            Visitor visitor,
            Words words,
            Model model,
            HttpServletRequest request,
            HttpServletResponse response,
            RedirectAttributes flash,
            @PathVariable PartnershipId id,
            @PathVariable FollowUpId followUpId,
            @RequestParam Map<String, String> given) {
        var form = form(visitor, words, id, followUpId, given.get("from"), given);
        model.addAttribute("form", form);
        var owner = given.getOrDefault("owner", "").strip();
        return answered(
                visitor,
                words,
                model,
                request,
                response,
                flash,
                id,
                form,
                "reassign",
                "reassign",
                new Body().with("owner", owner),
                words.say("reassign.done", form.what(), owner));
    }

    @GetMapping("/partnerships/{id}/follow-ups/new")
    String addSheet(
            Visitor visitor, Words words, Model model, HttpServletRequest request, @PathVariable PartnershipId id) {
        model.addAttribute("form", form(visitor, words, id, null, null, Map.of()));
        return sheets.show(request, model, "add");
    }

    @PostMapping("/partnerships/{id}/follow-ups")
    Object add(
            Visitor visitor,
            Words words,
            Model model,
            HttpServletRequest request,
            HttpServletResponse response,
            RedirectAttributes flash,
            @PathVariable PartnershipId id,
            @RequestParam Map<String, String> given) {
        var form = form(visitor, words, id, null, null, given);
        model.addAttribute("form", form);
        var dueOn = date(given.get("when"), words);
        if (dueOn == null) {
            return sheets.refused(request, response, model, "add", noDate(given.get("when"), "when"), words);
        }
        var body = new Body()
                .with("kind", kind(given.get("kind")).name())
                .with("text", Given.text(given.get("text")))
                .with("dueOn", dueOn)
                .with("owner", Given.text(given.get("owner")));
        return answered(
                visitor,
                words,
                model,
                request,
                response,
                flash,
                id,
                form,
                "add",
                "",
                body,
                words.say("add.done", words.kind(kind(given.get("kind"))), words.day(dueOn)));
    }

    private Object answered(
            Visitor visitor,
            Words words,
            Model model,
            HttpServletRequest request,
            HttpServletResponse response,
            RedirectAttributes flash,
            PartnershipId id,
            FollowUpForm form,
            String sheet,
            String action,
            Body body,
            String said) {
        var path = "/api" + form.path() + (action.isEmpty() ? "" : "/" + action);
        return switch (services.post(Neighbour.FOLLOW_UP, path, body.json(), visitor.accessToken(), form.key())) {
            case Done done -> sheets.done(visitor.workspace(), id, done.etag(), form.back(), flash, said);
            case Problem problem -> sheets.refused(request, response, model, sheet, problem, words);
        };
    }

    private FollowUpForm form(
            Visitor visitor,
            Words words,
            PartnershipId id,
            @Nullable FollowUpId followUpId,
            @Nullable String back,
            Map<String, String> given) {
        var card = board.card(visitor.workspace(), id)
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        var open = PartnershipView.openFollowUps(timeline.of(visitor.workspace(), id));
        var step = open.stream()
                .filter(each -> each.followUpId().equals(followUpId))
                .findFirst()
                .orElse(null);
        var path = "/partnerships/" + id + "/follow-ups" + (followUpId == null ? "" : "/" + followUpId);
        return new FollowUpForm(
                followUpId == null ? "" : followUpId.toString(),
                path,
                card.partner().name(),
                what(step, words),
                step == null ? "" : words.day(step.dueOn()),
                step == null ? card.owner().value() : step.owner().value(),
                isLast(open, followUpId, card),
                kinds(given.get("kind"), words),
                closings(given.get("closing"), words),
                dates(words),
                PartnershipActions.owners(board, visitor),
                given,
                given.getOrDefault("key", UUID.randomUUID().toString()),
                back);
    }

    private static boolean isLast(List<PlannedFollowUp> open, @Nullable FollowUpId followUpId, Card card) {
        return !card.stage().isClosed()
                && open.stream().allMatch(each -> each.followUpId().equals(followUpId));
    }

    private static String what(@Nullable PlannedFollowUp step, Words words) {
        return step == null ? words.say("timeline.some") : words.kind(step.kind());
    }

    private static List<Choice> kinds(@Nullable String chosen, Words words) {
        var already = kind(chosen);
        return List.of(
                        FollowUpKind.CALL,
                        FollowUpKind.SEND_DOCUMENTS,
                        FollowUpKind.MEET,
                        FollowUpKind.INTRODUCE_MEMBER,
                        FollowUpKind.PREPARE_PROPOSAL,
                        FollowUpKind.SECOND_CONTACT,
                        FollowUpKind.REVIEW,
                        FollowUpKind.OTHER)
                .stream()
                .map(kind -> new Choice(kind.name(), words.kind(kind), kind == already))
                .toList();
    }

    private static List<Choice> closings(@Nullable String chosen, Words words) {
        return Arrays.stream(Stage.values())
                .filter(Stage::isClosed)
                .map(stage -> new Choice(
                        stage.name(), words.stage(stage), stage.name().equals(chosen)))
                .toList();
    }

    private static List<Choice> dates(Words words) {
        var today = words.today();
        return List.of(
                date("snooze.tomorrow", today.plusDays(1), words),
                date("snooze.monday", today.with(TemporalAdjusters.next(DayOfWeek.MONDAY)), words),
                date("snooze.week", today.plusWeeks(1), words),
                date("snooze.month", today.plusMonths(1), words));
    }

    private static Choice date(String key, LocalDate date, Words words) {
        return new Choice(date.toString(), words.say(key) + " · " + words.day(date), false);
    }

    private static FollowUpKind kind(@Nullable String given) {
        var kind = Given.as(given, FollowUpKind::valueOf);
        return kind == null ? FollowUpKind.CALL : kind;
    }

    private static @Nullable LocalDate date(@Nullable String given, Words words) {
        return given == null ? null : NaturalDate.read(given, words.today()).orElse(null);
    }

    private static Problem noDate(@Nullable String given, String field) {
        return Sheets.malformed(Given.text(given) == null ? "date-missing" : "date-not-understood", field);
    }
}
