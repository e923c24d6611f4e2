package eu.bilateral.dashboard;

import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import eu.bilateral.kernel.testing.HouseRules;
import eu.bilateral.kernel.testing.HouseRules.Room;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    @Test
    void theServiceKeepsTheRulesOfTheHouse() {
        HouseRules.of("eu.bilateral.dashboard", Room.WEB, Room.MESSAGING, Room.PERSISTENCE)
                .dividing(Room.WEB, "page")
                .check();
    }

    /** Rooms that no other service has: what is asked, told and kept here stays apart from who asks for it. */
    @Test
    void theRoomsOfTheDoorLookIntoTheseOnly() {
        layeredArchitecture()
                .consideringOnlyDependenciesInLayers()
                .layer("api")
                .definedBy("eu.bilateral.dashboard.api..")
                .layer("gateway")
                .definedBy("eu.bilateral.dashboard.gateway..")
                .layer("messaging")
                .definedBy("eu.bilateral.dashboard.messaging..")
                .layer("persistence")
                .definedBy("eu.bilateral.dashboard.persistence..")
                .layer("projection")
                .definedBy("eu.bilateral.dashboard.projection..")
                .layer("sending")
                .definedBy("eu.bilateral.dashboard.sending..")
                .layer("stream")
                .definedBy("eu.bilateral.dashboard.stream..")
                .layer("web")
                .definedBy("eu.bilateral.dashboard.web..")
                .layer("webhook")
                .definedBy("eu.bilateral.dashboard.webhook..")
                .whereLayer("api")
                .mayOnlyAccessLayers("gateway", "projection", "webhook")
                .whereLayer("gateway")
                .mayNotAccessAnyLayer()
                .whereLayer("messaging")
                .mayOnlyAccessLayers("projection", "webhook")
                .whereLayer("persistence")
                .mayOnlyAccessLayers("projection", "webhook")
                .whereLayer("projection")
                .mayNotAccessAnyLayer()
                .whereLayer("sending")
                .mayOnlyAccessLayers("stream", "webhook")
                .whereLayer("stream")
                .mayNotAccessAnyLayer()
                .whereLayer("web")
                .mayOnlyAccessLayers("gateway", "projection", "stream", "webhook")
                .whereLayer("webhook")
                .mayOnlyAccessLayers("stream")
                .check(new ClassFileImporter()
                        .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                        .importPackages("eu.bilateral.dashboard"));
    }
}
