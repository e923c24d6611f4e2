package eu.bilateral.dashboard.gateway;

import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.bulkhead.BulkheadConfig;
import io.github.resilience4j.bulkhead.BulkheadFullException;
import io.github.resilience4j.bulkhead.BulkheadRegistry;
import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.github.resilience4j.retry.Retry;
import io.github.resilience4j.retry.RetryRegistry;
import io.github.resilience4j.timelimiter.TimeLimiter;
import io.github.resilience4j.timelimiter.TimeLimiterRegistry;
import io.micrometer.core.instrument.binder.httpcomponents.hc5.ObservationExecChainHandler;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.pool.PoolConcurrencyPolicy;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/**
 * The one way out to the other services. A call has a time limit; a circuit breaker for each service spares callers the
 * wait while it is down, and the service the calls; only what changes nothing is tried again. No service gets more calls at
 * once than it can work on: the next ones wait a moment, and are sent away before they would time out. How many may wait has
 * an end, too: whoever comes when the waiting room is full would wait in vain.
 */
@Component
class Line implements DisposableBean {

    private static final Logger LOG = LoggerFactory.getLogger(Line.class);

    private static final String WAITING_ROOM = "-waiting-room";
    /** More than a busy service gets through in the moment that one waits would wait in vain. */
    private static final int ROOM_FOR = 3;

    private static final int CONNECTIONS_PER_SERVICE = 256;
    private static final Timeout CONNECT_WITHIN = Timeout.ofSeconds(2);
    /** Shorter than a service keeps an idle connection, so that none is used that is just being closed. */
    private static final TimeValue IDLE_AT_MOST = TimeValue.ofSeconds(10);

    private final ServiceAddresses addresses;
    private final CloseableHttpClient client;
    private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
    private final Map<Neighbour, Guards> guards = new EnumMap<>(Neighbour.class);
    private final TimeLimiter imports;
    private final ObservationRegistry observations;

    private record Guards(
            HttpHost host,
            Bulkhead waitingRoom,
            Bulkhead bulkhead,
            CircuitBreaker breaker,
            Retry retry,
            TimeLimiter limiter) {}

    Line(
            ServiceAddresses addresses,
            BulkheadRegistry bulkheads,
            CircuitBreakerRegistry breakers,
            RetryRegistry retries,
            TimeLimiterRegistry limiters,
            ObservationRegistry observations) {
        this.addresses = addresses;
        this.observations = observations;
        for (var service : Neighbour.values()) {
            guards.put(
                    service,
                    new Guards(
                            host(addresses.of(service)),
                            waitingRoom(bulkheads, service),
                            bulkheads.bulkhead(service.serviceName()),
                            watched(breakers.circuitBreaker(service.serviceName())),
                            retries.retry(service.serviceName()),
                            limiters.timeLimiter(service.serviceName())));
        }
        this.imports = limiters.timeLimiter("import");
        var longest = Timeout.of(imports.getTimeLimiterConfig().getTimeoutDuration());
        this.client = HttpClients.custom()
                .setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
                        .setPoolConcurrencyPolicy(PoolConcurrencyPolicy.LAX)
                        .setMaxConnPerRoute(CONNECTIONS_PER_SERVICE)
                        .setMaxConnTotal(CONNECTIONS_PER_SERVICE * Neighbour.values().length)
                        .setDefaultConnectionConfig(ConnectionConfig.custom()
                                .setConnectTimeout(CONNECT_WITHIN)
                                .setSocketTimeout(longest)
                                .setValidateAfterInactivity(TimeValue.ofSeconds(1))
                                .setIdleTimeout(Timeout.of(IDLE_AT_MOST.toDuration()))
                                .build())
                        .build())
                .setDefaultRequestConfig(RequestConfig.custom()
                        .setConnectionRequestTimeout(CONNECT_WITHIN)
                        .setResponseTimeout(longest)
                        .build())
                // Times each attempt, and hands the trace on.
                .addExecInterceptorLast("observation", new ObservationExecChainHandler(observations))
                .evictExpiredConnections()
                .evictIdleConnections(IDLE_AT_MOST)
                // What is passed on is passed on as it is, and what may be tried again is decided here.
                .disableAutomaticRetries()
                .disableRedirectHandling()
                .disableContentCompression()
                .disableCookieManagement()
                .disableAuthCaching()
                .disableConnectionState()
                .disableDefaultUserAgent()
                .build();
    }

    /** For those at work, and twice as many again. */
    private static Bulkhead waitingRoom(BulkheadRegistry bulkheads, Neighbour service) {
        int atWork =
                bulkheads.bulkhead(service.serviceName()).getBulkheadConfig().getMaxConcurrentCalls();
        return bulkheads.bulkhead(
                service.serviceName() + WAITING_ROOM,
                BulkheadConfig.custom()
                        .maxConcurrentCalls(ROOM_FOR * atWork)
                        .maxWaitDuration(Duration.ZERO)
                        .build());
    }

    /** An outage is worth a line when it begins and one when it ends, not one for each call that it cuts short. */
    private static CircuitBreaker watched(CircuitBreaker breaker) {
        breaker.getEventPublisher().onStateTransition(moved -> {
            switch (moved.getStateTransition()) {
                case CLOSED_TO_OPEN ->
                    LOG.warn(
                            "Too many calls to the {} failed: all but a few tries are refused without asking it",
                            breaker.getName());
                case HALF_OPEN_TO_CLOSED -> LOG.info("The {} answers again", breaker.getName());
                default -> LOG.debug("Calls to the {}: {}", breaker.getName(), moved.getStateTransition());
            }
        });
        return breaker;
    }

    private static HttpHost host(URI address) {
        return new HttpHost(address.getScheme(), address.getHost(), address.getPort());
    }

    /** The address of that service. */
    URI address(Neighbour service) {
        return addresses.of(service);
    }

    /** Whether calls to that service are cut short at the moment. */
    boolean isCutShort(Neighbour service) {
        return guards(service).breaker().getState() == CircuitBreaker.State.OPEN;
    }

    /** Whether so many are at work in that service or wait for it that the next one would be sent away. */
    boolean isFull(Neighbour service) {
        return guards(service).waitingRoom().getMetrics().getAvailableConcurrentCalls() <= 0;
    }

    /**
     * Sends a request and answers as soon as the service begins to; the caller closes the answer. {@code request} is asked
     * anew for each attempt. {@link ServiceUnavailable} where no answer begins in time.
     */
    ClassicHttpResponse open(Neighbour service, Supplier<HttpUriRequestBase> request, boolean changesNothing) {
        var guards = guards(service);
        return guarded(service, guards, () -> inTime(guards, request), changesNothing);
    }

    /**
     * Sends a request whose body may still be read from somewhere, on the caller's own thread: nobody else may touch
     * that body once the caller has gone on. It has as long as an import.
     */
    ClassicHttpResponse openOnThisThread(Neighbour service, HttpUriRequestBase request) {
        var guards = guards(service);
        return guarded(service, guards, () -> client.executeOpen(guards.host(), request, null), false);
    }

    private ClassicHttpResponse guarded(
            Neighbour service, Guards guards, Callable<ClassicHttpResponse> call, boolean changesNothing) {
        var throughBreaker = CircuitBreaker.decorateCallable(guards.breaker(), call);
        var tried = changesNothing ? Retry.decorateCallable(guards.retry(), throughBreaker) : throughBreaker;
        try {
            var inTurn = Bulkhead.decorateCallable(guards.bulkhead(), tried);
            return Bulkhead.decorateCallable(guards.waitingRoom(), inTurn).call();
        } catch (BulkheadFullException full) {
            throw ServiceUnavailable.busy(service, full);
        } catch (CallNotPermittedException cutShort) {
            throw ServiceUnavailable.cutShort(service, cutShort);
        } catch (TimeoutException late) {
            throw new ServiceUnavailable(service, "The %s takes too long to answer", late);
        } catch (IOException away) {
            throw new ServiceUnavailable(service, "The %s does not answer", away);
        } catch (RuntimeException unexpected) {
            throw unexpected;
        } catch (Exception impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private ClassicHttpResponse inTime(Guards guards, Supplier<HttpUriRequestBase> request) throws Exception {
        var handOver = new HandOver();
        // The call is made on a thread of its own, which would know nothing of the request that it serves.
        var asking = Objects.requireNonNullElse(observations.getCurrentObservation(), Observation.NOOP);
        try {
            return guards.limiter()
                    .executeFutureSupplier(() -> executor.submit(() -> {
                        try (var serving = asking.openScope()) {
                            return handOver.give(client.executeOpen(guards.host(), request.get(), null));
                        }
                    }));
        } catch (TimeoutException late) {
            handOver.tooLate();
            throw late;
        }
    }

    /** Closes an answer that arrives in the very moment in which nobody waits for it any more. */
    private static final class HandOver {

        private final AtomicReference<Object> state = new AtomicReference<>();

        ClassicHttpResponse give(ClassicHttpResponse answer) throws IOException {
            if (!state.compareAndSet(null, answer)) {
                answer.close();
                throw new IOException("Nobody waits for this answer any more");
            }
            return answer;
        }

        void tooLate() throws IOException {
            if (state.getAndSet(this) instanceof ClassicHttpResponse unheard) {
                unheard.close();
            }
        }
    }

    private Guards guards(Neighbour service) {
        var found = guards.get(service);
        if (found == null) {
            throw new IllegalArgumentException("There is no way to " + service);
        }
        return found;
    }

    @Override
    public void destroy() throws IOException {
        executor.shutdownNow();
        client.close();
    }
}
