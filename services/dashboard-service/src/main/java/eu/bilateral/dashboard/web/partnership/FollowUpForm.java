package eu.bilateral.dashboard.web.partnership;

import eu.bilateral.dashboard.gateway.ServiceAnswer.Problem;
import eu.bilateral.dashboard.projection.Card;
import eu.bilateral.dashboard.web.page.Choice;
import eu.bilateral.dashboard.web.page.Given;
import eu.bilateral.dashboard.web.page.NaturalDate;
import eu.bilateral.dashboard.web.page.Words;
import eu.bilateral.kernel.event.FollowUpKind;
import eu.bilateral.kernel.event.PlannedFollowUp;
import eu.bilateral.kernel.event.Stage;
import eu.bilateral.kernel.id.FollowUpId;
import eu.bilateral.kernel.id.PartnershipId;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What the forms about a follow-up show.
 *
 * @param gone whether it is none of those that are open: somebody was quicker
 * @param last whether nothing else is open: then it must be said how the partnership goes on
 * @param given what the person wrote before, by field
 */
record FollowUpForm(
        PartnershipId partnership,
        String id,
        String path,
        String partner,
        String what,
        String due,
        String owner,
        boolean gone,
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

    static FollowUpForm from(
            Card card,
            List<PlannedFollowUp> open,
            @Nullable FollowUpId followUpId,
            List<String> owners,
            Map<String, String> given,
            Words words) {
        var step = open.stream()
                .filter(each -> each.followUpId().equals(followUpId))
                .findFirst()
                .orElse(null);
        var path = "/partnerships/" + card.id() + "/follow-ups" + (followUpId == null ? "" : "/" + followUpId);
        return new FollowUpForm(
                card.id(),
                followUpId == null ? "" : followUpId.toString(),
                path,
                card.partner().name(),
                what(step, words),
                step == null ? "" : words.day(step.dueOn()),
                step == null ? card.owner().value() : step.owner().value(),
                followUpId != null && step == null,
                isLast(open, followUpId, card),
                kinds(given.get("kind"), words),
                closings(given.get("closing"), words),
                dates(words),
                owners,
                given,
                given.getOrDefault("key", UUID.randomUUID().toString()),
                given.get("from"));
    }

    /** Where whoever looks came from. */
    public String home() {
        return Sheets.home(back, partnership);
    }

    /** What kind of step was chosen; a call until one is. */
    FollowUpKind kind() {
        return kind(given.get("kind"));
    }

    /** The date written in that field; absent where there is none, or none that is understood. */
    @Nullable
    LocalDate date(String field, Words words) {
        var written = given.get(field);
        return written == null ? null : NaturalDate.read(written, words.today()).orElse(null);
    }

    /** What is wrong where {@link #date} is absent. */
    Problem noDate(String field) {
        return Sheets.malformed(Given.text(given.get(field)) == null ? "date-missing" : "date-not-understood", field);
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
                day("snooze.tomorrow", today.plusDays(1), words),
                day("snooze.monday", today.with(TemporalAdjusters.next(DayOfWeek.MONDAY)), words),
                day("snooze.week", today.plusWeeks(1), words),
                day("snooze.month", today.plusMonths(1), words));
    }

    private static Choice day(String key, LocalDate date, Words words) {
        return new Choice(date.toString(), words.say(key) + " · " + words.day(date), false);
    }

    private static FollowUpKind kind(@Nullable String given) {
        var kind = Given.as(given, FollowUpKind::valueOf);
        return kind == null ? FollowUpKind.CALL : kind;
    }
}
