package eu.bilateral.dashboard.web.page;

import eu.bilateral.dashboard.projection.Party;
import eu.bilateral.kernel.event.CooperationArea;
import eu.bilateral.kernel.event.FollowUpEvent;
import eu.bilateral.kernel.event.FollowUpKind;
import eu.bilateral.kernel.event.Stage;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;

/**
 * Says things in the reader's language, as seen from today.
 *
 * @param now by the domain's clock
 * @param zone where the workspace is
 */
public record Words(MessageSource messages, Locale locale, Instant now, ZoneId zone) {

    /** The date where the workspace is. */
    public LocalDate today() {
        return today(zone);
    }

    /** The date in that time zone. */
    public LocalDate today(ZoneId there) {
        return LocalDate.ofInstant(now, there);
    }

    /** The message of that key. */
    public String say(String key, Object... args) {
        return messages.getMessage(key, args, locale);
    }

    /** The message of that key, or this where there is none. */
    public String sayOr(String key, String otherwise, Object... args) {
        var said = messages.getMessage(key, args, null, locale);
        return said == null ? otherwise : said;
    }

    /** Such as "Fri 26 May"; with the year where it is not this one. */
    public String day(LocalDate date) {
        // A date that breaks over two lines is read twice.
        return format(date.getYear() == today().getYear() ? "date.day" : "date.day-of-year", date)
                .replace(' ', '\u00a0');
    }

    /** Such as "Friday, 26 May 2017". */
    public String wholeDay(LocalDate date) {
        return format("date.whole", date);
    }

    /** Such as "26 May 2017". */
    public String date(LocalDate date) {
        return format("date.date", date);
    }

    /** Such as "15-19 May 2017". */
    public String span(LocalDate from, LocalDate to) {
        if (from.equals(to)) {
            return date(from);
        }
        if (from.getYear() != to.getYear()) {
            return date(from) + " – " + date(to);
        }
        return from.getMonth() == to.getMonth()
                ? from.getDayOfMonth() + "–" + date(to)
                : format("date.day-and-month", from) + " – " + date(to);
    }

    /** Such as "23 May, 09:04" in the workspace's zone. */
    public String moment(Instant instant) {
        var local = instant.atZone(zone);
        return local.format(pattern(local.getYear() == today().getYear() ? "date.moment" : "date.moment-of-year"));
    }

    /** Such as "23 May, 09:04:25" in the workspace's zone. */
    public String second(Instant instant) {
        var local = instant.atZone(zone);
        return local.format(pattern(local.getYear() == today().getYear() ? "date.second" : "date.second-of-year"));
    }

    /** Such as "9:04". */
    public String time(LocalTime time) {
        return time.format(pattern("date.time"));
    }

    /** Such as "2 days late", "today", "tomorrow", "in 3 days". */
    public String due(LocalDate date) {
        long days = ChronoUnit.DAYS.between(today(), date);
        if (days < 0) {
            return say("due.late", -days);
        }
        return days == 0 ? say("due.today") : days == 1 ? say("due.tomorrow") : say("due.in", days);
    }

    /** Such as "today", "yesterday", "3 days ago". */
    public String since(LocalDate date) {
        long days = ChronoUnit.DAYS.between(date, today());
        return days <= 0 ? say("since.today") : days == 1 ? say("since.yesterday") : say("since.days", days);
    }

    /** Such as "Interest confirmed". */
    public String stage(Stage stage) {
        return say("stage." + stage);
    }

    /** Such as "Technology transfer". */
    public String area(CooperationArea area) {
        return say("area." + area);
    }

    /** Such as "Call". */
    public String kind(FollowUpKind kind) {
        return say("kind." + kind);
    }

    /** City and country, what is known of them. */
    public @Nullable String place(Party party) {
        var country = party.country() == null ? null : country(party.country());
        if (party.city() == null) {
            return country;
        }
        return country == null ? party.city() : party.city() + ", " + country;
    }

    /** What an event of a partnership brought about: a move, steps that are planned, steps that are none any more. */
    public List<String> changes(FollowUpEvent told) {
        var changes = new ArrayList<String>();
        var move = told.move();
        if (move != null) {
            changes.add(say("timeline.move", stage(move.from()), stage(move.to())));
        }
        if (!told.scheduled().isEmpty()) {
            changes.add(say("timeline.scheduled", told.scheduled().size()));
        }
        if (!told.withdrawn().isEmpty()) {
            changes.add(say("timeline.withdrawn", told.withdrawn().size()));
        }
        return List.copyOf(changes);
    }

    private String country(String code) {
        var name = Locale.of("", code).getDisplayCountry(locale);
        return name.isEmpty() ? code : name;
    }

    private String format(String key, LocalDate date) {
        return date.format(pattern(key));
    }

    private DateTimeFormatter pattern(String key) {
        return DateTimeFormatter.ofPattern(say(key), locale);
    }
}
