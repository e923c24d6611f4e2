package eu.bilateral.kernel.delivery;

import java.util.Map;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.beans.factory.support.BeanDefinitionRegistryPostProcessor;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.cloud.stream.binding.Bindable;
import org.springframework.cloud.stream.binding.BindingService;
import org.springframework.cloud.stream.binding.InputBindingLifecycle;

/**
 * Binds to the topics once they have been seen. Spring Cloud Stream asks a broker that does not answer for twenty minutes and
 * more, on the thread that starts the service: until then nothing would answer, not even whether it lives, and it could not
 * be stopped.
 */
final class PatientBindings extends InputBindingLifecycle {

    private final TopicsAtStart topics;

    PatientBindings(BindingService bindings, Map<String, Bindable> bindables, TopicsAtStart topics) {
        super(bindings, bindables);
        this.topics = topics;
    }

    @Override
    public void start() {
        topics.onceSeen(super::start);
    }

    /** Takes the place of Spring Cloud Stream's own, which cannot be said otherwise. */
    static final class InPlaceOfImpatientOnes implements BeanDefinitionRegistryPostProcessor {

        private static final String THEIRS = "inputBindingLifecycle";

        @Override
        public void postProcessBeanDefinitionRegistry(BeanDefinitionRegistry registry) {
            registry.removeBeanDefinition(THEIRS);
            var ours = new RootBeanDefinition(PatientBindings.class);
            ours.setAutowireMode(RootBeanDefinition.AUTOWIRE_CONSTRUCTOR);
            ours.setDependsOn("bindingService");
            registry.registerBeanDefinition(THEIRS, ours);
        }
    }
}
