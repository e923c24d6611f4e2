package eu.bilateral.dashboard;

import eu.bilateral.kernel.testing.HouseRules;
import eu.bilateral.kernel.testing.HouseRules.Room;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    @Test
    void theServiceKeepsTheRulesOfTheHouse() {
        HouseRules.of("eu.bilateral.dashboard", Room.WEB, Room.MESSAGING, Room.PERSISTENCE)
                .check();
    }
}
