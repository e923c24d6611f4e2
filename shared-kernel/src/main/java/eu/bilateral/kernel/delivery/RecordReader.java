package eu.bilateral.kernel.delivery;

import eu.bilateral.kernel.event.DomainEvent;
import eu.bilateral.kernel.event.EventEnvelope;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads records as events of this life of the data set; whatever is wrong with one is said as {@link Unreadable}. */
final class RecordReader {

    private static final Logger LOG = LoggerFactory.getLogger(RecordReader.class);

    private final EventFormat format;
    private final Dataset dataset;

    RecordReader(EventFormat format, Dataset dataset) {
        this.format = format;
        this.dataset = dataset;
    }

    EventEnvelope<DomainEvent> read(ConsumerRecord<byte[], byte[]> received) {
        EventEnvelope<DomainEvent> envelope;
        try {
            envelope = format.read(received);
        } catch (Unreadable known) {
            throw known;
        } catch (RuntimeException bug) {
            // Reading needs no store: what fails here fails each time, and would hold up the whole partition.
            LOG.warn("A record could not be read for a reason that nobody foresaw", bug);
            throw new Unreadable(
                    "unexpected",
                    "Reading it failed unexpectedly: " + bug.getClass().getSimpleName());
        }
        if (envelope.position().epoch() > dataset.epoch()) {
            throw new Unreadable("future-epoch", "It claims to come from a later life of the data set than this one");
        }
        return envelope;
    }
}
