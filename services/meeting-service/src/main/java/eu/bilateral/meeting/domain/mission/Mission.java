package eu.bilateral.meeting.domain.mission;

import eu.bilateral.kernel.event.MeetingEvent.MissionChanged;
import eu.bilateral.kernel.event.MeetingEvent.MissionPlanned;
import eu.bilateral.kernel.event.MeetingEvent.ProgrammeItemAdded;
import eu.bilateral.kernel.event.MissionFacts;
import eu.bilateral.kernel.event.ProgrammeItemKind;
import eu.bilateral.kernel.id.MissionId;
import eu.bilateral.kernel.id.OrganisationId;
import eu.bilateral.kernel.id.ProgrammeItemId;
import eu.bilateral.meeting.domain.mission.MissionRefusal.MissionRefFixed;
import eu.bilateral.meeting.domain.mission.MissionRefusal.ProgrammeFull;
import eu.bilateral.meeting.domain.mission.MissionRefusal.ProgrammeItemAlreadyThere;
import eu.bilateral.meeting.domain.mission.MissionRefusal.ProgrammeItemFarFromMission;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** A mission: a delegation goes somewhere, with a programme, to meet partners. */
public record Mission(MissionId id, MissionPlan plan, List<ProgrammeItem> programme) {

    /** The most items that a programme holds. */
    public static final int MAX_PROGRAMME = 500;

    /** How far before and after the mission a programme item may lie: the days of travel. */
    private static final int TRAVEL_MARGIN_DAYS = 7;

    public Mission {
        programme = List.copyOf(programme);
    }

    /** Puts a mission on the calendar; {@link MissionRefusal.MissionDateOutOfRange} where the year is a slip of the pen. */
    public static MissionChange plan(MissionId id, MissionPlan plan, Instant now) {
        plan.mustBeSane(LocalDate.ofInstant(now, plan.zone()));
        return new MissionChange(
                new Mission(id, plan, List.of()),
                new MissionPlanned(
                        id,
                        plan.ref(),
                        plan.name(),
                        plan.type(),
                        plan.startsOn(),
                        plan.endsOn(),
                        plan.zone(),
                        plan.lead(),
                        plan.delegation(),
                        plan.organisers(),
                        now));
    }

    /** Describes it anew, whole; its ref stays ({@link MissionRefFixed}). */
    public MissionChange change(MissionPlan anew, Instant now) {
        if (!Objects.equals(plan.ref(), anew.ref())) {
            throw new MissionRefFixed(plan.ref());
        }
        anew.mustBeSane(LocalDate.ofInstant(now, anew.zone()));
        return described(anew, now);
    }

    /** Takes these into the delegation as well; whoever {@link #lacks} nobody need not ask. */
    public MissionChange join(Collection<OrganisationId> delegates, Instant now) {
        return described(plan.withDelegates(delegates), now);
    }

    /** Whether one of these is not in the delegation yet. */
    public boolean lacks(Collection<OrganisationId> delegates) {
        return !plan.delegation().containsAll(delegates);
    }

    /**
     * Puts one more item on the programme; {@link ProgrammeItemAlreadyThere}, {@link ProgrammeItemFarFromMission} or
     * {@link ProgrammeFull} where that makes no sense.
     */
    public MissionChange add(ProgrammeItem item, Instant now) {
        if (has(item.id())) {
            throw new ProgrammeItemAlreadyThere(item);
        }
        if (item.date().isBefore(plan.startsOn().minusDays(TRAVEL_MARGIN_DAYS))
                || item.date().isAfter(plan.endsOn().plusDays(TRAVEL_MARGIN_DAYS))) {
            throw new ProgrammeItemFarFromMission(item.date(), plan.startsOn(), plan.endsOn());
        }
        if (programme.size() >= MAX_PROGRAMME) {
            throw new ProgrammeFull(MAX_PROGRAMME);
        }
        var programmeAfter = Stream.concat(programme.stream(), Stream.of(item)).toList();
        return new MissionChange(
                new Mission(id, plan, programmeAfter),
                new ProgrammeItemAdded(
                        id, item.id(), item.kind(), item.date(), item.city(), item.zone(), item.host(), now));
    }

    /** Whether that item is on the programme. */
    public boolean has(ProgrammeItemId item) {
        return programme.stream().anyMatch(there -> there.id().equals(item));
    }

    /** What a partnership must know of it. */
    public MissionFacts facts() {
        var travelDays = programme.stream()
                .filter(item -> item.kind() == ProgrammeItemKind.TRAVEL)
                .map(ProgrammeItem::date)
                .distinct()
                .sorted()
                .toList();
        return new MissionFacts(id, plan.lead(), travelDays);
    }

    private MissionChange described(MissionPlan anew, Instant now) {
        return new MissionChange(
                new Mission(id, anew, programme),
                new MissionChanged(
                        id,
                        anew.ref(),
                        anew.name(),
                        anew.type(),
                        anew.startsOn(),
                        anew.endsOn(),
                        anew.zone(),
                        anew.lead(),
                        anew.delegation(),
                        anew.organisers(),
                        now));
    }
}
