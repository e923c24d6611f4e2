package eu.bilateral.kernel.setting;

import com.mongodb.MongoException;
import com.mongodb.MongoSecurityException;
import com.mongodb.MongoTimeoutException;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringBootExceptionReporter;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.util.PlaceholderResolutionException;

/** Says in one line on the error output why a service does not start, where it is its settings or surroundings. */
@Order(Ordered.HIGHEST_PRECEDENCE)
final class OneLine implements SpringBootExceptionReporter {

    /** As the driver writes the causes of a failure into its view of the cluster, the innermost last. */
    private static final Pattern CAUSE = Pattern.compile("caused by \\{[\\w.$]+: (?<words>[^{}]+)\\}");

    private final @Nullable ConfigurableApplicationContext context;

    OneLine(@Nullable ConfigurableApplicationContext context) {
        this.context = context;
    }

    @Override
    public boolean reportException(Throwable failure) {
        var reason = reason(failure);
        if (reason == null) {
            return false;
        }
        var service = context == null ? null : context.getEnvironment().getProperty("spring.application.name");
        System.err.println(Objects.requireNonNullElse(service, "The service") + " cannot start: " + reason);
        return true;
    }

    /** The first cause that we have words for; nothing where it is none of the settings' business. */
    static @Nullable String reason(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof StartRefused refused) {
                return refused.getMessage();
            }
            if (cause instanceof BindException unfit) {
                return unfit(unfit);
            }
            if (cause instanceof MongoException away) {
                return store(away);
            }
            if (cause instanceof PlaceholderResolutionException unknown) {
                return firstLine(unknown);
            }
        }
        return null;
    }

    /** The driver's own words are a page long and name neither the setting nor what to do. */
    private static String store(MongoException away) {
        var setting = Setting.named("spring.mongodb.uri");
        return switch (away) {
            case MongoSecurityException refused -> "the document store refuses the credentials in " + setting;
            case MongoTimeoutException silent ->
                "no document store answers where %s says%s: start it, or say where it is"
                        .formatted(setting, innermost(silent));
            default -> "the document store in %s fails: %s".formatted(setting, firstLine(away));
        };
    }

    /** Why, as far as the driver knows: it tells of what it last ran into in its message alone. */
    private static String innermost(MongoTimeoutException silent) {
        return CAUSE.matcher(String.valueOf(silent.getMessage()))
                .results()
                .reduce((outer, inner) -> inner)
                .map(inner -> " (%s)".formatted(inner.group("words")))
                .orElse("");
    }

    private static String unfit(BindException unfit) {
        var property = unfit.getProperty();
        var name = property == null ? unfit.getName() : property.getName();
        return "%s does not take what it is set to: %s"
                .formatted(Setting.named(name.toString()), firstLine(NestedExceptionUtils.getMostSpecificCause(unfit)));
    }

    private static String firstLine(Throwable failure) {
        return String.valueOf(failure.getMessage()).lines().findFirst().orElse("");
    }
}
