package eu.bilateral.kernel.delivery;

import eu.bilateral.kernel.delivery.Quarantine.Kind;
import eu.bilateral.kernel.event.DomainEvent;
import eu.bilateral.kernel.event.EventEnvelope;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Hears the topics beside the listeners of a service, to tell others on, and keeps the order that the listeners keep: what
 * waits in the service's quarantine waits for it too, and comes when it is replayed.
 */
public final class Onlooker {

    private final RecordReader reader;
    private final Quarantine quarantine;

    Onlooker(RecordReader reader, Quarantine quarantine) {
        this.reader = reader;
        this.quarantine = quarantine;
    }

    /** A record and the event that it holds. */
    public record Heard(ConsumerRecord<byte[], byte[]> raw, EventEnvelope<? extends DomainEvent> envelope) {}

    /**
     * Those records of one topic that can be told on now, in the given order. On return all others are durably in the
     * quarantine, or were discarded there; where the store is away it throws, and nothing may be skipped.
     */
    public List<Heard> admit(String topic, List<ConsumerRecord<byte[], byte[]>> received) {
        var keys = received.stream().map(Quarantine::keyOf).distinct().toList();
        var blocked = new HashSet<>(quarantine.blocked(topic, keys));
        var admitted = new ArrayList<Heard>();
        for (var one : quarantine.withoutDiscarded(received)) {
            var key = Quarantine.keyOf(one);
            if (blocked.contains(key)) {
                quarantine.parkBehind(one);
                continue;
            }
            try {
                admitted.add(new Heard(one, reader.read(one)));
            } catch (Unreadable why) {
                quarantine.park(one, Kind.POISONED, why.code(), String.valueOf(why.getMessage()));
                blocked.add(key);
            }
        }
        return List.copyOf(admitted);
    }
}
