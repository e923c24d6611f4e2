package eu.bilateral.followup;

import static eu.bilateral.kernel.event.FollowUpKind.ACTION_CALL;
import static eu.bilateral.kernel.event.FollowUpKind.CALL;
import static eu.bilateral.kernel.event.FollowUpKind.INTRODUCE_MEMBER;
import static eu.bilateral.kernel.event.FollowUpKind.OUTCOME_SURVEY;
import static eu.bilateral.kernel.event.FollowUpKind.REVIEW;
import static eu.bilateral.kernel.event.FollowUpKind.SECOND_CONTACT;
import static eu.bilateral.kernel.event.FollowUpKind.SEND_DOCUMENTS;
import static eu.bilateral.kernel.event.FollowUpKind.THANK_YOU;
import static eu.bilateral.kernel.event.Stage.INTEREST_CONFIRMED;
import static eu.bilateral.kernel.event.Stage.MET;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import eu.bilateral.followup.domain.partnership.MeetingRules;
import eu.bilateral.followup.domain.partnership.Meetings2017;
import eu.bilateral.followup.domain.partnership.OpenFollowUp;
import eu.bilateral.followup.domain.partnership.Partnership;
import eu.bilateral.kernel.event.Cause;
import eu.bilateral.kernel.event.CooperationArea;
import eu.bilateral.kernel.event.EventEnvelope;
import eu.bilateral.kernel.event.FollowUpKind;
import eu.bilateral.kernel.event.Interest;
import eu.bilateral.kernel.event.MeetingEvent;
import eu.bilateral.kernel.event.MeetingEvent.MeetingHeld;
import eu.bilateral.kernel.event.MeetingKind;
import eu.bilateral.kernel.event.MissionFacts;
import eu.bilateral.kernel.event.Position;
import eu.bilateral.kernel.event.RecordFacts;
import eu.bilateral.kernel.event.Side;
import eu.bilateral.kernel.event.StepFacts;
import eu.bilateral.kernel.id.AccountId;
import eu.bilateral.kernel.id.EventId;
import eu.bilateral.kernel.id.MeetingId;
import eu.bilateral.kernel.id.MissionId;
import eu.bilateral.kernel.id.OrganisationId;
import eu.bilateral.kernel.id.PartnershipId;
import eu.bilateral.kernel.id.WorkspaceId;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * What the imported mission of May 2017 makes of the board. The rule: each of the 90 meetings was held by a pair of its own,
 * so each opens one partnership; it is at INTEREST_CONFIRMED where both interests are 2 or 3, an area is named and a next
 * step has a date, else at MET. Each meeting asks for the playbook's six follow-ups (thanks, action call, second contact,
 * two reviews, survey) and for its next step where it has one.
 */
class Mission2017Test {

    static final WorkspaceId OFFICE = WorkspaceId.of("mission-office");
    static final MissionFacts MISSION =
            new MissionFacts(MissionId.derivedFrom("usa-2017"), AccountId.of("manager"), List.of());
    static final Instant IMPORTED = Instant.parse("2017-05-23T07:00:00Z");

    final MeetingRules rules = new MeetingRules(Meetings2017.PLANNER);

    @Test
    void theWholeDelegationHasNinetyPartnershipsAndSixHundredAndEightOpenFollowUps() throws IOException {
        var partnerships = imported(row -> true);

        assertThat(partnerships).hasSize(90);
        assertThat(partnerships.stream().collect(groupingBy(Partnership::stage, counting())))
                .isEqualTo(Map.of(INTEREST_CONFIRMED, 23L, MET, 67L));
        assertThat(openIn(partnerships).count()).isEqualTo(90 * 6 + 68).isEqualTo(608);
        assertThat(openIn(partnerships).collect(groupingBy(OpenFollowUp::kind, counting())))
                .isEqualTo(Map.of(
                        THANK_YOU, 90L,
                        ACTION_CALL, 90L,
                        SECOND_CONTACT, 90L,
                        REVIEW, 180L,
                        OUTCOME_SURVEY, 90L,
                        SEND_DOCUMENTS, 23L,
                        CALL, 23L,
                        INTRODUCE_MEMBER, 22L));
        assertThat(openIn(partnerships).map(OpenFollowUp::followUpId).distinct().count())
                .isEqualTo(608);
    }

    @Test
    void lublinAloneHasFivePartnershipsAndThirtyFourOpenFollowUps() throws IOException {
        var partnerships = imported(row -> row[0].equals("klaster-lubelska-medycyna"));

        assertThat(partnerships).hasSize(5);
        assertThat(partnerships.stream().collect(groupingBy(Partnership::stage, counting())))
                .isEqualTo(Map.of(INTEREST_CONFIRMED, 2L, MET, 3L));
        assertThat(openIn(partnerships).count()).isEqualTo(5 * 6 + 4).isEqualTo(34);
    }

    @Test
    void importingTwiceChangesNothing() throws IOException {
        var partnerships = new HashMap<PartnershipId, Partnership>();
        var rows = rows(row -> true);

        rows.forEach(row -> hear(partnerships, row));
        var once = Map.copyOf(partnerships);
        rows.forEach(row -> hear(partnerships, row));

        assertThat(partnerships).isEqualTo(once);
    }

    private List<Partnership> imported(Predicate<String[]> wanted) throws IOException {
        var partnerships = new HashMap<PartnershipId, Partnership>();
        rows(wanted).forEach(row -> hear(partnerships, row));
        return List.copyOf(partnerships.values());
    }

    private void hear(Map<PartnershipId, Partnership> partnerships, String[] row) {
        var held = held(row);
        var told = new EventEnvelope<MeetingEvent>(
                EventId.derivedFrom(held.meetingId().toString()),
                OFFICE,
                held.meetingId().value(),
                new Position(1, 1),
                held.partnershipId().toString(),
                Cause.begins(new UUID(20, 17)),
                held);
        rules.on(partnerships.get(held.partnershipId()), told)
                .ifPresent(change -> partnerships.put(held.partnershipId(), change.partnership()));
    }

    private static MeetingHeld held(String[] row) {
        assertThat(row[3]).isEqualTo("HELD");
        var ours = OrganisationId.derivedFrom(row[0]);
        var partner = OrganisationId.derivedFrom(row[1]);
        return new MeetingHeld(
                MeetingId.derivedFrom(row[0], row[1], row[2]),
                PartnershipId.of(OFFICE, ours, partner),
                ours,
                partner,
                MeetingKind.C2C,
                MISSION,
                LocalDate.parse(row[2]),
                null,
                ZoneId.of("America/New_York"),
                new RecordFacts(
                        Interest.of(Integer.parseInt(row[4])),
                        Interest.of(Integer.parseInt(row[5])),
                        row[6].isBlank() ? List.of() : List.of(CooperationArea.RESEARCH_AND_DEVELOPMENT),
                        List.of(),
                        nextStep(row)),
                null,
                IMPORTED);
    }

    private static @Nullable StepFacts nextStep(String[] row) {
        if (row[7].isBlank()) {
            return null;
        }
        var kind = row[7].startsWith("Send")
                ? SEND_DOCUMENTS
                : row[7].startsWith("Arrange a call")
                        ? CALL
                        : row[7].startsWith("Introduce") ? INTRODUCE_MEMBER : FollowUpKind.OTHER;
        return new StepFacts(kind, LocalDate.parse(row[8]), Side.OURS, null);
    }

    private static Stream<OpenFollowUp> openIn(List<Partnership> partnerships) {
        return partnerships.stream().flatMap(partnership -> partnership.open().stream());
    }

    private static List<String[]> rows(Predicate<String[]> wanted) throws IOException {
        try (var file =
                Objects.requireNonNull(Mission2017Test.class.getResourceAsStream("/mission-2017/c2c-meetings.csv"))) {
            return new String(file.readAllBytes(), UTF_8)
                    .lines()
                    .skip(1)
                    .map(line -> line.split(",", -1))
                    .filter(wanted)
                    .toList();
        }
    }
}
