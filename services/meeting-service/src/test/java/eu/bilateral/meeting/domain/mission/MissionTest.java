package eu.bilateral.meeting.domain.mission;

import static eu.bilateral.meeting.Examples.BILAT;
import static eu.bilateral.meeting.Examples.BIOENERGIA;
import static eu.bilateral.meeting.Examples.LUBLIN;
import static eu.bilateral.meeting.Examples.MANAGER;
import static eu.bilateral.meeting.Examples.NEW_YORK;
import static eu.bilateral.meeting.Examples.NOW;
import static eu.bilateral.meeting.Examples.USA;
import static eu.bilateral.meeting.Examples.USA_MISSION;
import static eu.bilateral.meeting.Examples.USA_PLAN;
import static eu.bilateral.meeting.Examples.WISTAR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

import eu.bilateral.kernel.event.MeetingEvent.MissionChanged;
import eu.bilateral.kernel.event.MeetingEvent.MissionPlanned;
import eu.bilateral.kernel.event.MeetingEvent.ProgrammeItemAdded;
import eu.bilateral.kernel.event.MissionFacts;
import eu.bilateral.kernel.event.MissionType;
import eu.bilateral.kernel.event.ProgrammeItemKind;
import eu.bilateral.kernel.id.OrganisationId;
import eu.bilateral.meeting.domain.mission.MissionRefusal.DelegationTooLarge;
import eu.bilateral.meeting.domain.mission.MissionRefusal.MissionDateOutOfRange;
import eu.bilateral.meeting.domain.mission.MissionRefusal.MissionEndsBeforeItStarts;
import eu.bilateral.meeting.domain.mission.MissionRefusal.MissionRefFixed;
import eu.bilateral.meeting.domain.mission.MissionRefusal.ProgrammeFull;
import eu.bilateral.meeting.domain.mission.MissionRefusal.ProgrammeItemAlreadyThere;
import eu.bilateral.meeting.domain.mission.MissionRefusal.ProgrammeItemFarFromMission;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MissionTest {

    static final LocalDate FIRST_DAY = USA_PLAN.startsOn();
    static final ProgrammeItem AT_WISTAR = item(ProgrammeItemKind.VISIT, FIRST_DAY, "Philadelphia, PA", WISTAR);

    @Test
    void planningTellsTheWholeMission() {
        var change = Mission.plan(USA, USA_PLAN, NOW);

        assertThat(change.mission()).isEqualTo(USA_MISSION);
        assertThat(change.event())
                .isEqualTo(new MissionPlanned(
                        USA,
                        "usa-2017",
                        "Mission to the USA",
                        MissionType.OUTGOING,
                        LocalDate.of(2017, 5, 15),
                        LocalDate.of(2017, 5, 19),
                        NEW_YORK,
                        MANAGER,
                        List.of(LUBLIN),
                        List.of(BILAT),
                        NOW));
    }

    @Test
    void aMissionDoesNotEndBeforeItStarts() {
        assertThatExceptionOfType(MissionEndsBeforeItStarts.class)
                .isThrownBy(() -> plan("usa-2017", FIRST_DAY, FIRST_DAY.minusDays(1), List.of()));
        assertThatNoException().isThrownBy(() -> plan("usa-2017", FIRST_DAY, FIRST_DAY, List.of()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1989-12-31", "2022-05-24"})
    void aMissionFarFromTodayIsASlipOfThePen(LocalDate day) {
        var plan = plan("usa-2017", day, day, List.of());

        assertThatExceptionOfType(MissionDateOutOfRange.class).isThrownBy(() -> Mission.plan(USA, plan, NOW));
        assertThatExceptionOfType(MissionDateOutOfRange.class).isThrownBy(() -> USA_MISSION.change(plan, NOW));
    }

    @Test
    void changingKeepsTheProgrammeAndTheRef() {
        var mission = USA_MISSION.add(AT_WISTAR, NOW).mission();
        var longer = plan("usa-2017", FIRST_DAY, FIRST_DAY.plusDays(10), List.of(LUBLIN, BIOENERGIA));

        var change = mission.change(longer, NOW);

        assertThat(change.mission()).isEqualTo(new Mission(USA, longer, List.of(AT_WISTAR)));
        assertThat(change.event()).isInstanceOfSatisfying(MissionChanged.class, changed -> {
            assertThat(changed.endsOn()).isEqualTo(FIRST_DAY.plusDays(10));
            assertThat(changed.delegation()).containsExactly(LUBLIN, BIOENERGIA);
        });
        assertThatExceptionOfType(MissionRefFixed.class)
                .isThrownBy(() -> mission.change(plan("usa-2018", FIRST_DAY, FIRST_DAY, List.of()), NOW));
        assertThatExceptionOfType(MissionRefFixed.class)
                .isThrownBy(() -> mission.change(plan(null, FIRST_DAY, FIRST_DAY, List.of()), NOW));
    }

    @Test
    void whoeverMeetsUnderAMissionJoinsItsDelegationOnce() {
        assertThat(USA_MISSION.lacks(List.of(LUBLIN))).isFalse();
        assertThat(USA_MISSION.lacks(List.of(LUBLIN, BIOENERGIA))).isTrue();

        var change = USA_MISSION.join(List.of(LUBLIN, BIOENERGIA), NOW);

        assertThat(change.mission().plan().delegation()).containsExactly(LUBLIN, BIOENERGIA);
        assertThat(change.event())
                .isInstanceOfSatisfying(
                        MissionChanged.class,
                        changed -> assertThat(changed.delegation()).containsExactly(LUBLIN, BIOENERGIA));
    }

    @Test
    void aDelegationHasAtMost500Organisations() {
        var tooMany = plan(
                "usa-2017",
                FIRST_DAY,
                FIRST_DAY,
                Stream.generate(OrganisationId::next).limit(501).toList());

        assertThatExceptionOfType(DelegationTooLarge.class).isThrownBy(() -> Mission.plan(USA, tooMany, NOW));
    }

    @Test
    void onlyThoseNamedAnewMustStillBeOffered() {
        var more = plan("usa-2017", FIRST_DAY, FIRST_DAY, List.of(LUBLIN, BIOENERGIA));

        assertThat(more.namedBeyond(USA_PLAN)).containsExactly(Map.entry("delegation[1]", BIOENERGIA));
        assertThat(USA_PLAN.namedBeyond(null))
                .containsExactly(Map.entry("delegation[0]", LUBLIN), Map.entry("organisers[0]", BILAT));
    }

    @Test
    void addingAnItemTellsWhatWhenAndWhere() {
        var change = USA_MISSION.add(AT_WISTAR, NOW);

        assertThat(change.mission().programme()).containsExactly(AT_WISTAR);
        assertThat(change.event())
                .isEqualTo(new ProgrammeItemAdded(
                        USA,
                        AT_WISTAR.id(),
                        ProgrammeItemKind.VISIT,
                        FIRST_DAY,
                        "Philadelphia, PA",
                        NEW_YORK,
                        WISTAR,
                        NOW));
    }

    @Test
    void theSameItemIsOnTheProgrammeOnlyOnce() {
        var mission = USA_MISSION.add(AT_WISTAR, NOW).mission();
        var again = item(ProgrammeItemKind.VISIT, FIRST_DAY, " philadelphia, pa", WISTAR);
        var nextDay = item(ProgrammeItemKind.VISIT, FIRST_DAY.plusDays(1), "Philadelphia, PA", WISTAR);

        assertThatExceptionOfType(ProgrammeItemAlreadyThere.class).isThrownBy(() -> mission.add(again, NOW));
        assertThatNoException().isThrownBy(() -> mission.add(nextDay, NOW));
    }

    @Test
    void anItemLiesWithinAWeekOfTheMission() {
        assertThatNoException()
                .isThrownBy(
                        () -> USA_MISSION.add(item(ProgrammeItemKind.TRAVEL, FIRST_DAY.minusDays(7), null, null), NOW));
        assertThatExceptionOfType(ProgrammeItemFarFromMission.class)
                .isThrownBy(
                        () -> USA_MISSION.add(item(ProgrammeItemKind.TRAVEL, FIRST_DAY.minusDays(8), null, null), NOW));
    }

    @Test
    void aProgrammeIsFullAt500Items() {
        var full = new Mission(
                USA,
                USA_PLAN,
                IntStream.range(0, 500)
                        .mapToObj(city -> item(ProgrammeItemKind.VISIT, FIRST_DAY, "City " + city, null))
                        .toList());

        assertThatExceptionOfType(ProgrammeFull.class).isThrownBy(() -> full.add(AT_WISTAR, NOW));
    }

    @Test
    void travelDaysAreTheDaysOfTravelItemsInOrder() {
        var mission = new Mission(
                USA,
                USA_PLAN,
                List.of(
                        item(ProgrammeItemKind.TRAVEL, FIRST_DAY.plusDays(5), "Boston", null),
                        AT_WISTAR,
                        item(ProgrammeItemKind.TRAVEL, FIRST_DAY.minusDays(1), "Warsaw", null),
                        item(ProgrammeItemKind.TRAVEL, FIRST_DAY.minusDays(1), "Lublin", null)));

        assertThat(mission.facts())
                .isEqualTo(new MissionFacts(USA, MANAGER, List.of(FIRST_DAY.minusDays(1), FIRST_DAY.plusDays(5))));
    }

    private static ProgrammeItem item(
            ProgrammeItemKind kind, LocalDate date, @Nullable String city, @Nullable OrganisationId host) {
        return ProgrammeItem.of(USA, kind, date, city, NEW_YORK, host);
    }

    private static MissionPlan plan(
            @Nullable String ref, LocalDate startsOn, LocalDate endsOn, List<OrganisationId> delegation) {
        return new MissionPlan(
                ref,
                "Mission to the USA",
                MissionType.OUTGOING,
                startsOn,
                endsOn,
                NEW_YORK,
                MANAGER,
                delegation,
                List.of(BILAT));
    }
}
