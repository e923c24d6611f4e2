package eu.bilateral.dashboard.persistence;

import static eu.bilateral.dashboard.testing.Story.JAN;
import static eu.bilateral.dashboard.testing.Story.MARTA;
import static eu.bilateral.dashboard.testing.Story.NOON;
import static eu.bilateral.dashboard.testing.Story.THAT_DAY;
import static eu.bilateral.dashboard.testing.Story.WASHINGTON;
import static eu.bilateral.dashboard.testing.Story.due;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import eu.bilateral.dashboard.projection.Board;
import eu.bilateral.dashboard.projection.Column;
import eu.bilateral.dashboard.projection.FollowUpQueue;
import eu.bilateral.dashboard.projection.FollowUpQueue.Group;
import eu.bilateral.dashboard.projection.FollowUpRow;
import eu.bilateral.dashboard.projection.MissionReport;
import eu.bilateral.dashboard.projection.Missions;
import eu.bilateral.dashboard.projection.Organisations;
import eu.bilateral.dashboard.projection.Party;
import eu.bilateral.dashboard.projection.ReadModels;
import eu.bilateral.dashboard.projection.Timeline;
import eu.bilateral.dashboard.projection.TimelineEntry;
import eu.bilateral.dashboard.testing.Dashboard;
import eu.bilateral.dashboard.testing.Story;
import eu.bilateral.dashboard.testing.WatchedStore.Questions;
import eu.bilateral.kernel.event.CooperationArea;
import eu.bilateral.kernel.event.DomainEvent;
import eu.bilateral.kernel.event.EventEnvelope;
import eu.bilateral.kernel.event.FollowUpEvent.FollowUpCompleted;
import eu.bilateral.kernel.event.FollowUpEvent.OwnerChanged;
import eu.bilateral.kernel.event.MeetingEvent.MeetingMissed;
import eu.bilateral.kernel.event.MeetingEvent.MissionPlanned;
import eu.bilateral.kernel.event.MeetingEvent.ProgrammeItemAdded;
import eu.bilateral.kernel.event.MeetingKind;
import eu.bilateral.kernel.event.MissionFacts;
import eu.bilateral.kernel.event.MissionType;
import eu.bilateral.kernel.event.PlannedFollowUp;
import eu.bilateral.kernel.event.ProgrammeItemKind;
import eu.bilateral.kernel.event.Side;
import eu.bilateral.kernel.event.Stage;
import eu.bilateral.kernel.event.StageMove;
import eu.bilateral.kernel.event.Topic;
import eu.bilateral.kernel.id.MeetingId;
import eu.bilateral.kernel.id.MissionId;
import eu.bilateral.kernel.id.OrganisationId;
import eu.bilateral.kernel.id.PartnershipId;
import eu.bilateral.kernel.id.ProgrammeItemId;
import eu.bilateral.kernel.id.WorkspaceId;
import eu.bilateral.kernel.testing.AlsoOnRealParts;
import eu.bilateral.kernel.web.Cursor;
import eu.bilateral.kernel.web.MalformedRequest;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.record.TimestampType;
import org.bson.BsonDocument;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

@AlsoOnRealParts
class ReadModelsIT {

    static final WorkspaceId STRANGERS = WorkspaceId.of("strangers");

    static Dashboard dashboard;
    static long offset;

    @BeforeAll
    static void start() {
        dashboard = Dashboard.start(Dashboard.freshStore());
    }

    @AfterAll
    static void stop() {
        dashboard.close();
    }

    /** As the broker delivers them, in one batch for each topic; the topics themselves in no order. */
    @SafeVarargs
    static void hear(EventEnvelope<? extends DomainEvent>... events) {
        var byTopic = new TreeMap<Topic, List<ConsumerRecord<byte[], byte[]>>>();
        for (var event : events) {
            var sent = Story.record(event);
            byTopic.computeIfAbsent(Topic.of(event.event()), first -> new ArrayList<>())
                    .add(new ConsumerRecord<>(
                            sent.topic(),
                            99,
                            offset++,
                            0,
                            TimestampType.CREATE_TIME,
                            0,
                            0,
                            sent.key(),
                            sent.value(),
                            sent.headers(),
                            Optional.empty()));
        }
        var listeners = dashboard.bean(ReadModels.class).listeners(1);
        byTopic.descendingMap()
                .forEach((topic, records) ->
                        Objects.requireNonNull(listeners.get(topic)).handle(records));
    }

    static Map<Stage, Long> counts(List<Column> columns) {
        var counts = new TreeMap<Stage, Long>();
        columns.forEach(column -> counts.put(column.stage(), column.count()));
        counts.values().removeIf(count -> count == 0);
        return counts;
    }

    @Test
    void theBoardHasEachPartnershipInItsColumnTheNextDueFirst() {
        var story = new Story(WorkspaceId.of("models-board"));
        var lublin = OrganisationId.next();
        var late = OrganisationId.next();
        var soon = OrganisationId.next();
        var done = OrganisationId.next();
        var call = due(THAT_DAY, JAN);
        var opened = story.opened(lublin, done, MeetingId.next(), null, call);
        hear(
                story.opened(lublin, soon, MeetingId.next(), null, due(THAT_DAY.plusDays(5), MARTA)),
                story.opened(lublin, late, MeetingId.next(), null, due(THAT_DAY, MARTA), due(THAT_DAY, JAN)),
                opened,
                story.next(
                        opened.aggregateId(),
                        new FollowUpCompleted(
                                opened.event().partnershipId(),
                                call.followUpId(),
                                JAN,
                                new StageMove(Stage.MET, Stage.SCOPING, 0, JAN, null),
                                List.of(),
                                List.of(),
                                NOON)),
                story.registered(lublin, "Lublin"),
                story.registered(late, "Late"));
        var board = dashboard.bean(Board.class);

        var columns = board.columns(story.workspace(), Board.Filter.NONE);

        assertThat(columns).extracting(Column::stage).containsExactly(Stage.values());
        assertThat(counts(columns)).isEqualTo(Map.of(Stage.MET, 2L, Stage.SCOPING, 1L));
        var met = columns.get(Stage.MET.ordinal()).cards();
        assertThat(met).extracting(card -> card.partner().id()).containsExactly(late, soon);
        assertThat(met.getFirst().partner().name()).isEqualTo("Late");
        assertThat(met.getFirst().ours().city()).isEqualTo("Lublin");
        assertThat(met.getFirst().openFollowUps()).isEqualTo(2);
        assertThat(met.getLast().partner()).isEqualTo(Party.unnamed(soon));
        assertThat(board.card(story.workspace(), opened.event().partnershipId()))
                .hasValueSatisfying(card -> {
                    assertThat(card.position()).isEqualTo(2);
                    assertThat(card.nextStep()).isNull();
                });
        assertThat(counts(board.columns(story.workspace(), new Board.Filter(JAN, null, null))))
                .isEmpty();
        assertThat(counts(board.columns(
                        story.workspace(), new Board.Filter(MARTA, CooperationArea.RESEARCH_AND_DEVELOPMENT, null))))
                .isEqualTo(Map.of(Stage.MET, 2L, Stage.SCOPING, 1L));
        assertThat(counts(board.columns(STRANGERS, Board.Filter.NONE))).isEmpty();
        assertThat(board.of(story.workspace(), List.of(late), 9))
                .extracting(card -> card.partner().id())
                .containsExactly(late);
        assertThat(board.of(story.workspace(), List.of(lublin), 2)).hasSize(2);
        assertThat(board.of(STRANGERS, List.of(lublin), 9)).isEmpty();
        assertThat(board.owners(story.workspace())).containsExactly(MARTA);
        assertThat(board.owners(STRANGERS)).isEmpty();
        assertThat(board.openFollowUps(story.workspace(), met.getFirst().id()))
                .extracting(PlannedFollowUp::owner)
                .containsExactlyInAnyOrder(MARTA, JAN);
        assertThat(board.openFollowUps(story.workspace(), opened.event().partnershipId()))
                .isEmpty();
        assertThat(board.openFollowUps(STRANGERS, met.getFirst().id())).isEmpty();
        assertThat(board.card(STRANGERS, opened.event().partnershipId())).isEmpty();
    }

    @Test
    void hearingEverythingTwiceChangesNothing() {
        var story = new Story(WorkspaceId.of("models-twice"));
        var lublin = OrganisationId.next();
        var boston = OrganisationId.next();
        var meeting = MeetingId.next();
        var held = story.held(meeting, lublin, boston, null);
        var opened = story.opened(lublin, boston, meeting, null, due(THAT_DAY, MARTA));

        hear(held, opened, story.registered(boston, "Boston"));
        hear(held, opened, opened);

        var partnership = opened.event().partnershipId();
        assertThat(dashboard
                        .bean(Timeline.class)
                        .of(story.workspace(), partnership)
                        .entries())
                .extracting(TimelineEntry::event)
                .containsExactly(held.event(), opened.event());
        assertThat(dashboard
                        .bean(Timeline.class)
                        .of(story.workspace(), partnership)
                        .entries())
                .extracting(TimelineEntry::byPerson)
                .containsExactly(true, false);
        assertThat(dashboard.bean(Board.class).card(story.workspace(), partnership))
                .hasValueSatisfying(card -> assertThat(card.openFollowUps()).isEqualTo(1));
        assertThat(dashboard.bean(Timeline.class).of(STRANGERS, partnership).entries())
                .isEmpty();
    }

    @Test
    void aTimelineThatIsTooLongIsToldInPartsFromItsEndWithoutGapOrRepetition() {
        var story = new Story(WorkspaceId.of("models-long"));
        var opened = story.opened(
                OrganisationId.next(), OrganisationId.next(), MeetingId.next(), null, due(THAT_DAY, MARTA));
        var partnership = opened.event().partnershipId();
        var second = handedOver(story, partnership, 1);
        hear(opened, second);
        for (int number = 2; number < Timeline.MOST_ENTRIES; number++) {
            hear(handedOver(story, partnership, number));
        }
        var timeline = dashboard.bean(Timeline.class);

        var whole = timeline.of(story.workspace(), partnership);

        assertThat(whole.earlier()).isNull();
        assertThat(whole.entries()).hasSize(Timeline.MOST_ENTRIES);
        assertThat(whole.entries().getFirst().event()).isEqualTo(opened.event());

        hear(handedOver(story, partnership, Timeline.MOST_ENTRIES));
        var cut = timeline.of(story.workspace(), partnership);

        assertThat(cut.earlier()).isNotNull();
        assertThat(cut.entries()).hasSize(Timeline.MOST_ENTRIES);
        assertThat(cut.entries().getFirst().event()).isEqualTo(second.event());

        var first = timeline.of(story.workspace(), partnership, cut.earlier());

        assertThat(first.earlier()).isNull();
        assertThat(first.entries()).extracting(TimelineEntry::event).containsExactly(opened.event());
        assertThat(timeline.of(STRANGERS, partnership, cut.earlier()).entries()).isEmpty();
    }

    @Test
    void eventsOfOneMomentAreToldOnceAlsoWhereAPartOfTheTimelineEndsAmongThem() {
        var story = new Story(WorkspaceId.of("models-moment"));
        var ours = OrganisationId.next();
        var partner = OrganisationId.next();
        var opened = story.opened(ours, partner, MeetingId.next(), null, due(THAT_DAY, MARTA));
        var partnership = opened.event().partnershipId();
        hear(opened);
        // A history of its own each: of one moment, and of one sequence number.
        for (int number = 0; number < 10; number++) {
            hear(story.held(MeetingId.next(), ours, partner, null));
        }
        for (int number = 0; number < Timeline.MOST_ENTRIES - 5; number++) {
            hear(handedOver(story, partnership, 1));
        }
        var timeline = dashboard.bean(Timeline.class);

        var latest = timeline.of(story.workspace(), partnership);
        var before = timeline.of(story.workspace(), partnership, latest.earlier());

        assertThat(before.entries()).hasSize(6);
        assertThat(before.earlier()).isNull();
        assertThat(Stream.concat(before.entries().stream(), latest.entries().stream())
                        .map(TimelineEntry::eventId))
                .hasSize(Timeline.MOST_ENTRIES + 6)
                .doesNotHaveDuplicates();
    }

    @Test
    void aPlaceInATimelineThatIsNoneIsRefused() {
        var timeline = dashboard.bean(Timeline.class);
        var partnership = new PartnershipId(MeetingId.next().value());
        var cursors = new Cursor("timeline", 4);

        for (var invented : List.of(
                "nonsense",
                new Cursor("timeline", 2).after("1", "2"),
                cursors.after("then", "0", "1", "id"),
                cursors.after("+1000000000-12-31T23:59:59Z", "0", "1", "id"))) {
            assertThatThrownBy(() -> timeline.of(STRANGERS, partnership, invented))
                    .isInstanceOf(MalformedRequest.class);
        }
    }

    private static EventEnvelope<OwnerChanged> handedOver(Story story, PartnershipId partnership, int at) {
        return story.next(partnership.value(), new OwnerChanged(partnership, JAN, List.of(), NOON.plusSeconds(at)));
    }

    @Test
    void theQueueHasThreeGroupsAndPagesWithoutGapOrRepetition() {
        var story = new Story(WorkspaceId.of("models-queue"));
        var lublin = OrganisationId.next();
        var today = THAT_DAY;
        for (int number = 0; number < 4; number++) {
            hear(story.opened(
                    lublin,
                    OrganisationId.next(),
                    MeetingId.next(),
                    null,
                    due(today.minusDays(1), MARTA),
                    due(today, MARTA),
                    due(today.plusDays(7), MARTA),
                    due(today.plusDays(8 + number), MARTA),
                    due(today, JAN)));
        }
        var queue = dashboard.bean(FollowUpQueue.class);

        var martas = queue.of(story.workspace(), MARTA, today);

        assertThat(List.of(martas.lateCount(), martas.todayCount(), martas.next7Count()))
                .containsOnly(4L);
        assertThat(martas.due()).isEqualTo(8);
        assertThat(martas.late()).hasSize(4).extracting(FollowUpRow::dueOn).containsOnly(today.minusDays(1));
        assertThat(martas.next7()).extracting(FollowUpRow::owner).containsOnly(MARTA);
        assertThat(martas.afterwards()).extracting(FollowUpRow::dueOn).isEqualTo(today.plusDays(8));
        assertThat(queue.due(story.workspace(), JAN, today)).isEqualTo(4);

        var seen = new ArrayList<FollowUpRow>();
        var page = queue.page(story.workspace(), null, null, today, 3, null);
        while (true) {
            seen.addAll(page.items());
            var next = page.next();
            if (next == null) {
                break;
            }
            assertThat(page.items()).hasSize(3);
            page = queue.page(story.workspace(), null, null, today, 3, next);
        }
        assertThat(seen)
                .hasSize(20)
                .isSortedAccordingTo((one, two) -> one.dueOn().compareTo(two.dueOn()));
        assertThat(new HashSet<>(seen)).hasSize(20);
        assertThat(queue.page(story.workspace(), JAN, Group.TODAY, today, 50, null)
                        .items())
                .hasSize(4);
        assertThat(queue.page(STRANGERS, null, null, today, 50, null).items()).isEmpty();
    }

    @Test
    void theMissionReportCountsFromWhatHappened() {
        var story = new Story(WorkspaceId.of("models-report"));
        var lublin = OrganisationId.next();
        var lodz = OrganisationId.next();
        var wistar = OrganisationId.next();
        var massBio = OrganisationId.next();
        var mission = MissionId.next();
        var missed = MeetingId.next();
        // The programme and the meetings come before the mission, and the mission before the names.
        hear(
                story.next(
                        mission.value(),
                        new ProgrammeItemAdded(
                                mission,
                                ProgrammeItemId.next(),
                                ProgrammeItemKind.VISIT,
                                THAT_DAY.minusDays(1),
                                "Philadelphia, PA",
                                WASHINGTON,
                                wistar,
                                NOON)),
                story.held(MeetingId.next(), lublin, wistar, mission),
                story.held(MeetingId.next(), lublin, massBio, mission),
                story.held(MeetingId.next(), lodz, massBio, mission),
                story.held(MeetingId.next(), lodz, wistar, null),
                story.next(
                        missed.value(),
                        new MeetingMissed(
                                missed,
                                story.partnership(lodz, wistar),
                                lodz,
                                wistar,
                                MeetingKind.C2C,
                                new MissionFacts(mission, MARTA, List.of()),
                                THAT_DAY,
                                Side.THEIRS,
                                MARTA,
                                NOON)),
                story.opened(lublin, wistar, MeetingId.next(), mission, due(THAT_DAY, MARTA)),
                story.opened(lublin, massBio, MeetingId.next(), null, due(THAT_DAY, MARTA), due(THAT_DAY, JAN)),
                story.next(
                        mission.value(),
                        new MissionPlanned(
                                mission,
                                "usa-2017",
                                "Mission to the USA",
                                MissionType.OUTGOING,
                                THAT_DAY.minusDays(1),
                                THAT_DAY.plusDays(3),
                                WASHINGTON,
                                MARTA,
                                List.of(lublin, lodz),
                                List.of(),
                                NOON)));
        hear(story.registered(lublin, "Lublin"), story.registered(lodz, "Łódź"), story.registered(wistar, "Wistar"));
        var report = dashboard.bean(MissionReport.class);

        var figures = report.of(story.workspace(), mission).orElseThrow();

        assertThat(figures.clusters()).isEqualTo(2);
        assertThat(figures.partners()).isEqualTo(2);
        assertThat(figures.meetingsHeld()).isEqualTo(3);
        assertThat(figures.noShows()).isEqualTo(1);
        assertThat(figures.visitsByDay()).isEqualTo(Map.of(THAT_DAY.minusDays(1), 1L));
        assertThat(figures.partnershipsByStage()).isEqualTo(Map.of(Stage.MET, 2L));
        assertThat(figures.openFollowUps()).isEqualTo(3);
        assertThat(figures.programme()).singleElement().satisfies(row -> {
            assertThat(row.city()).isEqualTo("Philadelphia, PA");
            assertThat(row.host()).isNotNull();
        });
        assertThat(figures.met())
                .hasSize(3)
                .extracting(pair -> pair.ours().name())
                .contains("Lublin", "Łódź");
        assertThat(report.of(STRANGERS, mission)).isEmpty();
        assertThat(dashboard.bean(Missions.class).list(story.workspace()))
                .singleElement()
                .satisfies(row -> assertThat(row.name()).isEqualTo("Mission to the USA"));
        assertThat(dashboard.bean(Missions.class).list(STRANGERS)).isEmpty();
    }

    @Test
    void aNameIsFoundWhateverItsAccentsAndOperatorsInItAreText() {
        var story = new Story(WorkspaceId.of("models-names"));
        hear(
                story.registered(OrganisationId.next(), "Klaster Żółty Łódź"),
                story.registered(OrganisationId.next(), "Wistar (Institute)"));
        var organisations = dashboard.bean(Organisations.class);

        assertThat(organisations.search(story.workspace(), "zolty lodz", 10)).hasSize(1);
        assertThat(organisations.search(story.workspace(), "(inst", 10)).hasSize(1);
        assertThat(organisations.search(story.workspace(), ".*", 10)).isEmpty();
        assertThat(organisations.search(STRANGERS, "wistar", 10)).isEmpty();
    }

    @Test
    void aWholeNameIsToldFromOnesThatItIsAPartOf() {
        var story = new Story(WorkspaceId.of("models-whole-names"));
        var lodz = OrganisationId.next();
        hear(
                story.registered(OrganisationId.next(), "Biotech Łódź"),
                story.registered(lodz, "Łódź"),
                story.registered(OrganisationId.next(), "Łódź (Biotech)"));
        var organisations = dashboard.bean(Organisations.class);

        assertThat(organisations.bearing(story.workspace(), " lodz", 10))
                .extracting(Party::id)
                .containsExactly(lodz);
        assertThat(organisations.bearing(story.workspace(), "łó", 10)).isEmpty();
        assertThat(organisations.bearing(STRANGERS, "Łódź", 10)).isEmpty();
    }

    @Test
    void everyQuestionNamesItsWorkspaceAndHasAnIndex() {
        var workspace = WorkspaceId.of("models-indexes");
        var story = new Story(workspace);
        var mission = MissionId.next();
        hear(
                story.opened(
                        OrganisationId.next(), OrganisationId.next(), MeetingId.next(), mission, due(THAT_DAY, JAN)),
                story.next(
                        mission.value(),
                        new MissionPlanned(
                                mission,
                                null,
                                "A mission",
                                MissionType.OUTGOING,
                                THAT_DAY,
                                THAT_DAY,
                                WASHINGTON,
                                MARTA,
                                List.of(OrganisationId.next()),
                                List.of(),
                                NOON)));
        var questions = dashboard.bean(Questions.class);
        questions.forget();

        var board = dashboard.bean(Board.class);
        assertThat(board.columns(workspace, Board.Filter.NONE)).isNotEmpty();
        assertThat(board.columns(workspace, new Board.Filter(MARTA, null, null)))
                .isNotEmpty();
        assertThat(board.columns(workspace, new Board.Filter(null, null, mission)))
                .isNotEmpty();
        var queue = dashboard.bean(FollowUpQueue.class);
        assertThat(queue.of(workspace, JAN, THAT_DAY).todayCount()).isEqualTo(1);
        assertThat(queue.page(workspace, null, Group.TODAY, THAT_DAY, 10, null).items())
                .hasSize(1);
        assertThat(dashboard.bean(MissionReport.class).of(workspace, mission)).isPresent();
        assertThat(dashboard.bean(Missions.class).list(workspace)).hasSize(1);
        assertThat(dashboard.bean(Organisations.class).search(workspace, "x", 10))
                .isEmpty();
        assertThat(dashboard.bean(Organisations.class).bearing(workspace, "x", 10))
                .isEmpty();
        assertThat(dashboard
                        .bean(Timeline.class)
                        .of(workspace, story.partnership(OrganisationId.next(), OrganisationId.next()))
                        .entries())
                .isEmpty();

        var asked = questions.asked().stream()
                .filter(question -> Generation.INDEXES.containsKey(
                        question.getString(question.getFirstKey()).getValue()))
                .toList();
        assertThat(asked).hasSizeGreaterThan(10);
        assertThat(asked).allSatisfy(question -> {
            var fields = fields(filter(question));
            assertThat(fields).contains("workspace");
            assertThat(fields.contains("_id") || hasIndex(question, fields))
                    .as("an index for %s", question)
                    .isTrue();
        });
    }

    static BsonDocument filter(BsonDocument question) {
        if (question.containsKey("pipeline")) {
            return question.getArray("pipeline").getFirst().asDocument().getDocument("$match");
        }
        return question.containsKey("filter") ? question.getDocument("filter") : question.getDocument("query");
    }

    static Set<String> fields(BsonDocument filter) {
        var fields = new HashSet<String>();
        filter.forEach((name, value) -> {
            if (name.equals("$and")) {
                value.asArray().forEach(one -> fields.addAll(fields(one.asDocument())));
            } else {
                fields.add(name);
            }
        });
        return fields;
    }

    /** One that begins with the workspace and goes on with a field of the filter, where the filter has one. */
    static boolean hasIndex(BsonDocument question, Set<String> fields) {
        var kind = question.getString(question.getFirstKey()).getValue();
        return Generation.INDEXES.getOrDefault(kind, List.of()).stream()
                .map(index -> List.copyOf(index.getKeys().toBsonDocument().keySet()))
                .anyMatch(keys ->
                        keys.getFirst().equals("workspace") && (fields.size() == 1 || fields.contains(keys.get(1))));
    }
}
