package eu.bilateral.dashboard.web.partnership;

import eu.bilateral.dashboard.projection.TimelineEntry;
import eu.bilateral.dashboard.web.page.Words;
import eu.bilateral.kernel.event.ContactEvent;
import eu.bilateral.kernel.event.DomainEvent;
import eu.bilateral.kernel.event.FollowUpEvent;
import eu.bilateral.kernel.event.FollowUpEvent.FollowUpAdded;
import eu.bilateral.kernel.event.FollowUpEvent.FollowUpCompleted;
import eu.bilateral.kernel.event.FollowUpEvent.FollowUpReassigned;
import eu.bilateral.kernel.event.FollowUpEvent.FollowUpSnoozed;
import eu.bilateral.kernel.event.FollowUpEvent.LeadOpened;
import eu.bilateral.kernel.event.FollowUpEvent.MeetingAttached;
import eu.bilateral.kernel.event.FollowUpEvent.MeetingDetached;
import eu.bilateral.kernel.event.FollowUpEvent.OwnerChanged;
import eu.bilateral.kernel.event.FollowUpEvent.StageMoved;
import eu.bilateral.kernel.event.MeetingEvent.MeetingAmended;
import eu.bilateral.kernel.event.MeetingEvent.MeetingHeld;
import eu.bilateral.kernel.event.MeetingEvent.MeetingMissed;
import eu.bilateral.kernel.event.MeetingEvent.MeetingScheduled;
import eu.bilateral.kernel.event.MeetingEvent.MeetingVoided;
import eu.bilateral.kernel.event.MeetingEvent.MissionChanged;
import eu.bilateral.kernel.event.MeetingEvent.MissionPlanned;
import eu.bilateral.kernel.event.MeetingEvent.ProgrammeItemAdded;
import eu.bilateral.kernel.event.RecordFacts;
import eu.bilateral.kernel.id.FollowUpId;
import eu.bilateral.kernel.id.MeetingId;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened, or several things that the playbook did in a row, folded.
 *
 * @param said what was promised then, in its words
 */
record HappeningView(
        String at,
        String exact,
        @Nullable String who,
        String text,
        List<String> details,
        List<String> said,
        @Nullable String href,
        List<HappeningView> folded) {

    /** The latest first; what the playbook did in a row is one line to unfold. */
    static List<HappeningView> story(List<TimelineEntry> entries, Wording wording, Words words) {
        var kinds = new HashMap<FollowUpId, String>();
        var told = new ArrayList<HappeningView>();
        var machine = new ArrayList<HappeningView>();
        for (var entry : entries) {
            if (entry.event() instanceof FollowUpEvent event) {
                event.scheduled().forEach(step -> kinds.put(step.followUpId(), words.kind(step.kind())));
            }
            var happening = happening(entry, kinds, wording, words);
            if (entry.byPerson()) {
                fold(machine, told, words);
                told.add(happening);
            } else {
                machine.add(happening);
            }
        }
        fold(machine, told, words);
        Collections.reverse(told);
        return List.copyOf(told);
    }

    private static void fold(List<HappeningView> machine, List<HappeningView> told, Words words) {
        if (machine.isEmpty()) {
            return;
        }
        var last = machine.getLast();
        told.add(new HappeningView(
                last.at(),
                last.exact(),
                null,
                words.say("timeline.machine", machine.size()),
                List.of(),
                List.of(),
                null,
                List.copyOf(machine)));
        machine.clear();
    }

    private static HappeningView happening(
            TimelineEntry entry, Map<FollowUpId, String> kinds, Wording wording, Words words) {
        var details = new ArrayList<String>();
        var said = new ArrayList<String>();
        String href = null;
        String who = null;
        var on = LocalDate.ofInstant(entry.at(), words.zone());
        var exact = words.moment(entry.at());
        var event = entry.event();
        switch (event) {
            case MeetingHeld held -> {
                href = href(held.meetingId());
                who = name(held.metBy());
                // It may be written down days later; what counts is when they met.
                on = held.heldOn();
                exact = words.wholeDay(on);
                addRecord(details, held.record(), words);
                said.addAll(wording.at(held.meetingId(), words));
            }
            case MeetingAmended amended -> {
                href = href(amended.meetingId());
                who = name(amended.metBy());
                addRecord(details, amended.record(), words);
            }
            case MeetingScheduled scheduled -> {
                href = href(scheduled.meetingId());
                who = name(scheduled.owner());
                details.add(words.moment(scheduled.startsAt()));
            }
            case MeetingMissed missed -> {
                href = href(missed.meetingId());
                details.add(words.say("timeline.absent." + missed.absent()));
            }
            case MeetingVoided voided -> href = href(voided.meetingId());
            case FollowUpCompleted completed -> {
                who = completed.completedBy().value();
                details.add(kinds.getOrDefault(completed.followUpId(), words.say("timeline.some")));
                details.addAll(words.changes(completed));
            }
            case FollowUpSnoozed snoozed ->
                details.add(words.say(
                        "timeline.snoozed",
                        kinds.getOrDefault(snoozed.followUpId(), words.say("timeline.some")),
                        words.day(snoozed.dueOn())));
            case FollowUpReassigned given ->
                details.add(words.say(
                        "timeline.given",
                        kinds.getOrDefault(given.followUpId(), words.say("timeline.some")),
                        given.owner().value()));
            case OwnerChanged changed ->
                details.add(words.say("card.owner", changed.owner().value()));
            case LeadOpened opened -> {
                details.add(words.say("timeline.stage", words.stage(opened.stage())));
                details.addAll(words.changes(opened));
            }
            case MeetingAttached attached -> details.addAll(words.changes(attached));
            case MeetingDetached detached -> details.addAll(words.changes(detached));
            case StageMoved moved -> {
                who = name(moved.move().movedBy());
                details.addAll(words.changes(moved));
            }
            case FollowUpAdded added -> {
                details.add(words.say("card.owner", added.followUp().owner().value()));
                details.addAll(words.changes(added));
            }
            case MissionPlanned planned -> details.add(planned.name());
            case MissionChanged changed -> details.add(changed.name());
            case ProgrammeItemAdded added -> details.add(Objects.requireNonNullElse(added.city(), ""));
            case ContactEvent contact -> {}
        }
        return new HappeningView(
                words.since(on),
                exact,
                who,
                words.say("event." + wireName(event, entry.type())),
                List.copyOf(details),
                List.copyOf(said),
                href,
                List.of());
    }

    private static String wireName(DomainEvent event, String type) {
        return event instanceof ContactEvent ? "contact" : type;
    }

    private static void addRecord(List<String> details, RecordFacts record, Words words) {
        details.add(words.say(
                "timeline.interest",
                words.say("interest." + record.ours().level()),
                words.say("interest." + record.theirs().level())));
        if (!record.areas().isEmpty()) {
            details.add(
                    String.join(", ", record.areas().stream().map(words::area).toList()));
        }
        var next = record.nextStep();
        if (next != null) {
            details.add(words.say("next.by", words.kind(next.kind()), words.day(next.dueOn())));
        }
    }

    private static String href(MeetingId meeting) {
        return "/meetings/" + meeting;
    }

    private static @Nullable String name(@Nullable Object account) {
        return account == null ? null : account.toString();
    }
}
