package eu.bilateral.kernel.setting;

import com.mongodb.ConnectionString;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.Environment;

/**
 * Looks for settings that are missing, unreadable, or contradict each other. Names them and never shows their values, which
 * may hold passwords.
 */
final class SettingsCheck {

    private static final String STORE = "spring.mongodb.uri";
    private static final String BROKERS = "spring.cloud.stream.kafka.binder.brokers";
    private static final String OTHER_BROKERS = "spring.kafka.bootstrap-servers";
    private static final String ISSUER = "bilateral.identity.issuer";
    private static final String KEYS = "bilateral.identity.jwk-set-uri";
    private static final String AUDIENCE = "bilateral.identity.audience";
    private static final String PROTOCOL = "spring.kafka.security.protocol";
    private static final String CREDENTIALS = "spring.kafka.properties.sasl.jaas.config";
    private static final String CLIENT = "spring.security.oauth2.client.registration.bilateral.";
    private static final String PROVIDER = "spring.security.oauth2.client.provider.bilateral.";
    private static final Pattern BROKER = Pattern.compile("[^\\s,:]+:\\d{1,5}");
    private static final Pattern UNRESOLVED = Pattern.compile("placeholder '([^']+)'");

    private final Environment settings;
    private final List<String> wrong = new ArrayList<>();

    SettingsCheck(Environment settings) {
        this.settings = settings;
    }

    /** One clause for each thing that is wrong; none where the service may start. */
    List<String> findings() {
        store();
        brokers();
        identity();
        ports();
        if (settings.containsProperty("bilateral.services.contact")) {
            door();
        }
        return List.copyOf(wrong);
    }

    private void store() {
        required(STORE).ifPresent(uri -> {
            try {
                if (new ConnectionString(uri).getDatabase() == null) {
                    wrong.add(Setting.named(STORE) + " names no database after the hosts");
                }
            } catch (IllegalArgumentException unreadable) {
                wrong.add(Setting.named(STORE) + " is no MongoDB connection string");
            }
        });
    }

    private void brokers() {
        required(BROKERS).ifPresent(brokers -> {
            for (var broker : brokers.split(",", -1)) {
                if (!BROKER.matcher(broker.strip()).matches()) {
                    wrong.add(Setting.named(BROKERS) + " is no list of host:port");
                    return;
                }
            }
            optional(OTHER_BROKERS)
                    .filter(others -> !others.equals(brokers))
                    .ifPresent(others -> wrong.add("%s and %s name different brokers: set the first alone"
                            .formatted(Setting.named(BROKERS), Setting.named(OTHER_BROKERS))));
        });
        var protocol = optional(PROTOCOL).orElse("PLAINTEXT").toUpperCase(Locale.ROOT);
        var signsIn = protocol.startsWith("SASL_");
        var hasCredentials = optional(CREDENTIALS).isPresent();
        if (signsIn && !hasCredentials) {
            wrong.add("%s asks for credentials and %s is missing"
                    .formatted(Setting.named(PROTOCOL), Setting.named(CREDENTIALS)));
        }
        if (!signsIn && hasCredentials) {
            wrong.add("%s has credentials that %s, which is %s, would not use"
                    .formatted(Setting.named(CREDENTIALS), Setting.named(PROTOCOL), protocol));
        }
    }

    private void identity() {
        required(ISSUER).ifPresent(issuer -> address(ISSUER, issuer));
        required(KEYS).ifPresent(keys -> address(KEYS, keys));
        var unused = required(AUDIENCE);
    }

    private void ports() {
        var own = number("server.port");
        var management = number("management.server.port");
        if (own != null && own > 0 && own.equals(management)) {
            wrong.add("%s and %s are the same port: health and figures need one of their own"
                    .formatted(Setting.named("server.port"), Setting.named("management.server.port")));
        }
    }

    /** What only the dashboard-service is told. */
    private void door() {
        for (var service : List.of("contact", "meeting", "follow-up")) {
            var name = "bilateral.services." + service;
            required(name).ifPresent(address -> address(name, address));
        }
        if (optional(CLIENT + "client-id").isEmpty()) {
            return;
        }
        var unused = required(CLIENT + "client-secret");
        optional(PROVIDER + "issuer-uri")
                .filter(other -> !other.equals(optional(ISSUER).orElse(other)))
                .ifPresent(other -> wrong.add("%s and %s are different issuers: people would sign in for nothing"
                        .formatted(Setting.named(PROVIDER + "issuer-uri"), Setting.named(ISSUER))));
    }

    private void address(String name, String text) {
        try {
            var address = URI.create(text);
            if (address.getHost() != null
                    && ("http".equals(address.getScheme()) || "https".equals(address.getScheme()))) {
                return;
            }
        } catch (IllegalArgumentException unreadable) {
            // Said below, as for those that can be read and lead nowhere.
        }
        wrong.add(Setting.named(name) + " is no http or https address");
    }

    private @Nullable Integer number(String name) {
        return optional(name)
                .filter(text -> text.matches("-?\\d{1,5}"))
                .map(Integer::valueOf)
                .orElse(null);
    }

    private Optional<String> required(String name) {
        try {
            var value = settings.getProperty(name);
            if (value != null && !value.isBlank()) {
                return Optional.of(value);
            }
            wrong.add(Setting.named(name) + " is missing");
        } catch (IllegalArgumentException unresolved) {
            wrong.add(refersToNothing(name, unresolved));
        }
        return Optional.empty();
    }

    private Optional<String> optional(String name) {
        try {
            return Optional.ofNullable(settings.getProperty(name)).filter(value -> !value.isBlank());
        } catch (IllegalArgumentException unresolved) {
            var finding = refersToNothing(name, unresolved);
            if (!wrong.contains(finding)) {
                wrong.add(finding);
            }
            return Optional.empty();
        }
    }

    /** The exception's own message shows the value. */
    private static String refersToNothing(String name, IllegalArgumentException unresolved) {
        var missing = UNRESOLVED.matcher(String.valueOf(unresolved.getMessage()));
        return "%s refers to %s, which is missing"
                .formatted(Setting.named(name), missing.find() ? missing.group(1) : "something");
    }
}
