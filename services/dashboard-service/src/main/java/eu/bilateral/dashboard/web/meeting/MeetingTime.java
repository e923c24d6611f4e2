package eu.bilateral.dashboard.web.meeting;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * When a meeting takes place, as the meeting service tells it.
 *
 * @param date the day at its place
 * @param startsAt the hour, where it is known
 */
record MeetingTime(LocalDate date, @Nullable Instant startsAt, ZoneId zone) {

    static MeetingTime from(JsonNode meeting) {
        return new MeetingTime(
                LocalDate.parse(meeting.path("date").asString()),
                meeting.path("startsAt").asStringOpt().map(Instant::parse).orElse(null),
                ZoneId.of(meeting.path("zone").asString()));
    }

    /** Whether it can have taken place by now as it was planned. */
    boolean isBegun(Instant now) {
        return startsAt == null ? !date.isAfter(today(now)) : !startsAt.isAfter(now);
    }

    /** The day on which one took place of which nobody says another: as planned, or today where that is still ahead. */
    LocalDate dayUnlessSaid(Instant now) {
        return isBegun(now) ? date : today(now);
    }

    /** The date at the place of the meeting. */
    LocalDate today(Instant now) {
        return LocalDate.ofInstant(now, zone);
    }
}
