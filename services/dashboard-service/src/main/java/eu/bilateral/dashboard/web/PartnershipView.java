package eu.bilateral.dashboard.web;

import eu.bilateral.dashboard.projection.Card;
import eu.bilateral.dashboard.projection.TimelineEntry;
import eu.bilateral.dashboard.web.CardView.KeenView;
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
import eu.bilateral.kernel.event.PlannedFollowUp;
import eu.bilateral.kernel.event.RecordFacts;
import eu.bilateral.kernel.event.Stage;
import eu.bilateral.kernel.event.StageMove;
import eu.bilateral.kernel.id.FollowUpId;
import eu.bilateral.kernel.id.MeetingId;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A partnership: facts, where it stands and how it came there, what happened, what is to be done. */
record PartnershipView(
        String id,
        String partner,
        @Nullable String partnerPlace,
        List<String> partnerFields,
        String ours,
        String stage,
        String stageId,
        String owner,
        String initials,
        @Nullable KeenView oursKeen,
        @Nullable KeenView theirsKeen,
        List<String> areas,
        AgeView age,
        List<StepView> line,
        List<HappeningView> timeline,
        List<FollowUpView> followUps,
        boolean workable,
        boolean closed,
        String logHref) {

    /** A stage of the line; {@code state} is done, here, ahead, or skipped. */
    record StepView(
            String name,
            String state,
            int tone,
            @Nullable String date,
            @Nullable String days,
            @Nullable String hint) {}

    /** Something that happened, or several things that the playbook did in a row, folded. */
    record HappeningView(
            String at,
            String exact,
            @Nullable String who,
            String text,
            List<String> details,
            @Nullable String href,
            List<HappeningView> folded) {}

    static PartnershipView from(Card card, List<TimelineEntry> entries, Visitor visitor, Words words) {
        var open = openFollowUps(entries).stream()
                .sorted(Comparator.comparing(PlannedFollowUp::dueOn))
                .map(step -> FollowUpView.of(
                        step, card.id(), card.partner().name(), card.ours().name(), visitor, words))
                .toList();
        return new PartnershipView(
                card.id().toString(),
                card.partner().name(),
                words.place(card.partner()),
                card.partner().areas(),
                card.ours().name(),
                words.stage(card.stage()),
                card.stage().name(),
                card.owner().value(),
                Frame.initials(card.owner().value()),
                KeenView.of(card.interestOurs(), "ours", words),
                KeenView.of(card.interestTheirs(), "theirs", words),
                card.areas().stream().map(words::area).toList(),
                AgeView.from(card.stage(), card.stageSince(), words),
                line(card, entries, words),
                timeline(entries, words),
                open,
                FollowUpView.mayWork(card.owner(), visitor),
                card.stage().isClosed(),
                "/meetings/new?ours=" + card.ours().id() + "&partner="
                        + card.partner().id());
    }

    /** What all the events together leave open. */
    static List<PlannedFollowUp> openFollowUps(List<TimelineEntry> entries) {
        var open = new LinkedHashMap<FollowUpId, PlannedFollowUp>();
        for (var entry : entries) {
            if (!(entry.event() instanceof FollowUpEvent told)) {
                continue;
            }
            told.withdrawn().forEach(open::remove);
            switch (told) {
                case FollowUpCompleted completed -> open.remove(completed.followUpId());
                case FollowUpSnoozed snoozed ->
                    open.computeIfPresent(
                            snoozed.followUpId(),
                            (id, step) -> new PlannedFollowUp(
                                    id, step.kind(), step.origin(), snoozed.dueOn(), step.owner(), step.meetingId()));
                case FollowUpReassigned given ->
                    open.computeIfPresent(
                            given.followUpId(),
                            (id, step) -> new PlannedFollowUp(
                                    id, step.kind(), step.origin(), step.dueOn(), given.owner(), step.meetingId()));
                case OwnerChanged changed ->
                    changed.followUps()
                            .forEach(owned -> open.computeIfPresent(
                                    owned,
                                    (id, step) -> new PlannedFollowUp(
                                            id,
                                            step.kind(),
                                            step.origin(),
                                            step.dueOn(),
                                            changed.owner(),
                                            step.meetingId())));
                case LeadOpened opened -> {}
                case MeetingAttached attached -> {}
                case MeetingDetached detached -> {}
                case StageMoved moved -> {}
                case FollowUpAdded added -> {}
            }
            told.scheduled().forEach(step -> open.put(step.followUpId(), step));
        }
        return List.copyOf(open.values());
    }

    private record Reached(
            Stage stage, Instant at, @Nullable StageMove by) {}

    private static List<StepView> line(Card card, List<TimelineEntry> entries, Words words) {
        var reached = new ArrayList<Reached>();
        for (var entry : entries) {
            if (entry.event() instanceof LeadOpened opened) {
                reached.add(new Reached(opened.stage(), entry.at(), null));
            } else if (entry.event() instanceof FollowUpEvent told && told.move() != null) {
                reached.add(new Reached(told.move().to(), entry.at(), told.move()));
            }
        }
        var last = new HashMap<Stage, Integer>();
        for (int place = 0; place < reached.size(); place++) {
            last.put(reached.get(place).stage(), place);
        }
        var steps = Arrays.stream(Stage.values())
                .filter(stage -> stage.isOnPipeline() || stage == card.stage())
                .toList();
        var line = new ArrayList<StepView>();
        for (var stage : steps) {
            var place = last.get(stage);
            var here = stage == card.stage();
            var behind = !here && place != null && !card.stage().isBefore(stage);
            var state = here ? "here" : behind ? "done" : card.stage().isBefore(stage) ? "ahead" : "skipped";
            if (place == null || (!here && !behind)) {
                line.add(new StepView(
                        words.stage(stage),
                        state,
                        stage.ordinal() + 1,
                        here ? words.day(card.stageSince()) : null,
                        null,
                        null));
                continue;
            }
            var since = reached.get(place);
            var until = place + 1 < reached.size() ? day(reached.get(place + 1).at(), words) : words.today();
            var days = ChronoUnit.DAYS.between(day(since.at(), words), until);
            line.add(new StepView(
                    words.stage(stage),
                    state,
                    stage.ordinal() + 1,
                    words.day(day(since.at(), words)),
                    words.say("line.days", Math.max(0, days)),
                    hint(since, words)));
        }
        return List.copyOf(line);
    }

    private static LocalDate day(Instant at, Words words) {
        return LocalDate.ofInstant(at, words.zone());
    }

    private static String hint(Reached since, Words words) {
        var who = since.by() == null || since.by().movedBy() == null
                ? words.say("line.playbook")
                : words.say("line.person", since.by().movedBy().value());
        return words.moment(since.at()) + " · " + who;
    }

    /** The latest first; what the playbook did in a row is one line to unfold. */
    private static List<HappeningView> timeline(List<TimelineEntry> entries, Words words) {
        var kinds = new HashMap<FollowUpId, String>();
        var told = new ArrayList<HappeningView>();
        var machine = new ArrayList<HappeningView>();
        for (var entry : entries) {
            if (entry.event() instanceof FollowUpEvent event) {
                event.scheduled().forEach(step -> kinds.put(step.followUpId(), words.kind(step.kind())));
            }
            var happening = happening(entry, kinds, words);
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
                null,
                List.copyOf(machine)));
        machine.clear();
    }

    private static HappeningView happening(TimelineEntry entry, Map<FollowUpId, String> kinds, Words words) {
        var details = new ArrayList<String>();
        String href = null;
        String who = null;
        var event = entry.event();
        switch (event) {
            case MeetingHeld held -> {
                href = href(held.meetingId());
                who = name(held.metBy());
                addRecord(details, held.record(), words);
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
                addChange(details, completed, words);
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
                addChange(details, opened, words);
            }
            case MeetingAttached attached -> addChange(details, attached, words);
            case MeetingDetached detached -> addChange(details, detached, words);
            case StageMoved moved -> {
                who = name(moved.move().movedBy());
                addChange(details, moved, words);
            }
            case FollowUpAdded added -> {
                who = added.followUp().owner().value();
                addChange(details, added, words);
            }
            case MissionPlanned planned -> details.add(planned.name());
            case MissionChanged changed -> details.add(changed.name());
            case ProgrammeItemAdded added -> details.add(Objects.requireNonNullElse(added.city(), ""));
            case ContactEvent contact -> {}
        }
        return new HappeningView(
                words.since(day(entry.at(), words)),
                words.moment(entry.at()),
                who,
                words.say("event." + wireName(event, entry.type())),
                List.copyOf(details),
                href,
                List.of());
    }

    private static String wireName(DomainEvent event, String type) {
        return event instanceof ContactEvent ? "contact" : type;
    }

    /** What an event brought about, in words. */
    static void addChange(List<String> details, FollowUpEvent told, Words words) {
        var move = told.move();
        if (move != null) {
            details.add(words.say("timeline.move", words.stage(move.from()), words.stage(move.to())));
        }
        if (!told.scheduled().isEmpty()) {
            details.add(words.say("timeline.scheduled", told.scheduled().size()));
        }
        if (!told.withdrawn().isEmpty()) {
            details.add(words.say("timeline.withdrawn", told.withdrawn().size()));
        }
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

    /** What the playbook did because of that meeting, for whoever has just logged it; empty until it is heard of. */
    static List<String> triggered(List<TimelineEntry> entries, MeetingId meeting, Words words) {
        var effects = new ArrayList<String>();
        for (var entry : entries) {
            if (entry.event() instanceof LeadOpened opened && opened.meetingId().equals(meeting)) {
                effects.add(words.say("triggered.lead"));
                effects.add(words.say("timeline.stage", words.stage(opened.stage())));
                addChange(effects, opened, words);
            } else if (entry.event() instanceof MeetingAttached attached
                    && attached.meetingId().equals(meeting)) {
                effects.add(words.say("triggered.attached"));
                addChange(effects, attached, words);
            } else if (entry.event() instanceof MeetingDetached detached
                    && detached.meetingId().equals(meeting)) {
                effects.add(words.say("triggered.detached"));
                addChange(effects, detached, words);
            }
        }
        return List.copyOf(effects);
    }
}
