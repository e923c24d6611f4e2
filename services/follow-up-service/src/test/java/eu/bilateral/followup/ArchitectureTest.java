package eu.bilateral.followup;

import eu.bilateral.kernel.testing.HouseRules;
import eu.bilateral.kernel.testing.HouseRules.Room;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    @Test
    void theHouseStands() {
        HouseRules.of("eu.bilateral.followup", Room.values()).check();
    }
}
