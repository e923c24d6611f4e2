package eu.bilateral.dashboard.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.ConnectionString;
import com.mongodb.client.MongoClients;
import eu.bilateral.kernel.testing.AlsoOnRealParts;
import eu.bilateral.kernel.testing.TestStore;
import java.time.Instant;
import java.util.Objects;
import org.junit.jupiter.api.Test;

@AlsoOnRealParts
class GenerationsStoreTest {

    static final Instant NOON = Instant.parse("2030-03-01T12:00:00Z");

    @Test
    void sinceWhenAGenerationIsOldIsKnownHoweverItCameToBe() {
        var uri = new ConnectionString(TestStore.freshDatabase());
        try (var client = MongoClients.create(uri)) {
            var generations = new MongoGenerations(client.getDatabase(Objects.requireNonNull(uri.getDatabase())));
            assertThat(generations.begin(NOON)).isTrue();
            generations.abandon(2, "Something came into the quarantine", NOON.plusSeconds(5));
            assertThat(generations.plan().old()).isEqualTo(2);
            assertThat(generations.plan().oldSince()).isEqualTo(NOON.plusSeconds(5));

            generations.forget(2);
            assertThat(generations.begin(NOON.plusSeconds(30))).isTrue();
            assertThat(generations.switchTo(3, NOON.plusSeconds(60))).isTrue();
            assertThat(generations.plan().old()).isEqualTo(1);
            assertThat(generations.plan().oldSince()).isEqualTo(NOON.plusSeconds(60));

            generations.forget(1);
            assertThat(generations.begin(NOON.plusSeconds(90))).isTrue();
            generations.abandon(4, "Something came into the quarantine", NOON.plusSeconds(95));
            assertThat(generations.plan().oldSince()).isEqualTo(NOON.plusSeconds(95));
        }
    }
}
