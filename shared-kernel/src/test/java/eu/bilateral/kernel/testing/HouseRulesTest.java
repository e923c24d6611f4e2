package eu.bilateral.kernel.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import eu.bilateral.kernel.testing.HouseRules.Room;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HouseRulesTest {

    static final JavaClasses BROKEN_HOUSE = new ClassFileImporter().importPackages("eu.bilateral.brokenhouse");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "rules need no framework",
                "adapters look inwards",
                "no adapter and no technology",
                "only domain and application have public types",
                "the clock is a bean",
                "nothing is published but from the outbox",
                "a client without the credentials",
                "such a name says nothing"
            })
    void eachWallStopsWhoWalksThroughIt(String wall) {
        var rules = HouseRules.of(
                "eu.bilateral.brokenhouse", BROKEN_HOUSE, Room.DOMAIN, Room.APPLICATION, Room.WEB, Room.PERSISTENCE);

        assertThat(rules.violations()).anyMatch(report -> report.contains(wall));
    }

    @ParameterizedTest
    @CsvSource({
        "only what its parts are made of is public, brokenhouse.web.board.TreatyBoard",
        "and never each other, brokenhouse.web.report.TreatyReport",
        "and never each other, brokenhouse.web.page.TreatyPage",
        "answers no request, brokenhouse.web.page.TreatyPage",
        "belongs to a part of it, brokenhouse.web.TreatyController"
    })
    void eachWallOfADividedRoomStopsWhoWalksThroughIt(String wall, String who) {
        var rules = HouseRules.of("eu.bilateral.brokenhouse", BROKEN_HOUSE, Room.WEB)
                .dividing(Room.WEB, "page");

        assertThat(rules.violations()).anyMatch(report -> report.contains(wall) && report.contains(who));
    }

    @Test
    void aPartOfARoomThatIsNotThereIsNoticed() {
        var rules = HouseRules.of("eu.bilateral.brokenhouse", BROKEN_HOUSE, Room.WEB)
                .dividing(Room.WEB, "pgae");

        assertThatThrownBy(rules::violations).isInstanceOf(AssertionError.class);
    }

    @Test
    void aMisspeltPackageIsNoticed() {
        assertThatThrownBy(
                        () -> HouseRules.of("eu.bilateral.meetin", Room.DOMAIN).check())
                .isInstanceOf(AssertionError.class);
    }
}
