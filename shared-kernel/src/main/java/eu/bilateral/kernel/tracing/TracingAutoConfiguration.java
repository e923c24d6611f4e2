package eu.bilateral.kernel.tracing;

import io.micrometer.observation.ObservationPredicate;
import io.micrometer.tracing.Tracer;
import io.micrometer.tracing.propagation.Propagator;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.security.config.observation.SecurityObservationSettings;

/** Traces for every service: always carried on, so that logs name them; recorded only where somebody collects them. */
@AutoConfiguration(
        beforeName = {
            "org.springframework.boot.micrometer.tracing.opentelemetry.autoconfigure.OpenTelemetryTracingAutoConfiguration",
            "eu.bilateral.kernel.delivery.DeliveryAutoConfiguration"
        })
class TracingAutoConfiguration {

    /**
     * Without a collector nothing is recorded, whatever a caller asks for: an id is all that a request costs. With one, what
     * a caller records is recorded here too, and of the rest that share.
     */
    @Bean
    Sampler sampler(
            ObjectProvider<SpanExporter> exporters,
            @Value("${management.tracing.sampling.probability:1.0}") double probability) {
        return exporters.stream().findAny().isEmpty()
                ? Sampler.alwaysOff()
                : Sampler.parentBased(Sampler.traceIdRatioBased(probability));
    }

    @Bean
    Traces traces(ObjectProvider<Tracer> tracer, ObjectProvider<Propagator> propagator) {
        return new Traces(tracer.getIfAvailable(() -> Tracer.NOOP), propagator.getIfAvailable(() -> Propagator.NOOP));
    }

    /** Spring Security would time each of its decisions, and put them into every trace. */
    @Bean
    SecurityObservationSettings nothingOfSecurity() {
        return SecurityObservationSettings.noObservations();
    }

    /** The function that takes a batch belongs to no event's trace; the listener begins what does. */
    @Bean
    ObservationPredicate nothingOfFunctions() {
        return (name, context) -> !"spring.cloud.function".equals(name);
    }
}
