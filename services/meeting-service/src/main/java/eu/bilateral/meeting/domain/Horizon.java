package eu.bilateral.meeting.domain;

import static java.time.ZoneOffset.UTC;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;

/** The dates that a mission or a meeting can sensibly have: from 1990 to five years ahead; others are slips of the pen. */
public final class Horizon {

    private static final LocalDate FIRST = LocalDate.of(1990, 1, 1);
    private static final int YEARS_AHEAD = 5;

    private Horizon() {}

    /** Whether the instant lies within, give or take a day; beyond, there is not always a date at all. */
    public static boolean holds(Instant instant, Instant now) {
        return !instant.isBefore(FIRST.minusDays(1).atStartOfDay(UTC).toInstant())
                && !instant.isAfter(now.plus(Duration.ofDays(YEARS_AHEAD * 366L + 1)));
    }

    /** Whether the date lies within, seen from today. */
    public static boolean holds(LocalDate date, LocalDate today) {
        return !date.isBefore(FIRST) && !date.isAfter(today.plusYears(YEARS_AHEAD));
    }
}
