package eu.bilateral.dashboard.messaging;

import eu.bilateral.dashboard.projection.ReadModels;
import eu.bilateral.kernel.delivery.BatchListener;
import eu.bilateral.kernel.event.Topic;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.messaging.Message;

/** What the serving generation hears, one function for each topic. */
@Configuration(proxyBeanMethods = false)
class DashboardReactions {

    /** The listeners of the generation that serves; exchanged when another one does. */
    static final class Hearing {

        private volatile Map<Topic, BatchListener<?>> listeners;

        Hearing(Map<Topic, BatchListener<?>> listeners) {
            this.listeners = listeners;
        }

        void exchange(Map<Topic, BatchListener<?>> others) {
            listeners = others;
        }

        Consumer<Message<?>> to(Topic topic) {
            return batch -> Objects.requireNonNull(listeners.get(topic)).accept(batch);
        }
    }

    @Bean
    Hearing hearing(ReadModels models) {
        models.serve(models.serving());
        return new Hearing(models.listeners(models.serving()));
    }

    @Bean
    Consumer<Message<?>> onContactEvent(Hearing hearing) {
        return hearing.to(Topic.CONTACT_EVENTS);
    }

    @Bean
    Consumer<Message<?>> onMeetingEvent(Hearing hearing) {
        return hearing.to(Topic.MEETING_EVENTS);
    }

    @Bean
    Consumer<Message<?>> onFollowUpEvent(Hearing hearing) {
        return hearing.to(Topic.FOLLOW_UP_EVENTS);
    }
}
