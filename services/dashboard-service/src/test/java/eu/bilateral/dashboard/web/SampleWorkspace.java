package eu.bilateral.dashboard.web;

import eu.bilateral.dashboard.projection.Board;
import eu.bilateral.dashboard.projection.Card;
import eu.bilateral.dashboard.projection.Column;
import eu.bilateral.dashboard.projection.FollowUpQueue;
import eu.bilateral.dashboard.projection.FollowUpRow;
import eu.bilateral.dashboard.projection.MissionFigures;
import eu.bilateral.dashboard.projection.MissionFigures.MetPair;
import eu.bilateral.dashboard.projection.MissionFigures.ProgrammeRow;
import eu.bilateral.dashboard.projection.MissionReport;
import eu.bilateral.dashboard.projection.Missions;
import eu.bilateral.dashboard.projection.OrganisationDocument;
import eu.bilateral.dashboard.projection.Organisations;
import eu.bilateral.dashboard.projection.Party;
import eu.bilateral.dashboard.projection.Queue;
import eu.bilateral.dashboard.projection.Timeline;
import eu.bilateral.dashboard.projection.TimelineEntry;
import eu.bilateral.kernel.command.Page;
import eu.bilateral.kernel.event.CooperationArea;
import eu.bilateral.kernel.event.DomainEvent;
import eu.bilateral.kernel.event.FollowUpEvent;
import eu.bilateral.kernel.event.FollowUpKind;
import eu.bilateral.kernel.event.FollowUpOrigin;
import eu.bilateral.kernel.event.Interest;
import eu.bilateral.kernel.event.MeetingEvent;
import eu.bilateral.kernel.event.MeetingKind;
import eu.bilateral.kernel.event.MissionType;
import eu.bilateral.kernel.event.PlannedFollowUp;
import eu.bilateral.kernel.event.ProgrammeItemKind;
import eu.bilateral.kernel.event.RecordFacts;
import eu.bilateral.kernel.event.Side;
import eu.bilateral.kernel.event.Stage;
import eu.bilateral.kernel.event.StageMove;
import eu.bilateral.kernel.event.StepFacts;
import eu.bilateral.kernel.id.AccountId;
import eu.bilateral.kernel.id.DerivedUuid;
import eu.bilateral.kernel.id.EventId;
import eu.bilateral.kernel.id.FollowUpId;
import eu.bilateral.kernel.id.MeetingId;
import eu.bilateral.kernel.id.MissionId;
import eu.bilateral.kernel.id.OrganisationId;
import eu.bilateral.kernel.id.PartnershipId;
import eu.bilateral.kernel.id.WorkspaceId;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A mission's office in the week after its mission, for looking at pages and testing them. */
public final class SampleWorkspace implements Board, Organisations, FollowUpQueue, Missions, MissionReport, Timeline {

    public static final WorkspaceId OFFICE = WorkspaceId.of("mission-office");
    public static final AccountId MANAGER = AccountId.of("manager");
    static final AccountId DEVELOPER = AccountId.of("maria.sowa");
    public static final ZoneId LUBLIN = ZoneId.of("Europe/Warsaw");
    public static final Instant NINE_ON_TUESDAY = Instant.parse("2017-05-23T07:04:00Z");
    public static final LocalDate TUESDAY = LocalDate.of(2017, 5, 23);
    static final Clock CLOCK = Clock.fixed(NINE_ON_TUESDAY, LUBLIN);
    static final MissionId MISSION = new MissionId(DerivedUuid.of("sample", "mission"));
    static final MissionId AHEAD = new MissionId(DerivedUuid.of("sample", "a mission that is still ahead"));

    private static final List<String> CLUSTERS = List.of(
            "Klaster Lubelska Medycyna",
            "Klaster Bioenergia dla Regionu",
            "Life Science Cluster Kraków",
            "BioPark Barcelona",
            "Cap Digital",
            "Medicen Paris Region",
            "Silesia Automotive & Advanced Manufacturing",
            "Health Cluster Portugal");
    private static final List<FollowUpKind> KINDS = List.of(
            FollowUpKind.CALL,
            FollowUpKind.SEND_DOCUMENTS,
            FollowUpKind.INTRODUCE_MEMBER,
            FollowUpKind.THANK_YOU,
            FollowUpKind.SECOND_CONTACT);

    /** A card whose timeline has a first event that is not told with the others. */
    static final Card TALKED_OF_FOR_LONG = card(25, Stage.NURTURE, 30, TUESDAY.plusDays(60));

    /** The place of that event. */
    static final String EARLIER = "ZWFybGllcg";

    private final Map<PartnershipId, Card> cards;

    SampleWorkspace() {
        cards = sampleCards().stream().collect(Collectors.toMap(Card::id, Function.identity()));
    }

    static Party ours(int number) {
        var name = CLUSTERS.get(number % CLUSTERS.size());
        return new Party(
                new OrganisationId(DerivedUuid.of("sample", name)),
                name,
                "PL",
                "Lublin",
                List.of("medicine", "biotechnology"));
    }

    static Party partner(int number) {
        var name = number == 0 ? "The Wistar Institute" : "US partner %02d".formatted(number);
        return new Party(
                new OrganisationId(DerivedUuid.of("sample", name)),
                name,
                "US",
                "Philadelphia",
                List.of("biotechnology"));
    }

    /** One whose name stands in those of eleven others, which come before it. */
    static final Party NAMESAKE = named("Zürich Biotech");

    private static final List<Party> CHAPTERS = IntStream.range(0, 11)
            .mapToObj(number -> named("Chapter %02d of the Zürich Biotech".formatted(number)))
            .toList();

    private static Party named(String name) {
        return new Party(new OrganisationId(DerivedUuid.of("sample", name)), name, "CH", "Zürich", List.of());
    }

    /** The card of that number, which is always the same pair. */
    public static Card card(int number, Stage stage, int daysInStage, @Nullable LocalDate due) {
        var ours = ours(number);
        var partner = partner(number % 14);
        var id = PartnershipId.of(OFFICE, ours.id(), partner.id());
        var owner = number % 3 == 0 ? DEVELOPER : MANAGER;
        var next = due == null
                ? null
                : new FollowUpRow(
                        new FollowUpId(DerivedUuid.of("sample", id.toString(), "follow-up")),
                        id,
                        ours,
                        partner,
                        KINDS.get(number % KINDS.size()),
                        FollowUpOrigin.RECORD,
                        due,
                        owner,
                        owner,
                        null);
        var areas = CooperationArea.values();
        return new Card(
                id,
                ours,
                partner,
                stage,
                TUESDAY.minusDays(daysInStage),
                owner,
                stage == Stage.MEETING_AGREED ? null : Interest.of(1 + number % 3),
                stage == Stage.MEETING_AGREED ? null : Interest.of((number + 1) % 4),
                List.of(areas[number % areas.length], areas[(number + 3) % areas.length]),
                next,
                next == null ? 0 : 3,
                MISSION,
                4);
    }

    /** A pair that is to meet today, with nothing to do for it but that. */
    private static Card agreed(int number) {
        var card = card(number, Stage.MEETING_AGREED, 2, TUESDAY);
        var hold = new FollowUpRow(
                new FollowUpId(DerivedUuid.of("sample", card.id().toString(), "hold")),
                card.id(),
                card.ours(),
                card.partner(),
                FollowUpKind.HOLD_MEETING,
                FollowUpOrigin.PLAYBOOK,
                TUESDAY,
                card.owner(),
                card.owner(),
                SampleServices.MEETING);
        return new Card(
                card.id(),
                card.ours(),
                card.partner(),
                card.stage(),
                card.stageSince(),
                card.owner(),
                null,
                null,
                card.areas(),
                hold,
                1,
                MISSION,
                4);
    }

    private static List<Card> sampleCards() {
        var all = new ArrayList<Card>();
        for (int number = 0; number < 14; number++) {
            all.add(card(number, Stage.MET, 1 + number % 9, TUESDAY.plusDays(number - 3)));
        }
        for (int number = 14; number < 22; number++) {
            all.add(card(number, Stage.INTEREST_CONFIRMED, number - 10, TUESDAY.plusDays(number - 14)));
        }
        all.add(card(22, Stage.SCOPING, 47, TUESDAY.plusDays(9)));
        all.add(card(23, Stage.SCOPING, 12, TUESDAY.plusDays(16)));
        all.add(card(24, Stage.AGREEMENT_DRAFTED, 8, TUESDAY.plusDays(3)));
        all.add(TALKED_OF_FOR_LONG);
        all.add(card(26, Stage.CLOSED_NO_FIT, 4, null));
        all.add(agreed(28));
        return all;
    }

    /** Whether the meeting of each pair has been taken back. */
    public boolean takenBack;

    @Override
    public List<Column> columns(WorkspaceId workspace, Filter filter) {
        return Arrays.stream(Stage.values())
                .map(stage -> {
                    var here = cards.values().stream()
                            .filter(card -> card.stage() == stage)
                            .filter(card ->
                                    filter.owner() == null || filter.owner().equals(card.owner()))
                            .sorted(Comparator.comparing(card -> card.nextStep() == null
                                    ? LocalDate.MAX
                                    : card.nextStep().dueOn()))
                            .toList();
                    return new Column(stage, here.size(), here);
                })
                .toList();
    }

    @Override
    public Optional<Card> card(WorkspaceId workspace, PartnershipId partnershipId) {
        return workspace.equals(OFFICE) ? Optional.ofNullable(cards.get(partnershipId)) : Optional.empty();
    }

    @Override
    public List<Card> of(WorkspaceId workspace, Collection<OrganisationId> sides, int most) {
        return cards.values().stream()
                .filter(card -> sides.contains(card.partner().id())
                        || sides.contains(card.ours().id()))
                .limit(most)
                .toList();
    }

    @Override
    public List<AccountId> owners(WorkspaceId workspace) {
        return cards.values().stream().map(Card::owner).distinct().toList();
    }

    @Override
    public List<Party> search(WorkspaceId workspace, String text, int limit) {
        return parties()
                .filter(party -> folded(party).contains(OrganisationDocument.fold(text)))
                .sorted(Comparator.comparing(SampleWorkspace::folded))
                .limit(limit)
                .toList();
    }

    @Override
    public List<Party> bearing(WorkspaceId workspace, String name, int limit) {
        return parties()
                .filter(party -> folded(party).equals(OrganisationDocument.fold(name)))
                .limit(limit)
                .toList();
    }

    private static String folded(Party party) {
        return OrganisationDocument.fold(party.name());
    }

    private static Stream<Party> parties() {
        return Stream.of(
                        IntStream.range(0, CLUSTERS.size()).mapToObj(SampleWorkspace::ours),
                        IntStream.range(0, 14).mapToObj(SampleWorkspace::partner),
                        CHAPTERS.stream(),
                        Stream.of(NAMESAKE))
                .flatMap(Function.identity());
    }

    @Override
    public Map<OrganisationId, Party> named(WorkspaceId workspace, Collection<OrganisationId> ids) {
        return parties().filter(party -> ids.contains(party.id())).collect(Collectors.toMap(Party::id, party -> party));
    }

    private List<FollowUpRow> rows(@Nullable AccountId owner) {
        return cards.values().stream()
                .map(Card::nextStep)
                .filter(row -> row != null && (owner == null || owner.equals(row.owner())))
                .sorted(Comparator.comparing(row -> row.dueOn()))
                .toList();
    }

    @Override
    public Queue of(WorkspaceId workspace, @Nullable AccountId owner, LocalDate today) {
        var rows = rows(owner);
        var late = rows.stream().filter(row -> row.dueOn().isBefore(today)).toList();
        var due = rows.stream().filter(row -> row.dueOn().equals(today)).toList();
        var next = rows.stream()
                .filter(row -> row.dueOn().isAfter(today) && !row.dueOn().isAfter(today.plusDays(7)))
                .toList();
        var afterwards = rows.stream()
                .filter(row -> row.dueOn().isAfter(today.plusDays(7)))
                .findFirst();
        return new Queue(late, due, next, late.size(), due.size(), next.size(), afterwards.orElse(null));
    }

    @Override
    public long due(WorkspaceId workspace, AccountId owner, LocalDate today) {
        return of(workspace, owner, today).due();
    }

    @Override
    public Page<FollowUpRow> page(
            WorkspaceId workspace,
            @Nullable AccountId owner,
            @Nullable Group group,
            LocalDate today,
            int limit,
            @Nullable String cursor) {
        return new Page<>(rows(owner).stream().limit(limit).toList(), null);
    }

    @Override
    public List<MissionRow> list(WorkspaceId workspace) {
        return List.of(new MissionRow(
                MISSION,
                "usa-2017",
                "Cluster mission to the USA 2017",
                MissionType.OUTGOING,
                LocalDate.of(2017, 5, 15),
                LocalDate.of(2017, 5, 19),
                ZoneId.of("America/New_York")));
    }

    @Override
    public Optional<MissionFigures> of(WorkspaceId workspace, MissionId missionId) {
        if (missionId.equals(AHEAD)) {
            return Optional.of(new MissionFigures(
                    missionId,
                    "A mission that is still ahead",
                    MissionType.OUTGOING,
                    LocalDate.of(2017, 9, 4),
                    LocalDate.of(2017, 9, 8),
                    0,
                    0,
                    0,
                    0,
                    new TreeMap<>(),
                    new TreeMap<>(),
                    0,
                    List.of(),
                    List.of()));
        }
        var stages = new TreeMap<Stage, Long>();
        cards.values().forEach(card -> stages.merge(card.stage(), 1L, Long::sum));
        var programme = new ArrayList<ProgrammeRow>();
        for (int visit = 0; visit < 8; visit++) {
            programme.add(new ProgrammeRow(
                    LocalDate.of(2017, 5, 15), "Philadelphia, PA", ProgrammeItemKind.VISIT, partner(visit)));
        }
        programme.add(new ProgrammeRow(LocalDate.of(2017, 5, 16), "Washington, DC", ProgrammeItemKind.C2C_BLOCK, null));
        for (int visit = 0; visit < 8; visit++) {
            programme.add(new ProgrammeRow(
                    LocalDate.of(2017, 5, 18 + visit / 5),
                    "Cambridge, MA",
                    ProgrammeItemKind.VISIT,
                    partner(visit + 3)));
        }
        var met = cards.values().stream()
                .map(card -> new MetPair(card.id(), card.ours(), card.partner(), List.of(MeetingId.next())))
                .toList();
        var visits = new TreeMap<>(
                Map.of(LocalDate.of(2017, 5, 15), 8L, LocalDate.of(2017, 5, 18), 5L, LocalDate.of(2017, 5, 19), 3L));
        return Optional.of(new MissionFigures(
                missionId,
                "Cluster mission to the USA 2017",
                MissionType.OUTGOING,
                LocalDate.of(2017, 5, 15),
                LocalDate.of(2017, 5, 19),
                19,
                13,
                90,
                2,
                visits,
                stages,
                148,
                programme,
                met));
    }

    /** What its timeline planned and has not completed. */
    @Override
    public List<PlannedFollowUp> openFollowUps(WorkspaceId workspace, PartnershipId id) {
        var told =
                of(workspace, id).entries().stream().map(TimelineEntry::event).toList();
        var completed = told.stream()
                .filter(FollowUpEvent.FollowUpCompleted.class::isInstance)
                .map(event -> ((FollowUpEvent.FollowUpCompleted) event).followUpId())
                .toList();
        return told.stream()
                .filter(FollowUpEvent.class::isInstance)
                .flatMap(event -> ((FollowUpEvent) event).scheduled().stream())
                .filter(step -> !completed.contains(step.followUpId()))
                .sorted(Comparator.comparing(PlannedFollowUp::dueOn))
                .toList();
    }

    @Override
    public Told of(WorkspaceId workspace, PartnershipId id, @Nullable String before) {
        var card = cards.get(id);
        var all = card == null
                ? List.<TimelineEntry>of()
                : Stream.concat(happened(card).stream(), takenBack ? takenBack(card) : Stream.of())
                        .toList();
        if (!id.equals(TALKED_OF_FOR_LONG.id())) {
            return new Told(all, null);
        }
        return before == null ? new Told(all.subList(1, all.size()), EARLIER) : new Told(all.subList(0, 1), null);
    }

    private static Stream<TimelineEntry> takenBack(Card card) {
        var meeting = new MeetingId(DerivedUuid.of("sample", "meeting"));
        return Stream.of(
                entry(
                        NINE_ON_TUESDAY,
                        "meeting-voided",
                        true,
                        new MeetingEvent.MeetingVoided(
                                meeting,
                                card.id(),
                                card.ours().id(),
                                card.partner().id(),
                                MISSION,
                                NINE_ON_TUESDAY)),
                entry(
                        NINE_ON_TUESDAY,
                        "meeting-detached",
                        false,
                        new FollowUpEvent.MeetingDetached(
                                card.id(), meeting, null, List.of(), List.of(), NINE_ON_TUESDAY)));
    }

    private static List<TimelineEntry> happened(Card card) {
        var id = card.id();
        var meeting = new MeetingId(DerivedUuid.of("sample", "meeting"));
        var record = new RecordFacts(
                Interest.of(3),
                Interest.of(2),
                List.of(CooperationArea.RESEARCH_AND_DEVELOPMENT, CooperationArea.B2B),
                List.of(new StepFacts(FollowUpKind.SEND_DOCUMENTS, TUESDAY.plusDays(1), Side.OURS, null)),
                new StepFacts(FollowUpKind.CALL, TUESDAY.plusDays(3), Side.OURS, null));
        var at = Instant.parse("2017-05-16T14:20:00Z");
        var ours = card.ours().id();
        var partner = card.partner().id();
        var nextStep = card.nextStep();
        var step = nextStep == null ? new FollowUpId(DerivedUuid.of("sample", "x")) : nextStep.followUpId();
        return List.of(
                entry(
                        at,
                        "meeting-held",
                        true,
                        new MeetingEvent.MeetingHeld(
                                meeting,
                                id,
                                ours,
                                partner,
                                MeetingKind.C2C,
                                null,
                                LocalDate.of(2017, 5, 16),
                                at,
                                ZoneId.of("America/New_York"),
                                record,
                                MANAGER,
                                at)),
                entry(
                        at.plusSeconds(1),
                        "lead-opened",
                        false,
                        new FollowUpEvent.LeadOpened(
                                id,
                                ours,
                                partner,
                                Stage.MET,
                                MANAGER,
                                MISSION,
                                meeting,
                                record,
                                List.of(
                                        planned("1", FollowUpKind.THANK_YOU, -5, meeting),
                                        new PlannedFollowUp(
                                                step,
                                                FollowUpKind.CALL,
                                                FollowUpOrigin.RECORD,
                                                TUESDAY.plusDays(3),
                                                MANAGER,
                                                meeting),
                                        planned("2", FollowUpKind.REVIEW, 24, meeting)),
                                List.of(),
                                at.plusSeconds(1))),
                entry(
                        at.plusSeconds(200_000),
                        "follow-up-completed",
                        true,
                        new FollowUpEvent.FollowUpCompleted(
                                id,
                                new FollowUpId(DerivedUuid.of("sample", "1")),
                                MANAGER,
                                null,
                                List.of(),
                                List.of(),
                                at.plusSeconds(200_000))),
                entry(
                        at.plusSeconds(300_000),
                        "stage-moved",
                        true,
                        new FollowUpEvent.StageMoved(
                                id,
                                new StageMove(Stage.MET, Stage.INTEREST_CONFIRMED, 3, MANAGER, null),
                                List.of(),
                                List.of(),
                                at.plusSeconds(300_000))));
    }

    private static PlannedFollowUp planned(String seed, FollowUpKind kind, int days, MeetingId meeting) {
        return new PlannedFollowUp(
                new FollowUpId(DerivedUuid.of("sample", seed)),
                kind,
                FollowUpOrigin.PLAYBOOK,
                TUESDAY.plusDays(days),
                MANAGER,
                meeting);
    }

    private static TimelineEntry entry(Instant at, String type, boolean byPerson, DomainEvent event) {
        return new TimelineEntry(EventId.next(), at, type, byPerson, event);
    }
}
