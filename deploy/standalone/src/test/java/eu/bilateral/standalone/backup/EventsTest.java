package eu.bilateral.standalone.backup;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import eu.bilateral.kernel.event.Topic;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class EventsTest {

    private static ConsumerRecord<byte[], byte[]> record(
            byte @Nullable [] key, byte @Nullable [] value, @Nullable String... headers) {
        var all = new RecordHeaders();
        for (int i = 0; i < headers.length; i += 2) {
            var content = headers[i + 1];
            all.add(String.valueOf(headers[i]), content == null ? null : content.getBytes(UTF_8));
        }
        return new ConsumerRecord<>(
                "meeting-events", 3, 0, 1_000, TimestampType.CREATE_TIME, 0, 0, key, value, all, Optional.empty());
    }

    @Test
    void aRecordComesBackWithDoubledHeadersAndWithWhatIsAbsent() throws Exception {
        var bytes = new ByteArrayOutputStream();
        var out = new DataOutputStream(bytes);
        RecordFormat.write(out, record("key".getBytes(UTF_8), null, "ce_id", "1", "ce_id", "2", "empty", null));
        RecordFormat.write(out, record(null, new byte[0]));

        var in = new DataInputStream(new ByteArrayInputStream(bytes.toByteArray()));
        var first = requireNonNull(RecordFormat.read(in, new Layout.Partition("meeting-events", 3)));
        var second = requireNonNull(RecordFormat.read(in, new Layout.Partition("meeting-events", 3)));

        assertThat(first.key()).asString(UTF_8).isEqualTo("key");
        assertThat(first.value()).isNull();
        assertThat(first.partition()).isEqualTo(3);
        assertThat(first.timestamp()).isEqualTo(1_000);
        assertThat(first.headers().headers("ce_id"))
                .extracting(header -> new String(header.value(), UTF_8))
                .containsExactly("1", "2");
        assertThat(first.headers().lastHeader("empty").value()).isNull();
        assertThat(second.key()).isNull();
        assertThat(second.value()).isEmpty();
        assertThat(RecordFormat.read(in, new Layout.Partition("meeting-events", 3)))
                .isNull();
    }

    @Test
    void anEventThatTheCopyOfItsSourceDoesNotKnowIsAGhost() {
        var sequences = new Sequences();
        sequences.copied(Topic.MEETING_EVENTS, "known", 5);
        sequences.copied(Topic.CONTACT_EVENTS, "elsewhere", 9);

        assertThat(sequences.lack(record(null, null, "ce_subject", "known", "ce_sequence", "5")))
                .isFalse();
        assertThat(sequences.lack(record(null, null, "ce_subject", "known", "ce_sequence", "6")))
                .isTrue();
        assertThat(sequences.lack(record(null, null, "ce_subject", "elsewhere", "ce_sequence", "1")))
                .isTrue();
        assertThat(sequences.lack(record(null, null, "ce_subject", "known", "ce_sequence", "rubbish")))
                .isFalse();
        assertThat(sequences.lack(record(null, null))).isFalse();
    }

    @Test
    void whoHearsIsCopiedBeforeWhomItHears() {
        assertThat(Stored.values()).containsExactly(Stored.DASHBOARD, Stored.FOLLOW_UP, Stored.MEETING, Stored.CONTACT);
        assertThat(Stored.MEETING.inOrder(List.of(
                        "known-organisations", "system.indexes", "missions", "dataset", "quarantine", "meetings")))
                .containsExactly("quarantine", "meetings", "missions", "known-organisations", "dataset");
        assertThat(Stored.DASHBOARD.inOrder(List.of("read-models", "cards", "timeline", "quarantine")))
                .containsExactly("quarantine", "cards", "timeline", "read-models");
    }
}
