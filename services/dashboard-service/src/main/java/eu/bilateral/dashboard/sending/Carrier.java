package eu.bilateral.dashboard.sending;

import static java.nio.charset.StandardCharsets.UTF_8;

import eu.bilateral.dashboard.webhook.AddressRules;
import eu.bilateral.dashboard.webhook.ForbiddenAddress;
import eu.bilateral.dashboard.webhook.WebhookDelivery.Outcome;
import eu.bilateral.dashboard.webhook.WebhookSettings;
import io.github.resilience4j.timelimiter.TimeLimiter;
import io.github.resilience4j.timelimiter.TimeLimiterConfig;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.pool.PoolConcurrencyPolicy;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/**
 * Carries one body to one receiver. Each attempt has a connection of its own, to an address that was checked for it; no
 * redirect is followed, no cookie kept, no more read than the beginning of an answer, and after the time limit the
 * connection is closed, whatever the receiver does.
 */
@Component
class Carrier implements DisposableBean {

    private static final Logger LOG = LoggerFactory.getLogger(Carrier.class);
    private static final ContentType CLOUD_EVENT = ContentType.create("application/cloudevents+json", UTF_8);
    private static final int MOST_READ = 1_024;
    private static final int MOST_SHOWN = 200;
    private static final int MOST_CONNECTIONS = 1_000;
    private static final int GONE = 410;
    private static final Pattern SECONDS = Pattern.compile("[0-9]{1,6}");

    private final CloseableHttpClient encrypted;
    private final CloseableHttpClient plain;
    private final TimeLimiter limiter;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    Carrier(AddressRules rules, WebhookSettings settings) {
        this.encrypted = client(new CheckedResolver(rules, false), settings);
        this.plain = client(new CheckedResolver(rules, true), settings);
        this.limiter = TimeLimiter.of(TimeLimiterConfig.custom()
                .timeoutDuration(settings.answerWithin())
                .cancelRunningFuture(true)
                .build());
    }

    private static CloseableHttpClient client(CheckedResolver resolver, WebhookSettings settings) {
        var within = Timeout.of(settings.answerWithin());
        var connections = PoolingHttpClientConnectionManagerBuilder.create()
                .setPoolConcurrencyPolicy(PoolConcurrencyPolicy.LAX)
                .setMaxConnPerRoute(MOST_CONNECTIONS)
                .setMaxConnTotal(MOST_CONNECTIONS)
                .setDnsResolver(resolver)
                .setConnectionFactory(ManagedHttpClientConnectionFactory.builder()
                        .http1Config(Http1Config.custom()
                                .setMaxHeaderCount(100)
                                .setMaxLineLength(8_192)
                                .setMaxEmptyLineCount(2)
                                .build())
                        .build())
                .setDefaultConnectionConfig(ConnectionConfig.custom()
                        .setConnectTimeout(Timeout.of(settings.connectWithin()))
                        .setSocketTimeout(within)
                        .build())
                .build();
        return HttpClients.custom()
                .setConnectionManager(connections)
                .setDefaultRequestConfig(RequestConfig.custom()
                        .setConnectionRequestTimeout(within)
                        .setResponseTimeout(within)
                        .build())
                .setConnectionReuseStrategy((request, response, context) -> false)
                .setUserAgent("Bilateral-Webhooks/1")
                .disableAutomaticRetries()
                .disableRedirectHandling()
                .disableContentCompression()
                .disableCookieManagement()
                .disableAuthCaching()
                .disableConnectionState()
                .build();
    }

    /** Sends the body; whatever happens is an answer, save a {@link CancellationException} where the service stops. */
    Answer carry(URI to, Map<String, String> headers, String body) {
        var request = new HttpPost(to);
        headers.forEach(request::setHeader);
        request.setEntity(new ByteArrayEntity(body.getBytes(UTF_8), CLOUD_EVENT));
        var host = new HttpHost(to.getScheme(), to.getHost(), AddressRules.port(to));
        var client = AddressRules.isPlain(to) ? plain : encrypted;
        try {
            return limiter.executeFutureSupplier(() -> threads.submit(() -> ask(client, host, request)));
        } catch (TimeoutException late) {
            request.cancel();
            return Answer.none(Outcome.TIMED_OUT);
        } catch (InterruptedException ended) {
            request.cancel();
            Thread.currentThread().interrupt();
            throw new CancellationException("The service stops");
        } catch (RuntimeException bug) {
            throw bug;
        } catch (Exception impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static Answer ask(CloseableHttpClient client, HttpHost host, HttpPost request) {
        try {
            var response = client.executeOpen(host, request, null);
            try {
                return answer(response);
            } finally {
                leave(request, response);
            }
        } catch (ForbiddenAddress forbidden) {
            return new Answer(Outcome.FORBIDDEN_ADDRESS, null, forbidden.fault().words(), null);
        } catch (UnknownHostException unknown) {
            return Answer.none(Outcome.UNKNOWN_HOST);
        } catch (InterruptedIOException late) {
            return Answer.none(Outcome.TIMED_OUT);
        } catch (SSLHandshakeException | SSLPeerUnverifiedException stranger) {
            LOG.debug("The encryption with {} was not agreed upon", host, stranger);
            return Answer.none(Outcome.UNTRUSTED);
        } catch (IOException away) {
            return Answer.none(Outcome.UNREACHABLE);
        }
    }

    /** Closing alone would read the rest of the answer first, however much of it there is. */
    private static void leave(HttpPost request, ClassicHttpResponse response) {
        request.cancel();
        try {
            response.close();
        } catch (IOException cutOff) {
            LOG.debug("A receiver was left in the middle of its answer: {}", cutOff.toString());
        }
    }

    private static Answer answer(ClassicHttpResponse response) throws IOException {
        int status = response.getCode();
        var outcome = status >= 200 && status < 300
                ? Outcome.DELIVERED
                : status == GONE ? Outcome.GONE : status >= 300 && status < 400 ? Outcome.REDIRECTED : Outcome.REFUSED;
        // What somebody who has taken it, or wants no more of it, says beside that need not be waited for.
        boolean matters = outcome == Outcome.REDIRECTED || outcome == Outcome.REFUSED;
        return new Answer(outcome, status, matters ? beginning(response) : null, later(response));
    }

    private static @Nullable String beginning(ClassicHttpResponse response) throws IOException {
        var entity = response.getEntity();
        if (entity == null) {
            return null;
        }
        var text = new String(entity.getContent().readNBytes(MOST_READ), UTF_8)
                .codePoints()
                .map(character ->
                        Character.isISOControl(character) || !Character.isDefined(character) ? ' ' : character)
                .limit(MOST_SHOWN)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString()
                .strip();
        return text.isEmpty() ? null : text;
    }

    private static @Nullable Duration later(ClassicHttpResponse response) {
        var asked = response.getFirstHeader("Retry-After");
        return asked == null || !SECONDS.matcher(asked.getValue()).matches()
                ? null
                : Duration.ofSeconds(Long.parseLong(asked.getValue()));
    }

    @Override
    public void destroy() throws IOException {
        threads.shutdownNow();
        encrypted.close();
        plain.close();
    }
}
