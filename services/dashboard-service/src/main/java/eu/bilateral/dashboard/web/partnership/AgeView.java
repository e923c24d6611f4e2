package eu.bilateral.dashboard.web.partnership;

import eu.bilateral.dashboard.web.page.Words;
import eu.bilateral.kernel.event.Stage;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * How long a partnership has stood in its stage, against the stage's ageing limit where that is a number of days.
 *
 * @param share of the limit, in 44ths, the width of the gauge; absent without a limit
 * @param level ok, near (three quarters of the limit) or over
 */
record AgeView(String text, String hint, @Nullable Long share, String level) {

    private static final long GAUGE = 44;

    static AgeView from(Stage stage, LocalDate since, Words words) {
        long days = Math.max(0, ChronoUnit.DAYS.between(since, words.today()));
        var limit = limit(stage);
        if (limit == null) {
            return new AgeView(words.say("age.short", days), words.say("age.unlimited", days), null, "ok");
        }
        return new AgeView(
                words.say("age.short", days),
                days > limit ? words.say("age.over", days, limit) : words.say("age.within", days, limit),
                Math.max(2, Math.min(GAUGE, days * GAUGE / limit)),
                days > limit ? "over" : days * 4 >= limit * 3 ? "near" : "ok");
    }

    /** Days, as the pipeline sets them; targets, agreed meetings and wake-ups age by their own dates. */
    static @Nullable Long limit(Stage stage) {
        return switch (stage) {
            case MET -> 7L;
            case INTEREST_CONFIRMED -> 30L;
            case SCOPING, AGREEMENT_DRAFTED -> 60L;
            case AGREEMENT_SIGNED -> 120L;
            case COOPERATING -> 365L;
            case TARGETED, MEETING_AGREED, NURTURE, CLOSED_KNOWLEDGE, CLOSED_NO_FIT -> null;
        };
    }
}
