package eu.bilateral.contact;

import eu.bilateral.kernel.testing.TestBroker;
import eu.bilateral.kernel.testing.TestStore;
import eu.bilateral.kernel.testing.TestTokens;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.ContextConfiguration;

/** The whole service on the real broker and the embedded store; started once for all tests that ask for it. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(
        classes = ContactServiceApplication.class,
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {"spring.config.name=contact-service", "management.server.port=0"})
@Import(TestTokens.class)
@ContextConfiguration(initializers = ServiceTest.Surroundings.class)
public @interface ServiceTest {

    /** Tells the service where broker and store are. */
    final class Surroundings implements ApplicationContextInitializer<ConfigurableApplicationContext> {

        @Override
        public void initialize(ConfigurableApplicationContext context) {
            TestBroker.createTopics("contact-events");
            TestPropertyValues.of(
                            "spring.mongodb.uri=" + TestStore.freshDatabase(),
                            "spring.cloud.stream.kafka.binder.brokers=" + TestBroker.bootstrapServers())
                    .applyTo(context);
        }
    }
}
