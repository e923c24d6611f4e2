package eu.bilateral.standalone.backup;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/** Records of a partition one after another: time, key, value and headers, each text or absence as it was. */
final class RecordFormat {

    private static final byte RECORD = 1;
    private static final int ABSENT = -1;

    private RecordFormat() {}

    static void write(DataOutputStream out, ConsumerRecord<byte[], byte[]> received) throws IOException {
        out.writeByte(RECORD);
        out.writeLong(received.timestamp());
        write(out, received.key());
        write(out, received.value());
        var headers = received.headers().toArray();
        out.writeInt(headers.length);
        for (var header : headers) {
            write(out, header.key().getBytes(StandardCharsets.UTF_8));
            write(out, header.value());
        }
    }

    private static void write(DataOutputStream out, byte @Nullable [] bytes) throws IOException {
        out.writeInt(bytes == null ? ABSENT : bytes.length);
        if (bytes != null) {
            out.write(bytes);
        }
    }

    /** The next record; absent at the end. */
    static @Nullable ProducerRecord<byte[], byte[]> read(DataInputStream in, Layout.Partition partition)
            throws IOException {
        int marker = in.read();
        if (marker < 0) {
            return null;
        }
        if (marker != RECORD) {
            throw new IOException("This is no record");
        }
        long timestamp = in.readLong();
        var key = bytes(in);
        var value = bytes(in);
        var headers = new RecordHeaders();
        for (int left = in.readInt(); left > 0; left--) {
            var name = bytes(in);
            headers.add(new String(name == null ? new byte[0] : name, StandardCharsets.UTF_8), bytes(in));
        }
        // A clock that was put back must not make the broker refuse what it had taken.
        var at = timestamp < 0 ? null : Math.min(timestamp, System.currentTimeMillis());
        return new ProducerRecord<>(partition.topic(), partition.number(), at, key, value, headers);
    }

    private static byte @Nullable [] bytes(DataInputStream in) throws IOException {
        int length = in.readInt();
        if (length == ABSENT) {
            return null;
        }
        var bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException("A record ends too early");
        }
        return bytes;
    }
}
