package eu.bilateral.dashboard.messaging;

import eu.bilateral.dashboard.projection.ReadModels;
import eu.bilateral.kernel.delivery.DeliverySettings;
import java.util.List;
import org.springframework.cloud.stream.binding.BindingService;
import org.springframework.cloud.stream.config.BindingServiceProperties;
import org.springframework.context.ApplicationContext;
import org.springframework.messaging.MessageChannel;
import org.springframework.stereotype.Component;

/**
 * The stream bindings of the serving generation. Each generation has a consumer group of its own, because each has read the
 * topics up to a place of its own.
 */
@Component
class Bindings {

    private static final List<String> INPUTS =
            List.of("onContactEvent-in-0", "onMeetingEvent-in-0", "onFollowUpEvent-in-0");

    private final BindingServiceProperties properties;
    private final ApplicationContext context;
    private final String service;

    Bindings(
            BindingServiceProperties properties,
            ApplicationContext context,
            DeliverySettings settings,
            ReadModels models) {
        this.properties = properties;
        this.context = context;
        this.service = settings.service();
        name(models.serving());
    }

    /** The consumer group of that generation. */
    String group(int generation) {
        return generation == 1 ? service : service + "-g" + generation;
    }

    private void name(int generation) {
        INPUTS.forEach(input -> properties.getBindingProperties(input).setGroup(group(generation)));
    }

    /** Nothing is heard any more; what was heard is applied and its offsets are stored on return. */
    void unbind() {
        var binding = context.getBean(BindingService.class);
        INPUTS.forEach(binding::unbindConsumers);
    }

    /** Hears on where the group of that generation stopped. */
    void bind(int generation) {
        name(generation);
        var binding = context.getBean(BindingService.class);
        INPUTS.forEach(input -> {
            var unused = binding.bindConsumer(context.getBean(input, MessageChannel.class), input);
        });
    }
}
