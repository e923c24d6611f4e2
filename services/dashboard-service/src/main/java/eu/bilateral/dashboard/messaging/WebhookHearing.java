package eu.bilateral.dashboard.messaging;

import eu.bilateral.dashboard.webhook.HeardEvent;
import eu.bilateral.dashboard.webhook.WebhookPost;
import eu.bilateral.dashboard.webhook.Webhooks;
import eu.bilateral.kernel.delivery.BrokerAccess;
import eu.bilateral.kernel.delivery.DeliverySettings;
import eu.bilateral.kernel.delivery.DeliveryWatch;
import eu.bilateral.kernel.delivery.Ear;
import eu.bilateral.kernel.delivery.EventFormat;
import eu.bilateral.kernel.delivery.Listeners;
import eu.bilateral.kernel.delivery.Onlooker;
import eu.bilateral.kernel.event.Topic;
import eu.bilateral.kernel.tracing.Traces;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Hears all topics for the webhooks, in a consumer group of its own that all instances share. The read models' groups come
 * and go with their generations, and each begins at the beginning; what was sent to others must not be sent again for that.
 */
@Component
class WebhookHearing implements SmartLifecycle, HealthIndicator {

    private static final Logger LOG = LoggerFactory.getLogger(WebhookHearing.class);
    private static final Duration PATIENCE = Duration.ofMillis(500);
    /** Where much happens it is taken together: nobody waits at the other end, and each look costs the broker and the store. */
    private static final int TOGETHER_MILLIS = 100;

    private static final int TOGETHER_BYTES = 256 << 10;

    private final Webhooks webhooks;
    private final WebhookPost post;
    private final EventFormat format;
    private final BrokerAccess broker;
    private final String group;
    private final Onlooker onlooker;
    private final Map<Topic, Ear> ears = new EnumMap<>(Topic.class);
    private volatile Set<TopicPartition> assigned = Set.of();
    private volatile boolean running;
    private volatile @Nullable KafkaConsumer<byte[], byte[]> consumer;
    private volatile @Nullable Thread reader;

    WebhookHearing(
            Webhooks webhooks,
            WebhookPost post,
            EventFormat format,
            DeliverySettings settings,
            BrokerAccess broker,
            DeliveryWatch watch,
            Listeners listeners) {
        this.webhooks = webhooks;
        this.post = post;
        this.format = format;
        this.broker = broker;
        this.group = settings.service() + "-webhooks";
        this.onlooker = listeners.onlooker(this::replayed);
        for (var topic : Topic.values()) {
            ears.put(topic, watch.ear(topic, group, this::isListening, () -> partitions(topic)));
        }
    }

    private Set<Integer> partitions(Topic topic) {
        return assigned.stream()
                .filter(one -> one.topic().equals(topic.wireName()))
                .map(TopicPartition::partition)
                .collect(Collectors.toUnmodifiableSet());
    }

    private KafkaConsumer<byte[], byte[]> reading() {
        return new KafkaConsumer<>(
                broker.with(Map.of(
                        ConsumerConfig.GROUP_ID_CONFIG,
                        group,
                        ConsumerConfig.CLIENT_ID_CONFIG,
                        group,
                        // A group without a place must not miss what happens while it gets one.
                        // What is older than a webhook is not for it.
                        ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                        "earliest",
                        ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                        false,
                        ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG,
                        false,
                        ConsumerConfig.METADATA_MAX_AGE_CONFIG,
                        5_000,
                        // As the other consumers: who was killed is missed as soon.
                        ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG,
                        10_000,
                        ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG,
                        TOGETHER_MILLIS,
                        ConsumerConfig.FETCH_MIN_BYTES_CONFIG,
                        TOGETHER_BYTES)),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
    }

    private void read() {
        while (running) {
            try (var reading = reading()) {
                consumer = reading;
                reading.subscribe(
                        Arrays.stream(Topic.values()).map(Topic::wireName).toList());
                while (running) {
                    var polled = reading.poll(PATIENCE);
                    assigned = Set.copyOf(reading.assignment());
                    if (!polled.isEmpty()) {
                        take(polled);
                        reading.commitSync();
                        noteHeard(polled);
                    }
                }
            } catch (WakeupException stopped) {
                LOG.debug("The hearing for webhooks stops");
            } catch (RuntimeException away) {
                // Nothing is skipped: it begins again at what was committed last, and what is known makes nothing new.
                LOG.warn("The events for webhooks cannot be taken right now: {}", away.toString());
                LockSupport.parkNanos(PATIENCE.toNanos() * 2);
            }
        }
    }

    private void noteHeard(ConsumerRecords<byte[], byte[]> polled) {
        ears.forEach((topic, ear) -> {
            int events = 0;
            for (var unused : polled.records(topic.wireName())) {
                events++;
            }
            if (events > 0) {
                ear.heard(events);
            }
        });
    }

    private void take(ConsumerRecords<byte[], byte[]> polled) {
        var listening = webhooks.workspaces();
        for (var topic : Topic.values()) {
            var received = new ArrayList<ConsumerRecord<byte[], byte[]>>();
            for (var one : polled.records(topic.wireName())) {
                // Most workspaces have none, and reading an event only to tell nobody is most of the work.
                if (EventFormat.workspace(one).filter(listening::contains).isPresent()) {
                    received.add(one);
                }
            }
            if (!received.isEmpty()) {
                post.take(onlooker.admit(topic.wireName(), received).stream()
                        .map(this::asTold)
                        .toList());
            }
        }
    }

    private void replayed(Onlooker.Heard heard) {
        post.take(List.of(asTold(heard)));
    }

    private HeardEvent asTold(Onlooker.Heard heard) {
        return HeardEvent.from(heard.envelope(), format, traceOf(heard.raw()));
    }

    private static @Nullable String traceOf(ConsumerRecord<byte[], byte[]> received) {
        var trace = Traces.of(received.headers());
        return Traces.isRecorded(trace) ? trace : null;
    }

    @Override
    public void start() {
        running = true;
        reader = Thread.ofVirtual()
                .name("webhook-hearing")
                .uncaughtExceptionHandler(
                        (thread, bug) -> LOG.error("ALARM webhooks: nothing is heard for them any more", bug))
                .start(this::read);
    }

    /** Whether its thread lives, which an {@code Error} ends. */
    private boolean isListening() {
        var reading = reader;
        return !running || reading == null || reading.isAlive();
    }

    @Override
    public Health health() {
        return isListening() ? Health.up().build() : Health.down().build();
    }

    @Override
    public void stop() {
        running = false;
        var reading = consumer;
        if (reading != null) {
            reading.wakeup();
        }
        var ending = reader;
        if (ending != null) {
            try {
                if (!ending.join(Duration.ofSeconds(5))) {
                    LOG.warn("The hearing for webhooks does not stop");
                }
            } catch (InterruptedException hurried) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
