package eu.bilateral.kernel.delivery;

import eu.bilateral.kernel.delivery.TopicGround.BrokerAway;
import eu.bilateral.kernel.setting.StartRefused;
import java.time.Duration;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.LifecycleProcessor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.support.AbstractApplicationContext;
import org.springframework.context.support.DefaultLifecycleProcessor;

/**
 * {@code --bilateral.prepare}: the service makes its topics and indexes, says so in a line each, and ends. It can run again
 * at any time, also beside the service; it hears, tells and answers nothing.
 */
@AutoConfiguration(
        after = DeliveryAutoConfiguration.class,
        beforeName = "org.springframework.boot.autoconfigure.context.LifecycleAutoConfiguration")
@ConditionalOnProperty("bilateral.prepare")
class PreparationAutoConfiguration {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /** Nothing is started: no port, no consumer, no relay. Making the stores has made their indexes by then. */
    @Bean(AbstractApplicationContext.LIFECYCLE_PROCESSOR_BEAN_NAME)
    static LifecycleProcessor startsNothing() {
        return new DefaultLifecycleProcessor() {
            @Override
            public void onRefresh() {}

            /** Spring Cloud Stream starts the context once more when it is refreshed. */
            @Override
            public void start() {}
        };
    }

    @Bean
    ApplicationRunner preparation(IndexGround indexes, TopicGround topics, ConfigurableApplicationContext context) {
        return arguments -> {
            try {
                topics.make(PATIENCE).forEach(System.out::println);
                topics.check(PATIENCE);
            } catch (BrokerAway away) {
                throw new StartRefused(
                        "the broker at %s did not answer within %d s: %s"
                                .formatted(topics.addresses(), PATIENCE.toSeconds(), away.getCause()),
                        away);
            }
            indexes.seenTo()
                    .forEach((collection, names) -> System.out.println(
                            "collection %s: indexes %s".formatted(collection, String.join(", ", names))));
            System.out.println("prepared");
            context.close();
        };
    }
}
