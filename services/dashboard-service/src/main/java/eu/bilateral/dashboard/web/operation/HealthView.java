package eu.bilateral.dashboard.web.operation;

import eu.bilateral.dashboard.gateway.Deliveries.ServiceDelivery;
import eu.bilateral.dashboard.web.page.Words;
import eu.bilateral.kernel.delivery.DeliveryReading;
import eu.bilateral.kernel.delivery.DeliveryReading.Hearing;
import eu.bilateral.kernel.delivery.DeliveryReading.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How the services are: one line for the whole, then each service.
 *
 * @param well whether there is nothing that anybody has to know
 */
record HealthView(boolean well, String summary, List<Part> parts) {

    /** How the name of the group ends that hears for webhooks. */
    private static final String WEBHOOKS = "-webhooks";

    /**
     * A service: the verdict in words, why, and its figures.
     *
     * @param tone {@code good}, {@code soon} or {@code late}: the colour beside the words
     * @param parked whether something of it waits in the quarantine
     */
    record Part(
            String name,
            String title,
            String tone,
            String verdict,
            String meaning,
            List<String> reasons,
            boolean parked,
            List<Figure> figures,
            List<Heard> hears) {}

    /** A figure with what it counts. */
    record Figure(
            String id,
            String label,
            String number,
            @Nullable String more) {}

    /** What is heard of one kind, by the service itself or by a group beside it. */
    record Heard(String topic, String group, String title, boolean troubled, String last, List<Figure> figures) {}

    static HealthView from(List<ServiceDelivery> deliveries, Words words) {
        var parts = deliveries.stream().map(one -> part(one, words)).toList();
        long unwell = parts.stream().filter(part -> !part.tone().equals("good")).count();
        return new HealthView(
                unwell == 0,
                unwell == 0 ? words.say("health.all-well") : words.say("health.not-all-well", unwell, parts.size()),
                parts);
    }

    private static Part part(ServiceDelivery one, Words words) {
        var title = words.say("health.service." + one.service());
        var reading = one.delivery();
        if (reading == null) {
            return new Part(
                    one.service(),
                    title,
                    "late",
                    words.say("health.SILENT"),
                    words.say("health.SILENT.means"),
                    List.of(),
                    false,
                    List.of(),
                    List.of());
        }
        var verdict = reading.verdict();
        return new Part(
                one.service(),
                title,
                tone(verdict),
                words.say("health." + verdict),
                words.say("health." + verdict + ".means"),
                reasons(reading, words),
                parked(reading) > 0,
                figures(reading, words),
                reading.hears().stream()
                        .map(heard -> heard(heard, reading.readAt(), words))
                        .toList());
    }

    private static String tone(Verdict verdict) {
        return switch (verdict) {
            case WELL -> "good";
            case PARKED, BEHIND -> "soon";
            case STOPPED -> "late";
        };
    }

    private static long parked(DeliveryReading reading) {
        var parked = reading.quarantine();
        return parked == null ? 0 : parked.poisoned() + parked.waiting();
    }

    private static List<String> reasons(DeliveryReading reading, Words words) {
        var reasons = new ArrayList<String>();
        if (reading.outbox() == null || reading.quarantine() == null) {
            reasons.add(words.say("health.why.store"));
        }
        for (var heard : reading.hears()) {
            var what = title(heard, words);
            if (!heard.listening()) {
                reasons.add(words.say("health.why.deaf", what));
            } else if (heard.lag() == null) {
                reasons.add(words.say("health.why.broker", what));
            } else if (heard.silent() && heard.waitingSince() != null) {
                reasons.add(words.say(
                        "health.why.silent", what, heard.lag(), span(heard.waitingSince(), reading.readAt(), words)));
            }
        }
        return reasons;
    }

    private static List<Figure> figures(DeliveryReading reading, Words words) {
        var figures = new ArrayList<Figure>();
        var outbox = reading.outbox();
        if (outbox != null) {
            var oldest = outbox.oldestSince();
            figures.add(new Figure(
                    "to-tell",
                    words.say("health.to-tell"),
                    number(outbox.documents(), words),
                    oldest == null ? null : words.say("health.oldest", span(oldest, reading.readAt(), words))));
        }
        var parked = reading.quarantine();
        if (parked != null) {
            figures.add(new Figure(
                    "parked",
                    words.say("health.parked"),
                    number(parked.poisoned() + parked.waiting(), words),
                    parked.waiting() == 0 ? null : words.say("health.parked.waiting", parked.waiting())));
        }
        return figures;
    }

    private static String title(Hearing heard, Words words) {
        var topic = words.say("health.topic." + heard.topic());
        // A service of an earlier release names no group.
        return String.valueOf(heard.group()).endsWith(WEBHOOKS) ? words.say("health.topic-for-webhooks", topic) : topic;
    }

    private static Heard heard(Hearing heard, Instant now, Words words) {
        var lag = heard.lag();
        var figures = new ArrayList<Figure>();
        figures.add(new Figure(
                "to-hear",
                words.say("health.to-hear"),
                lag == null ? words.say("health.unknown") : number(lag, words),
                null));
        figures.add(new Figure("handled", words.say("health.handled"), number(heard.handled(), words), null));
        if (heard.gaps() != null) {
            figures.add(new Figure("gaps", words.say("health.gaps"), number(heard.gaps(), words), null));
        }
        if (heard.forks() != null) {
            figures.add(new Figure("forks", words.say("health.forks"), number(heard.forks(), words), null));
        }
        return new Heard(
                heard.topic(),
                heard.group(),
                title(heard, words),
                !heard.listening() || heard.silent() || lag == null,
                last(heard, now, words),
                List.copyOf(figures));
    }

    private static String last(Hearing heard, Instant now, Words words) {
        var at = heard.heardAt();
        if (at == null) {
            return words.say("health.heard-nothing");
        }
        var happened = heard.happenedAt();
        return happened == null
                ? words.say("health.heard", span(at, now, words))
                : words.say("health.heard-of", span(at, now, words), words.moment(happened));
    }

    private static String number(long number, Words words) {
        return words.say("health.number", number);
    }

    /** Such as "12 s", "5 min", "3 h", "2 days". */
    private static String span(Instant from, Instant to, Words words) {
        var span = Duration.between(from, to);
        if (span.compareTo(Duration.ofMinutes(2)) < 0) {
            return words.say("span.seconds", Math.max(0, span.toSeconds()));
        }
        if (span.compareTo(Duration.ofHours(2)) < 0) {
            return words.say("span.minutes", span.toMinutes());
        }
        return span.compareTo(Duration.ofDays(2)) < 0
                ? words.say("span.hours", span.toHours())
                : words.say("span.days", span.toDays());
    }
}
