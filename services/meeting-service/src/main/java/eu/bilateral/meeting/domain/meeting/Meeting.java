package eu.bilateral.meeting.domain.meeting;

import eu.bilateral.kernel.command.Role;
import eu.bilateral.kernel.event.MeetingEvent.MeetingAmended;
import eu.bilateral.kernel.event.MeetingEvent.MeetingHeld;
import eu.bilateral.kernel.event.MeetingEvent.MeetingMissed;
import eu.bilateral.kernel.event.MeetingEvent.MeetingScheduled;
import eu.bilateral.kernel.event.MeetingEvent.MeetingVoided;
import eu.bilateral.kernel.event.MissionFacts;
import eu.bilateral.kernel.event.Side;
import eu.bilateral.kernel.id.AccountId;
import eu.bilateral.kernel.id.MeetingId;
import eu.bilateral.meeting.domain.Horizon;
import eu.bilateral.meeting.domain.meeting.MeetingRefusal.DatesDisagree;
import eu.bilateral.meeting.domain.meeting.MeetingRefusal.MeetingAlreadyClosed;
import eu.bilateral.meeting.domain.meeting.MeetingRefusal.MeetingDateMissing;
import eu.bilateral.meeting.domain.meeting.MeetingRefusal.MeetingDateOutOfRange;
import eu.bilateral.meeting.domain.meeting.MeetingRefusal.MeetingNotHeld;
import eu.bilateral.meeting.domain.meeting.MeetingRefusal.MeetingOfAnother;
import eu.bilateral.meeting.domain.meeting.MeetingRefusal.MeetingStillAhead;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/** A bilateral meeting: planned, or logged when it was over; held, missed by one side, or void. */
public sealed interface Meeting {

    /** The pair, the mission, the place in the world. */
    Occasion occasion();

    /** The day for which it stands on the calendar, at the place of the meeting. */
    LocalDate date();

    default MeetingId id() {
        return occasion().id();
    }

    /** The meeting for whoever may change it: its owner, who met, and managers; {@link MeetingOfAnother} otherwise. */
    default Meeting forChangeBy(AccountId account, Role role) {
        occasion().mustBelongTo(account, role);
        return this;
    }

    /** The only meeting that can still take place; {@link MeetingAlreadyClosed} otherwise. */
    default Scheduled stillOpen() {
        if (this instanceof Scheduled open) {
            return open;
        }
        throw new MeetingAlreadyClosed(id());
    }

    /** The only meeting whose record can be amended; {@link MeetingNotHeld} otherwise. */
    default Held held() {
        if (this instanceof Held held) {
            return held;
        }
        throw new MeetingNotHeld(id());
    }

    /** Any meeting but a void one ({@link MeetingAlreadyClosed}). */
    default Counting stillCounting() {
        if (this instanceof Counting counting) {
            return counting;
        }
        throw new MeetingAlreadyClosed(id());
    }

    /** Gives a meeting a time; {@link MeetingDateOutOfRange} where the year is a slip of the pen. */
    static MeetingChange schedule(Occasion occasion, @Nullable MissionFacts mission, Instant startsAt, Instant now) {
        mustBeSane("startsAt", dayOf(null, startsAt, occasion.zone(), now), occasion.zone(), now);
        return new MeetingChange(
                new Scheduled(occasion, startsAt),
                new MeetingScheduled(
                        occasion.id(),
                        occasion.partnershipId(),
                        occasion.ours(),
                        occasion.partner(),
                        occasion.kind(),
                        mission,
                        startsAt,
                        occasion.zone(),
                        occasion.owner(),
                        now));
    }

    /**
     * Logs a meeting that took place without having been planned here.
     *
     * @param heldOn the day, or absent where the hour says it
     * @param startsAt the hour, where it is known
     * @param metBy who of ours met, where it is known
     */
    static MeetingChange log(
            Occasion occasion,
            @Nullable MissionFacts mission,
            @Nullable LocalDate heldOn,
            @Nullable Instant startsAt,
            MeetingRecord record,
            @Nullable AccountId metBy,
            Instant now) {
        var day = dayOf(heldOn, startsAt, occasion.zone(), now);
        mustBeSane("heldOn", day, occasion.zone(), now);
        mustBeOver(day, startsAt, occasion.zone(), now);
        record.mustFollow(day);
        return held(occasion, mission, day, startsAt, record, metBy, now);
    }

    /** Logs that one side did not come to a meeting that was not planned here. */
    static MeetingChange miss(
            Occasion occasion, @Nullable MissionFacts mission, LocalDate missedOn, Side absent, Instant now) {
        mustBeSane("missedOn", missedOn, occasion.zone(), now);
        if (missedOn.isAfter(LocalDate.ofInstant(now, occasion.zone()))) {
            throw new MeetingStillAhead("missedOn");
        }
        return missed(occasion, mission, missedOn, null, absent, now);
    }

    /** A meeting that counts until somebody voids it. */
    sealed interface Counting extends Meeting {

        /** Calls it off, or takes back what was logged by mistake; what it was stays readable. */
        default MeetingChange callOff(Instant now) {
            return new MeetingChange(
                    new Voided(this, now),
                    new MeetingVoided(
                            occasion().id(),
                            occasion().partnershipId(),
                            occasion().ours(),
                            occasion().partner(),
                            occasion().missionId(),
                            now));
        }
    }

    /** It has a time. */
    record Scheduled(Occasion occasion, Instant startsAt) implements Counting {

        @Override
        public LocalDate date() {
            return LocalDate.ofInstant(startsAt, occasion.zone());
        }

        /**
         * Records what came of it; {@link MeetingStillAhead} before it began.
         *
         * @param heldOn the day on which it took place after all, whatever was planned; absent where all went as planned
         */
        public MeetingChange hold(
                @Nullable MissionFacts mission,
                @Nullable LocalDate heldOn,
                MeetingRecord record,
                @Nullable AccountId metBy,
                Instant now) {
            if (heldOn == null) {
                return log(occasion, mission, null, startsAt, record, metBy, now);
            }
            boolean wentAsPlanned = heldOn.equals(date()) && !startsAt.isAfter(now);
            return log(occasion, mission, heldOn, wentAsPlanned ? startsAt : null, record, metBy, now);
        }

        /** Notes that one side did not come; {@link MeetingStillAhead} before it began. */
        public MeetingChange miss(@Nullable MissionFacts mission, Side absent, Instant now) {
            if (startsAt.isAfter(now)) {
                throw new MeetingStillAhead("startsAt");
            }
            return missed(occasion, mission, date(), startsAt, absent, now);
        }
    }

    /** It took place and has a record. */
    record Held(
            Occasion occasion,
            LocalDate heldOn,
            @Nullable Instant startsAt,
            MeetingRecord record,
            @Nullable AccountId metBy)
            implements Counting {

        @Override
        public LocalDate date() {
            return heldOn;
        }

        @Override
        public Meeting forChangeBy(AccountId account, Role role) {
            return account.equals(metBy) ? this : Counting.super.forChangeBy(account, role);
        }

        /** Records it anew, whole; day, hour and who met stay. */
        public MeetingChange amend(@Nullable MissionFacts mission, MeetingRecord anew, Instant now) {
            anew.mustFollow(heldOn);
            return new MeetingChange(
                    new Held(occasion, heldOn, startsAt, anew, metBy),
                    new MeetingAmended(
                            occasion.id(),
                            occasion.partnershipId(),
                            occasion.ours(),
                            occasion.partner(),
                            occasion.kind(),
                            mission,
                            heldOn,
                            startsAt,
                            occasion.zone(),
                            anew.facts(),
                            metBy,
                            now));
        }
    }

    /** One side did not come; {@code startsAt} is the hour that was planned here, if one was. */
    record Missed(
            Occasion occasion, LocalDate missedOn, @Nullable Instant startsAt, Side absent) implements Counting {

        @Override
        public LocalDate date() {
            return missedOn;
        }
    }

    /** It does not count; what it was is kept. */
    record Voided(Counting was, Instant voidedAt) implements Meeting {

        @Override
        public Occasion occasion() {
            return was.occasion();
        }

        @Override
        public LocalDate date() {
            return was.date();
        }

        @Override
        public Meeting forChangeBy(AccountId account, Role role) {
            var unused = was.forChangeBy(account, role);
            return this;
        }
    }

    private static MeetingChange held(
            Occasion occasion,
            @Nullable MissionFacts mission,
            LocalDate heldOn,
            @Nullable Instant startsAt,
            MeetingRecord record,
            @Nullable AccountId metBy,
            Instant now) {
        return new MeetingChange(
                new Held(occasion, heldOn, startsAt, record, metBy),
                new MeetingHeld(
                        occasion.id(),
                        occasion.partnershipId(),
                        occasion.ours(),
                        occasion.partner(),
                        occasion.kind(),
                        mission,
                        heldOn,
                        startsAt,
                        occasion.zone(),
                        record.facts(),
                        metBy,
                        now));
    }

    private static MeetingChange missed(
            Occasion occasion,
            @Nullable MissionFacts mission,
            LocalDate missedOn,
            @Nullable Instant startsAt,
            Side absent,
            Instant now) {
        return new MeetingChange(
                new Missed(occasion, missedOn, startsAt, absent),
                new MeetingMissed(
                        occasion.id(),
                        occasion.partnershipId(),
                        occasion.ours(),
                        occasion.partner(),
                        occasion.kind(),
                        mission,
                        missedOn,
                        absent,
                        occasion.owner(),
                        now));
    }

    private static LocalDate dayOf(@Nullable LocalDate heldOn, @Nullable Instant startsAt, ZoneId zone, Instant now) {
        if (startsAt == null) {
            if (heldOn == null) {
                throw new MeetingDateMissing("heldOn");
            }
            return heldOn;
        }
        if (!Horizon.holds(startsAt, now)) {
            throw new MeetingDateOutOfRange("startsAt", startsAt);
        }
        var day = LocalDate.ofInstant(startsAt, zone);
        if (heldOn != null && !heldOn.equals(day)) {
            throw new DatesDisagree(heldOn, day, zone);
        }
        return day;
    }

    private static void mustBeSane(String field, LocalDate day, ZoneId zone, Instant now) {
        if (!Horizon.holds(day, LocalDate.ofInstant(now, zone))) {
            throw new MeetingDateOutOfRange(field, day);
        }
    }

    private static void mustBeOver(LocalDate day, @Nullable Instant startsAt, ZoneId zone, Instant now) {
        if (startsAt != null && startsAt.isAfter(now)) {
            throw new MeetingStillAhead("startsAt");
        }
        if (day.isAfter(LocalDate.ofInstant(now, zone))) {
            throw new MeetingStillAhead("heldOn");
        }
    }
}
