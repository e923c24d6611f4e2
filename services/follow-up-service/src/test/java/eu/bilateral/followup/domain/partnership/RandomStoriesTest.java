package eu.bilateral.followup.domain.partnership;

import static eu.bilateral.followup.domain.partnership.Meetings2017.*;
import static org.assertj.core.api.Assertions.assertThat;

import eu.bilateral.followup.domain.partnership.Completion.Onward;
import eu.bilateral.kernel.command.Role;
import eu.bilateral.kernel.event.EventEnvelope;
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
import eu.bilateral.kernel.event.FollowUpKind;
import eu.bilateral.kernel.event.MeetingEvent;
import eu.bilateral.kernel.event.PlannedFollowUp;
import eu.bilateral.kernel.event.RecordFacts;
import eu.bilateral.kernel.event.Side;
import eu.bilateral.kernel.event.Stage;
import eu.bilateral.kernel.event.StepFacts;
import eu.bilateral.kernel.id.AccountId;
import eu.bilateral.kernel.id.FollowUpId;
import eu.bilateral.kernel.id.MeetingId;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Random meetings and random people, thousands of steps: whatever they do, every open partnership has a dated next step,
 * nothing happens twice, the playbook never outranks a person, and who only hears the events knows the same as who decides.
 * The seed is in each test's name; {@code -Dseed=...} tells another story.
 */
class RandomStoriesTest {

    private static final int STEPS = 120;

    static LongStream seeds() {
        var chosen = Long.getLong("seed");
        return chosen == null ? LongStream.range(1, 101) : LongStream.of(chosen);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void whateverHappensThePromisesHold(long seed) {
        var story = new Story(new Random(seed));

        for (int step = 0; step < STEPS; step++) {
            story.goOn();
        }

        assertThat(story.changes).as("a story in which something happens").isGreaterThan(20);
    }

    private static final class Story {

        private final MeetingRules rules = new MeetingRules(PLANNER);
        private final Random random;
        private final List<MeetingId> meetings = new ArrayList<>();
        private final Map<MeetingId, Long> sequences = new HashMap<>();
        private final List<EventEnvelope<MeetingEvent>> past = new ArrayList<>();
        private final Onlooker onlooker = new Onlooker();
        private @Nullable Partnership partnership;
        private int changes;

        Story(Random random) {
            this.random = random;
            for (int number = 0; number < 5; number++) {
                meetings.add(MeetingId.derivedFrom("meeting", Integer.toString(number)));
            }
        }

        void goOn() {
            if (partnership == null || random.nextInt(100) < 55) {
                hear(nextEvent());
            } else if (random.nextInt(100) < 15 && !past.isEmpty()) {
                hearAgain();
            } else {
                doSomething(partnership);
            }
        }

        private EventEnvelope<MeetingEvent> nextEvent() {
            var meeting = meetings.get(random.nextInt(meetings.size()));
            long sequence = sequences.merge(meeting, 1L, Long::sum);
            var event = switch (random.nextInt(6)) {
                case 0 -> scheduled(meeting, "2017-06-%02dT14:00:00Z".formatted(1 + random.nextInt(28)));
                case 1, 2 ->
                    held(
                            meeting,
                            randomRecord(),
                            TUESDAY.plusDays(random.nextInt(9)),
                            random.nextBoolean() ? MISSION : null,
                            random.nextBoolean() ? MARIA : null);
                case 3 -> amended(meeting, randomRecord(), TUESDAY.plusDays(random.nextInt(9)));
                case 4 -> missed(meeting);
                default -> voided(meeting);
            };
            return told(sequence, meeting, event);
        }

        private RecordFacts randomRecord() {
            var promises = new ArrayList<StepFacts>();
            for (int count = random.nextInt(4); count > 0; count--) {
                promises.add(randomStep());
            }
            return record(
                    random.nextInt(4),
                    random.nextInt(4),
                    random.nextBoolean() ? randomStep() : null,
                    promises.toArray(StepFacts[]::new));
        }

        private StepFacts randomStep() {
            var kinds = List.of(FollowUpKind.SEND_DOCUMENTS, FollowUpKind.CALL, FollowUpKind.INTRODUCE_MEMBER);
            return new StepFacts(
                    kinds.get(random.nextInt(kinds.size())),
                    TODAY.plusDays(random.nextInt(20)),
                    random.nextInt(3) == 0 ? Side.THEIRS : Side.OURS,
                    random.nextInt(3) == 0 ? JAN : null);
        }

        private void hear(EventEnvelope<MeetingEvent> told) {
            var before = partnership;
            past.add(told);
            rules.on(before, told).ifPresent(change -> {
                assertThat(rules.on(before, told)).as("the same answer again").contains(change);
                assertThat(rules.on(change.partnership(), told))
                        .as("nothing twice")
                        .isEmpty();
                checkThePlaybookOutranksNobody(before, change.partnership(), told);
                take(change);
            });
        }

        private void hearAgain() {
            var old = past.get(random.nextInt(past.size()));
            if (partnership != null && partnership.meeting(idOf(old)).isPresent()) {
                assertThat(rules.on(partnership, old)).as("late redelivery").isEmpty();
            }
        }

        private static MeetingId idOf(EventEnvelope<MeetingEvent> told) {
            return new MeetingId(told.aggregateId());
        }

        private void checkThePlaybookOutranksNobody(
                @Nullable Partnership before, Partnership after, EventEnvelope<MeetingEvent> told) {
            if (before == null) {
                return;
            }
            var event = told.event();
            boolean isToldAnew =
                    before.meeting(idOf(told)).filter(AttachedMeeting::isHeld).isPresent();
            if (event instanceof MeetingEvent.MeetingScheduled
                    || (event instanceof MeetingEvent.MeetingHeld && !isToldAnew)) {
                assertThat(after.stage().isBefore(before.stage()))
                        .as("%s -> %s by a meeting", before.stage(), after.stage())
                        .isFalse();
            }
            if (event instanceof MeetingEvent.MeetingMissed) {
                assertThat(after.stage()).isEqualTo(before.stage());
            }
            if (after.stage().isClosed()) {
                assertThat(before.stage()).as("closed by a person only").isEqualTo(after.stage());
            }
            int decided = Partnership.lastDecision(before.history());
            if (decided >= 0) {
                var chosen = before.history().get(decided).to();
                assertThat(after.stage().isBefore(chosen))
                        .as("%s although somebody chose %s", after.stage(), chosen)
                        .isFalse();
            }
            var kept = before.open().stream()
                    .filter(followUp -> !followUp.isUntouched())
                    .filter(followUp -> followUp.kind() != FollowUpKind.HOLD_MEETING
                            && followUp.kind() != FollowUpKind.OFFER_NEW_SLOT
                            && followUp.kind() != FollowUpKind.WAKE_UP)
                    .toList();
            assertThat(after.open()).as("what a person took in hand").containsAll(kept);
        }

        private void doSomething(Partnership current) {
            var by = by(random.nextBoolean() ? MARIA : JAN, random.nextInt(3) == 0 ? Role.DEVELOPER : Role.MANAGER);
            var open = current.open();
            var some = open.isEmpty()
                    ? FollowUpId.next()
                    : open.get(random.nextInt(open.size())).followUpId();
            var day = TODAY.plusDays(random.nextInt(400) - 10);
            attempt(
                    current,
                    switch (random.nextInt(6)) {
                        case 0 -> it -> it.move(randomMove(day), by, PLANNER, NOON);
                        case 1 ->
                            it -> it.add(new NewFollowUp(FollowUpKind.CALL, "words", day, null), by, PLANNER, NOON);
                        case 2 -> it -> it.snooze(some, day, by, PLANNER, NOON);
                        case 3 -> it -> it.reassign(some, random.nextBoolean() ? JAN : LEAD, by, PLANNER, NOON);
                        case 4 -> it -> it.changeOwner(random.nextBoolean() ? MARIA : LEAD, by, PLANNER, NOON);
                        default ->
                            it -> it.complete(some, new Completion("words", randomOnward(day)), by, PLANNER, NOON);
                    });
        }

        private void attempt(Partnership current, Function<Partnership, PartnershipChange> decision) {
            try {
                take(decision.apply(current));
            } catch (PartnershipRefusal refused) {
                assertThat(refused).hasMessageMatching("[A-Z0-9].*");
            }
        }

        private Move randomMove(LocalDate day) {
            var to = Stage.values()[random.nextInt(Stage.values().length)];
            return new Move(
                    to,
                    random.nextInt(4) == 0 ? null : "words",
                    random.nextInt(3) == 0 ? null : "words",
                    random.nextInt(4) == 0 ? null : day);
        }

        private @Nullable Onward randomOnward(LocalDate day) {
            return switch (random.nextInt(8)) {
                case 0 -> new Onward.Nurture(day, null);
                case 1 -> new Onward.Close(Stage.CLOSED_KNOWLEDGE, "words");
                case 2, 3 -> new Onward.Next(new NewFollowUp(FollowUpKind.MEET, null, day, null));
                default -> null;
            };
        }

        private void take(PartnershipChange change) {
            changes++;
            var next = change.partnership();
            assertThat(next.open().isEmpty())
                    .as("an open partnership has a dated next step")
                    .isEqualTo(next.stage().isClosed());
            assertThat(next.open().stream()
                            .map(OpenFollowUp::followUpId)
                            .distinct()
                            .count())
                    .as("each follow-up once")
                    .isEqualTo(next.open().size());
            assertThat(next.history().getLast().to()).isEqualTo(next.stage());
            assertThat(change.event().toString()).as("free text stays here").doesNotContain("words");
            onlooker.hear(change.event());
            onlooker.checkKnows(next);
            partnership = next;
        }
    }

    /** Somebody who hears the events and nothing else, as the dashboards do. */
    private static final class Onlooker {

        private final Map<FollowUpId, PlannedFollowUp> open = new HashMap<>();
        private @Nullable Stage stage;
        private @Nullable AccountId owner;

        void hear(FollowUpEvent event) {
            event.withdrawn().forEach(gone -> assertThat(open.remove(gone)).isNotNull());
            switch (event) {
                case LeadOpened opened -> {
                    stage = opened.stage();
                    owner = opened.owner();
                }
                case OwnerChanged changed -> {
                    owner = changed.owner();
                    changed.followUps().forEach(id -> give(id, changed.owner()));
                }
                case FollowUpCompleted completed ->
                    assertThat(open.remove(completed.followUpId())).isNotNull();
                case FollowUpSnoozed snoozed ->
                    open.computeIfPresent(
                            snoozed.followUpId(),
                            (id, was) -> new PlannedFollowUp(
                                    id, was.kind(), was.origin(), snoozed.dueOn(), was.owner(), was.meetingId()));
                case FollowUpReassigned reassigned -> give(reassigned.followUpId(), reassigned.owner());
                case MeetingAttached attached -> {}
                case MeetingDetached detached -> {}
                case StageMoved moved -> {}
                case FollowUpAdded added -> {}
            }
            event.scheduled().forEach(planned -> open.put(planned.followUpId(), planned));
            Optional.ofNullable(event.move()).ifPresent(move -> {
                assertThat(move.from()).isEqualTo(stage);
                stage = move.to();
            });
        }

        private void give(FollowUpId followUp, AccountId to) {
            open.computeIfPresent(
                    followUp,
                    (id, was) -> new PlannedFollowUp(id, was.kind(), was.origin(), was.dueOn(), to, was.meetingId()));
        }

        void checkKnows(Partnership partnership) {
            assertThat(stage).isEqualTo(partnership.stage());
            assertThat(owner).isEqualTo(partnership.owner());
            assertThat(open)
                    .isEqualTo(partnership.open().stream()
                            .collect(Collectors.toMap(OpenFollowUp::followUpId, OpenFollowUp::toPlanned)));
        }
    }
}
