package eu.bilateral.followup.domain.playbook;

import static java.time.DayOfWeek.SATURDAY;
import static java.time.DayOfWeek.SUNDAY;
import static java.time.temporal.ChronoUnit.DAYS;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;

/**
 * Puts dates on what a playbook asks for: nobody is asked to work at the weekend, on a public holiday of the playbook's
 * country, or on a day of travel (playbook, rule 6). Pure: the same question always has the same answer.
 */
public final class Planner {

    private final Playbook playbook;
    private final Holidays holidays;

    public Planner(Playbook playbook, Holidays holidays) {
        this.playbook = playbook;
        this.holidays = holidays;
    }

    /** The playbook by which it plans. */
    public Playbook playbook() {
        return playbook;
    }

    /** When the step is due that a meeting of that day asks for; always a working day after it. */
    public LocalDate due(Step step, LocalDate heldOn, Collection<LocalDate> travelDays) {
        return switch (step.counting()) {
            case WORKING_DAYS -> inWorkingDays(step.after(), heldOn, travelDays);
            case CALENDAR_DAYS -> workingDayFrom(heldOn.plusDays(step.after()), travelDays);
        };
    }

    /** The working day that comes so many working days after that day, which itself does not count. */
    public LocalDate inWorkingDays(int count, LocalDate from, Collection<LocalDate> travelDays) {
        var day = from;
        for (int counted = 0; counted < count; counted++) {
            day = workingDayFrom(day.plusDays(1), travelDays);
        }
        return day;
    }

    /** That day, or where it is a day off the first working day after it. */
    public LocalDate workingDayFrom(LocalDate day, Collection<LocalDate> travelDays) {
        var candidate = day;
        while (isOff(candidate, travelDays)) {
            candidate = candidate.plusDays(1);
        }
        return candidate;
    }

    /** By when somebody must say how to go on with a partnership that nothing waits for. */
    public LocalDate reviewDue(Instant now) {
        return inWorkingDays(playbook.reviewAfter(), today(now), List.of());
    }

    /** The date in the workspace at that instant. */
    public LocalDate today(Instant now) {
        return LocalDate.ofInstant(now, playbook.zone());
    }

    /** How many midnights of the workspace lie between; never negative. */
    public long daysBetween(Instant since, Instant until) {
        return Math.max(0, DAYS.between(today(since), today(until)));
    }

    private boolean isOff(LocalDate day, Collection<LocalDate> travelDays) {
        return day.getDayOfWeek() == SATURDAY
                || day.getDayOfWeek() == SUNDAY
                || travelDays.contains(day)
                || holidays.isHoliday(day, playbook.country());
    }
}
