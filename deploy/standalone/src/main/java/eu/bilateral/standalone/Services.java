package eu.bilateral.standalone;

import eu.bilateral.contact.ContactServiceApplication;
import eu.bilateral.dashboard.DashboardServiceApplication;
import eu.bilateral.followup.FollowUpServiceApplication;
import eu.bilateral.meeting.MeetingServiceApplication;
import eu.bilateral.standalone.identity.AccountBook;
import eu.bilateral.standalone.identity.CurrentAccounts;
import eu.bilateral.standalone.identity.IssuerConfiguration;
import eu.bilateral.standalone.identity.SigningKeys;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.health.actuate.endpoint.HealthEndpoint;
import org.springframework.boot.health.contributor.Status;
import org.springframework.context.ConfigurableApplicationContext;

/** The four services, each an application context of its own with its own settings, as if it were a process of its own. */
final class Services implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(3);

    /** What only the door needs; on one class path it would switch itself on in every service. */
    private static final String FOR_THE_DOOR_ONLY = String.join(
            ",",
            "org.springframework.boot.thymeleaf.autoconfigure.ThymeleafAutoConfiguration",
            "org.springframework.boot.security.oauth2.client.autoconfigure.OAuth2ClientAutoConfiguration",
            "org.springframework.boot.security.oauth2.client.autoconfigure.servlet.OAuth2ClientWebSecurityAutoConfiguration",
            "io.github.resilience4j.springboot.bulkhead.autoconfigure.BulkheadAutoConfiguration",
            "io.github.resilience4j.springboot.bulkhead.autoconfigure.BulkheadMetricsAutoConfiguration",
            "io.github.resilience4j.springboot.bulkhead.autoconfigure.ThreadPoolBulkheadMetricsAutoConfiguration",
            "io.github.resilience4j.springboot.circuitbreaker.autoconfigure.CircuitBreakerAutoConfiguration",
            "io.github.resilience4j.springboot.circuitbreaker.autoconfigure.CircuitBreakerMetricsAutoConfiguration",
            "io.github.resilience4j.springboot.circuitbreaker.autoconfigure.CircuitBreakerStreamEventsAutoConfiguration",
            "io.github.resilience4j.springboot.circuitbreaker.autoconfigure.CircuitBreakersHealthIndicatorAutoConfiguration",
            "io.github.resilience4j.springboot.micrometer.autoconfigure.TimerAutoConfiguration",
            "io.github.resilience4j.springboot.ratelimiter.autoconfigure.RateLimiterAutoConfiguration",
            "io.github.resilience4j.springboot.ratelimiter.autoconfigure.RateLimiterMetricsAutoConfiguration",
            "io.github.resilience4j.springboot.ratelimiter.autoconfigure.RateLimitersHealthIndicatorAutoConfiguration",
            "io.github.resilience4j.springboot.retry.autoconfigure.RetryAutoConfiguration",
            "io.github.resilience4j.springboot.retry.autoconfigure.RetryMetricsAutoConfiguration",
            "io.github.resilience4j.springboot.scheduled.threadpool.autoconfigure.ContextAwareScheduledThreadPoolAutoConfiguration",
            "io.github.resilience4j.springboot.timelimiter.autoconfigure.TimeLimiterAutoConfiguration",
            "io.github.resilience4j.springboot.timelimiter.autoconfigure.TimeLimiterMetricsAutoConfiguration");

    /** The issuer is configured by hand ({@link IssuerConfiguration}), in one service; its automatic form in none. */
    private static final String IN_NO_SERVICE = String.join(
            ",",
            "org.springframework.boot.security.oauth2.server.authorization.autoconfigure.servlet.OAuth2AuthorizationServerAutoConfiguration",
            "org.springframework.boot.security.oauth2.server.authorization.autoconfigure.servlet.OAuth2AuthorizationServerJwtAutoConfiguration",
            "org.springframework.boot.security.autoconfigure.UserDetailsServiceAutoConfiguration");

    private enum Service {
        CONTACT("contact-service", ContactServiceApplication.class),
        MEETING("meeting-service", MeetingServiceApplication.class),
        FOLLOW_UP("follow-up-service", FollowUpServiceApplication.class),
        DASHBOARD("dashboard-service", DashboardServiceApplication.class);

        private final String wireName;
        private final Class<?> application;

        Service(String wireName, Class<?> application) {
            this.wireName = wireName;
            this.application = application;
        }
    }

    /**
     * What all of them stand on.
     *
     * @param brokers where Kafka listens, {@code host:port}
     * @param store where the document store listens, {@code mongodb://host:port}, without a database
     */
    record Ground(String brokers, String store, AccountBook accounts, SigningKeys keys, Duration clockOffset) {}

    private final Options options;
    private final Ground ground;
    private final Progress progress;
    private final Map<Service, Integer> ports = new EnumMap<>(Service.class);
    private final ConcurrentLinkedDeque<ConfigurableApplicationContext> running = new ConcurrentLinkedDeque<>();

    Services(Options options, Ground ground, Progress progress) throws IOException {
        this.options = options;
        this.ground = ground;
        this.progress = progress;
        ports.put(Service.DASHBOARD, options.port());
        for (var service : List.of(Service.CONTACT, Service.MEETING, Service.FOLLOW_UP)) {
            int port = FreePort.find();
            while (ports.containsValue(port) || options.metricsPorts().contains(port)) {
                port = FreePort.find();
            }
            ports.put(service, port);
        }
    }

    /** Starts all of them side by side and waits until each is ready for requests and hears its topics. */
    void start() throws InterruptedException {
        var threads = Executors.newFixedThreadPool(Service.values().length);
        try {
            var starting = new ExecutorCompletionService<Service>(threads);
            for (var service : Service.values()) {
                var unused = starting.submit(() -> start(service), service);
            }
            for (int i = 0; i < Service.values().length; i++) {
                progress.say(starting.take().get().wireName + " is ready");
            }
        } catch (ExecutionException failed) {
            throw new IllegalStateException(failed.getMessage(), failed.getCause());
        } finally {
            threads.shutdownNow();
        }
    }

    private void start(Service service) {
        var sources = service == Service.DASHBOARD
                ? new Class<?>[] {service.application, IssuerConfiguration.class}
                : new Class<?>[] {service.application};
        var context = new SpringApplicationBuilder(sources)
                .web(WebApplicationType.SERVLET)
                .registerShutdownHook(false)
                .logStartupInfo(false)
                .initializers(ready -> {
                    ready.getBeanFactory()
                            .registerSingleton(
                                    "accountStanding", new CurrentAccounts(ground.accounts(), Clock.systemUTC()));
                    if (service == Service.DASHBOARD) {
                        var beans = ready.getBeanFactory();
                        beans.registerSingleton("accountBook", ground.accounts());
                        beans.registerSingleton("keysOnDisk", ground.keys());
                    }
                })
                .run(settings(service));
        running.add(context);
        awaitReadiness(service, context);
    }

    private String[] settings(Service service) {
        var settings = new ArrayList<String>();
        settings.add("--spring.config.name=" + service.wireName);
        settings.add("--server.address=127.0.0.1");
        settings.add("--server.port=" + ports.get(service));
        settings.add("--server.shutdown=immediate");
        settings.add("--spring.lifecycle.timeout-per-shutdown-phase=5s");
        settings.add("--management.server.port=" + metricsPort(service));
        settings.add("--spring.mongodb.uri=" + ground.store() + "/" + service.wireName);
        settings.add("--spring.kafka.bootstrap-servers=" + ground.brokers());
        settings.add("--spring.cloud.stream.kafka.binder.brokers=" + ground.brokers());
        settings.add("--bilateral.clock-offset=" + ground.clockOffset());
        settings.add("--bilateral.identity.issuer=" + options.address());
        settings.add("--bilateral.identity.jwk-set-uri=http://127.0.0.1:%d/oauth2/jwks".formatted(options.port()));
        settings.add("--spring.autoconfigure.exclude="
                + (service == Service.DASHBOARD ? IN_NO_SERVICE : IN_NO_SERVICE + "," + FOR_THE_DOOR_ONLY));
        if (service == Service.DASHBOARD) {
            settings.add("--bilateral.services.contact=" + inside(Service.CONTACT));
            settings.add("--bilateral.services.meeting=" + inside(Service.MEETING));
            settings.add("--bilateral.services.follow-up=" + inside(Service.FOLLOW_UP));
        }
        return settings.toArray(String[]::new);
    }

    /** In the order of their usual ports: the door, then contact, meeting and follow-up; -1 where nobody looks. */
    private int metricsPort(Service service) {
        var figures = options.metricsPorts();
        return figures.isEmpty() ? -1 : figures.get(service == Service.DASHBOARD ? 0 : 1 + service.ordinal());
    }

    private String inside(Service service) {
        return "http://127.0.0.1:" + ports.get(service);
    }

    private static void awaitReadiness(Service service, ConfigurableApplicationContext context) {
        var health = context.getBean(HealthEndpoint.class);
        long until = System.nanoTime() + PATIENCE.toNanos();
        var last = Status.UNKNOWN;
        while (System.nanoTime() < until) {
            var readiness = health.healthForPath("readiness");
            last = readiness == null ? Status.UNKNOWN : readiness.getStatus();
            if (last.equals(Status.UP)) {
                return;
            }
            try {
                TimeUnit.MILLISECONDS.sleep(100);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(interrupted);
            }
        }
        throw new IllegalStateException(
                "%s is not ready after %d s: %s".formatted(service.wireName, PATIENCE.toSeconds(), last));
    }

    /** Stops all of them side by side, so that what is on its way is told or waits in its outbox. */
    @Override
    public void close() {
        try (var threads = Executors.newFixedThreadPool(Service.values().length)) {
            running.forEach(context -> threads.execute(context::close));
        }
    }
}
