package eu.bilateral.kernel.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.ConnectionString;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import eu.bilateral.kernel.delivery.Quarantine.Kind;
import eu.bilateral.kernel.id.WorkspaceId;
import eu.bilateral.kernel.testing.AlsoOnRealParts;
import eu.bilateral.kernel.testing.TestStore;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@AlsoOnRealParts
class QuarantineTest {

    private static final WorkspaceId WORKSPACE = WorkspaceId.of("lublin");
    private static final String KEY = "000000a1-0000-4000-8000-0000000000a1";
    private static final Clock NOON = Clock.fixed(Instant.parse("2030-03-01T12:00:00Z"), ZoneOffset.UTC);

    private final ConnectionString store = new ConnectionString(TestStore.freshDatabase());
    private final MongoClient client = MongoClients.create(store);
    private final Quarantine quarantine = new Quarantine(
            client.getDatabase(String.valueOf(store.getDatabase())),
            NOON,
            new SimpleMeterRegistry(),
            new IndexGround(true));

    @AfterEach
    void disconnect() {
        client.close();
    }

    @Test
    void theLargestRecordIsParkedWholeAndShownByItsBeginning() {
        var large = "ż".repeat(EventFormat.LARGEST_RECORD / 2);

        quarantine.park(received(large), Kind.POISONED, "malformed-content", "It is no event");

        assertThat(quarantine.first("contact-events", KEY))
                .hasValueSatisfying(kept -> assertThat(kept.value()).isEqualTo(large.getBytes(UTF_8)));
        assertThat(quarantine.list(WORKSPACE, 10))
                .singleElement()
                .satisfies(entry -> assertThat(entry.content()).isEqualTo("ż".repeat(16_000) + "…"));
    }

    @Test
    void whatIsShownEndsWithAWholeCharacter() {
        quarantine.park(received("x" + "😀".repeat(8_000)), Kind.POISONED, "refused", "x" + "😀".repeat(500));

        assertThat(quarantine.list(WORKSPACE, 10)).singleElement().satisfies(entry -> {
            assertThat(entry.content()).isEqualTo("x" + "😀".repeat(7_999) + "…");
            assertThat(entry.reason()).isEqualTo("x" + "😀".repeat(499) + "…");
        });
    }

    @Test
    void whatNamesNoWorkspaceIsInSightOfAllAndItsContentOfNobody() {
        var nobodys = received("{\"name\":\"Klaster\"}");
        nobodys.headers().remove("ce_workspace");

        quarantine.park(nobodys, Kind.POISONED, "missing-attribute", "It has no workspace");

        assertThat(quarantine.list(WORKSPACE, 10)).singleElement().satisfies(entry -> {
            assertThat(entry.workspace()).isNull();
            assertThat(entry.reason()).isEqualTo("It has no workspace");
            assertThat(entry.content()).isEmpty();
        });
        assertThat(quarantine.first("contact-events", KEY))
                .hasValueSatisfying(kept -> assertThat(kept.value()).isEqualTo(nobodys.value()));
    }

    @Test
    void aKeyIsFreedOnceNothingIsLeftUnderItThatCannotBeHandled() {
        quarantine.park(received("poison"), Kind.POISONED, "refused", "No");
        quarantine.parkBehind(new ConsumerRecord<>("contact-events", 0, 2, KEY.getBytes(UTF_8), new byte[0]));
        assertThat(quarantine.freed("contact-events")).isEmpty();

        quarantine.release(received("poison"));

        assertThat(quarantine.freed("contact-events")).containsExactly(KEY);
        assertThat(quarantine.freed("meeting-events")).isEmpty();
    }

    private static ConsumerRecord<byte[], byte[]> received(String content) {
        var received = new ConsumerRecord<byte[], byte[]>(
                "contact-events", 0, 1, KEY.getBytes(UTF_8), content.getBytes(UTF_8));
        received.headers().add("ce_workspace", WORKSPACE.value().getBytes(UTF_8));
        return received;
    }
}
