package eu.bilateral.contact;

import eu.bilateral.kernel.testing.HouseRules;
import eu.bilateral.kernel.testing.HouseRules.Room;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    @Test
    void theHouseStands() {
        HouseRules.of("eu.bilateral.contact", Room.DOMAIN, Room.APPLICATION, Room.WEB, Room.PERSISTENCE)
                .check();
    }
}
