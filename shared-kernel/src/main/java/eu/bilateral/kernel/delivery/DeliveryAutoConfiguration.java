package eu.bilateral.kernel.delivery;

import com.mongodb.ReadConcern;
import com.mongodb.WriteConcern;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoDatabase;
import eu.bilateral.kernel.command.Claims;
import eu.bilateral.kernel.delivery.GroundSettings.Missing;
import eu.bilateral.kernel.event.Topic;
import eu.bilateral.kernel.tracing.Traces;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.bson.UuidRepresentation;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.mongodb.autoconfigure.MongoClientSettingsBuilderCustomizer;
import org.springframework.cloud.stream.config.BindingServiceProperties;
import org.springframework.cloud.stream.config.ListenerContainerCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;
import org.springframework.data.mongodb.MongoDatabaseFactory;
import org.springframework.kafka.listener.AbstractMessageListenerContainer;
import org.springframework.kafka.listener.DefaultErrorHandler;
import org.springframework.kafka.support.converter.BatchMessagingMessageConverter;
import org.springframework.util.backoff.ExponentialBackOff;

/** Outbox, relay, consuming side and quarantine for every service that has the kernel and a document store. */
@AutoConfiguration(afterName = "org.springframework.boot.mongodb.autoconfigure.MongoAutoConfiguration")
@EnableConfigurationProperties({DeliverySettings.class, GroundSettings.class})
class DeliveryAutoConfiguration {

    private static final Duration FREED_EVERY = Duration.ofSeconds(2);

    /** Acknowledged means on disk, on a majority where there is one. */
    @Bean
    MongoClientSettingsBuilderCustomizer durableWrites() {
        return settings -> settings.writeConcern(WriteConcern.MAJORITY.withJournal(true))
                .readConcern(ReadConcern.DEFAULT)
                .retryWrites(false)
                .uuidRepresentation(UuidRepresentation.STANDARD)
                .applyToClusterSettings(cluster -> cluster.serverSelectionTimeout(5, TimeUnit.SECONDS))
                .applyToSocketSettings(
                        socket -> socket.connectTimeout(3, TimeUnit.SECONDS).readTimeout(30, TimeUnit.SECONDS));
    }

    @Bean
    EventFormat eventFormat() {
        return new EventFormat();
    }

    @Bean
    MongoDatabase serviceDatabase(MongoDatabaseFactory databases) {
        return databases.getMongoDatabase();
    }

    @Bean
    Dataset dataset(MongoDatabase database) {
        return Dataset.of(database);
    }

    @Bean
    BrokerAccess brokerAccess(Environment settings) {
        return BrokerAccess.from(settings);
    }

    // ---- what it all stands on

    @Bean
    IndexGround indexGround(GroundSettings settings, @Value("${bilateral.prepare:false}") String prepares) {
        return new IndexGround(settings.missing() == Missing.MAKE || !prepares.equals("false"));
    }

    /** The topic that this service tells, and those that its bindings hear. */
    @Bean
    TopicGround topicGround(
            BrokerAccess broker,
            BindingServiceProperties bindings,
            GroundSettings settings,
            @Value("${spring.application.name}") String service) {
        var names = new TreeSet<String>();
        for (var topic : Topic.values()) {
            if (topic.source().equals("/" + service)) {
                names.add(topic.wireName());
            }
        }
        bindings.getBindings().values().forEach(binding -> {
            if (binding.getDestination() != null) {
                names.add(binding.getDestination());
            }
        });
        return new TopicGround(broker, names, settings);
    }

    /** Its name makes it {@code topics} among the health contributors. */
    @Bean
    TopicsAtStart topicsHealthIndicator(TopicGround topics, GroundSettings settings) {
        return new TopicsAtStart(topics, settings.missing());
    }

    @Bean
    static PatientBindings.InPlaceOfImpatientOnes patientBindings() {
        return new PatientBindings.InPlaceOfImpatientOnes();
    }

    @Bean(destroyMethod = "close")
    Producer<byte[], byte[]> outboxProducer(BrokerAccess broker, DeliverySettings settings) {
        return new KafkaProducer<>(
                broker.with(Map.of(
                        ProducerConfig.CLIENT_ID_CONFIG,
                        settings.service() + "-outbox",
                        ProducerConfig.ACKS_CONFIG,
                        "all",
                        ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
                        true,
                        ProducerConfig.LINGER_MS_CONFIG,
                        1,
                        ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
                        EventFormat.LARGEST_RECORD,
                        ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG,
                        5_000,
                        ProducerConfig.MAX_BLOCK_MS_CONFIG,
                        (int) settings.sendTimeout().toMillis(),
                        ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
                        (int) settings.sendTimeout().toMillis())),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    @Bean
    Relay relay(
            Producer<byte[], byte[]> producer,
            EventFormat format,
            DeliverySettings settings,
            MeterRegistry metrics,
            Traces traces,
            MongoClient store) {
        return new Relay(producer, format, settings, metrics, traces, SettledReads.by(store));
    }

    @Bean
    Claims claims(MongoDatabase database) {
        return new MongoClaims(database);
    }

    @Bean
    Stores stores(
            MongoDatabase database,
            EventFormat format,
            Dataset dataset,
            Relay relay,
            Claims claims,
            IndexGround indexes,
            Traces traces) {
        return new Stores(database, format, dataset, relay, claims, indexes, traces);
    }

    @Bean
    Quarantine quarantine(MongoDatabase database, Clock clock, MeterRegistry metrics, IndexGround indexes) {
        return new Quarantine(database, clock, metrics, indexes);
    }

    @Bean
    Listeners listeners(
            EventFormat format,
            Dataset dataset,
            Quarantine quarantine,
            DeliverySettings settings,
            MeterRegistry metrics,
            Clock clock,
            Traces traces) {
        return new Listeners(format, dataset, quarantine, settings.service(), metrics, clock, traces);
    }

    @Bean
    QuarantineDesk quarantineDesk(Quarantine quarantine, Listeners listeners) {
        return new QuarantineDesk(quarantine, listeners);
    }

    @Bean
    BrokerBacklogs brokerBacklogs(BrokerAccess broker, DeliverySettings settings) {
        return new BrokerBacklogs(broker, settings.service());
    }

    @Bean
    DeliveryWatch deliveryWatch(
            Relay relay,
            Quarantine quarantine,
            Listeners listeners,
            ListenerHealth bindings,
            BrokerBacklogs backlogs,
            DeliverySettings settings,
            Clock clock,
            MeterRegistry metrics) {
        var outboxes = new Outboxes(relay::watched, clock, metrics);
        return new DeliveryWatch(outboxes, quarantine, listeners, bindings, backlogs, settings, clock, metrics);
    }

    /** Lets go on, every now and then, what waits behind entries that another instance replayed or discarded. */
    @Bean
    Freed freed(QuarantineDesk desk) {
        return new Freed(desk, FREED_EVERY);
    }

    /** A timer that ends with the context. */
    static final class Freed implements AutoCloseable {

        private static final Logger LOG = LoggerFactory.getLogger(Freed.class);
        private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
                Thread.ofVirtual().name("quarantine").factory());

        Freed(QuarantineDesk desk, Duration every) {
            var unused = timer.scheduleWithFixedDelay(
                    () -> {
                        try {
                            desk.replayFreed();
                        } catch (RuntimeException away) {
                            LOG.debug("The quarantine cannot be looked through yet", away);
                        } catch (Throwable unexpected) {
                            // An Error too: what waits would wait for ever.
                            LOG.error(
                                    "ALARM quarantine: the look through it goes on after an unexpected failure",
                                    unexpected);
                        }
                    },
                    every.toMillis(),
                    every.toMillis(),
                    TimeUnit.MILLISECONDS);
        }

        @Override
        public void close() {
            timer.shutdownNow();
        }
    }

    // ---- how the binder listens

    /** Hands whole records to the function: a list of payloads would lose doubled headers, keys and offsets. */
    @Bean
    BatchMessagingMessageConverter rawBatchConverter() {
        var converter = new BatchMessagingMessageConverter();
        converter.setRawRecordHeader(true);
        return converter;
    }

    /**
     * The store is away: the same batch again, without end. The binder's own ways would log and skip it, or commit although
     * parking failed.
     */
    @Bean
    DefaultErrorHandler patientErrorHandler() {
        var backOff = new ExponentialBackOff(200, 2);
        backOff.setMaxInterval(5_000);
        backOff.setMaxElapsedTime(Long.MAX_VALUE);
        var handler = new DefaultErrorHandler(backOff);
        handler.setClassifications(Map.of(), true);
        return handler;
    }

    /** Its name makes it {@code listener} among the health contributors. */
    @Bean
    ListenerHealth listenerHealthIndicator() {
        return new ListenerHealth();
    }

    @Bean
    ListenerContainerCustomizer<AbstractMessageListenerContainer<?, ?>> watchedContainers(
            ListenerHealth health, DefaultErrorHandler patientErrorHandler) {
        return (container, destination, group) -> {
            container.setCommonErrorHandler(patientErrorHandler);
            health.watch(destination, group, container);
        };
    }
}
