package eu.bilateral.standalone.code;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import tools.jackson.databind.json.JsonMapper;

/**
 * The settings that the services or their libraries read: what the libraries publish of theirs, what the files of settings
 * say, and what our own classes ask for.
 */
public final class KnownSettings {

    private static final Pattern ASKED_FOR = Pattern.compile("@Value\\(\"\\$\\{([a-z][a-z0-9.-]+)");
    private static final int DEEP = 4;

    private final Set<String> names = new HashSet<>();
    /** Settings that are tables of others: how their names begin, and of what they are tables. */
    private final Map<String, String> tables = new HashMap<>();
    /** Our own by their written names, each with what it is where nobody says anything; empty where that is said elsewhere. */
    private final Map<String, String> own = new TreeMap<>();

    public KnownSettings() {
        published();
        for (var service : Code.services().keySet()) {
            Code.settings(Code.ownSettings(service)).stringPropertyNames().forEach(this::add);
        }
        Code.settings(Code.commonSettings()).stringPropertyNames().forEach(this::add);
        ofOurClasses();
        askedFor();
    }

    /** Bilateral's own settings, each with its default; that is empty where the class that reads it has none. */
    public Map<String, String> own() {
        return Map.copyOf(own);
    }

    /** Whether some setting's variable begins like that. */
    public boolean knowSome(String begin) {
        var name = bare(begin);
        return names.stream().anyMatch(one -> one.startsWith(name))
                || tables.keySet().stream().anyMatch(name::startsWith);
    }

    /** Whether an environment variable of that name sets anything. */
    public boolean know(String variable) {
        var name = bare(variable);
        return names.contains(name)
                || tables.entrySet().stream()
                        .filter(table -> name.startsWith(table.getKey()))
                        .anyMatch(table -> fits(name.substring(table.getKey().length()), table.getValue()));
    }

    /** Whether what is left of a name is a key of such a table and one of its settings. */
    private static boolean fits(String left, String type) {
        var ends = ends(type);
        return ends.isEmpty()
                ? !left.isEmpty()
                : ends.stream().anyMatch(end -> left.endsWith(end) && left.length() > end.length());
    }

    /** As variables and settings have in common: they differ in what stands between the words. */
    private static String bare(String name) {
        return name.replaceAll("[._-]", "").toLowerCase(Locale.ROOT);
    }

    private void add(String name) {
        names.add(bare(name));
    }

    private void published() {
        try {
            var all = getClass().getClassLoader().getResources("META-INF/spring-configuration-metadata.json");
            while (all.hasMoreElements()) {
                try (var stream = all.nextElement().openStream()) {
                    for (var property : JsonMapper.shared().readTree(stream).path("properties")) {
                        var name = property.path("name").asString("");
                        var type = property.path("type").asString("");
                        if (type.startsWith("java.util.Map<")) {
                            tables.put(bare(name), type.substring(type.indexOf(',') + 1, type.length() - 1));
                        } else {
                            add(name);
                        }
                    }
                }
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static Set<String> ends(String type) {
        var ends = new HashSet<String>();
        if (type.startsWith("org.springframework.boot.")) {
            try {
                collect(Class.forName(type, false, KnownSettings.class.getClassLoader()), "", 1, ends);
            } catch (ClassNotFoundException elsewhere) {
                throw new IllegalStateException(elsewhere);
            }
        }
        return ends;
    }

    private static void collect(Class<?> type, String before, int depth, Set<String> ends) {
        for (var method : type.getMethods()) {
            if (Modifier.isStatic(method.getModifiers())
                    || method.getParameterCount() > 0
                    || !method.getName().startsWith("get")
                    || method.getName().equals("getClass")) {
                continue;
            }
            var name = before + bare(method.getName().substring("get".length()));
            var value = method.getReturnType();
            if (value.getName().startsWith("org.springframework.boot.") && !value.isEnum() && depth < DEEP) {
                collect(value, name, depth + 1, ends);
            } else {
                ends.add(name);
            }
        }
    }

    private void ofOurClasses() {
        var scanner = new ClassPathScanningCandidateComponentProvider(false);
        scanner.addIncludeFilter(new AnnotationTypeFilter(ConfigurationProperties.class));
        for (var found : scanner.findCandidateComponents("eu.bilateral")) {
            try {
                var type = Class.forName(found.getBeanClassName());
                var annotation = type.getAnnotation(ConfigurationProperties.class);
                var prefix = annotation.value().isEmpty() ? annotation.prefix() : annotation.value();
                if (type.isRecord()) {
                    for (var one : type.getDeclaredConstructors()[0].getParameters()) {
                        var name = prefix + "."
                                + one.getName().replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
                        var otherwise = one.getAnnotation(DefaultValue.class);
                        add(name);
                        if (one.getType() == Map.class) {
                            tables.put(bare(name), "");
                        }
                        own.merge(
                                name,
                                otherwise == null ? "" : String.join(",", otherwise.value()),
                                KnownSettings::better);
                    }
                }
            } catch (ClassNotFoundException gone) {
                throw new IllegalStateException(gone);
            }
        }
    }

    private void askedFor() {
        for (var source : Code.sources()) {
            try {
                ASKED_FOR.matcher(Files.readString(source)).results().forEach(one -> {
                    add(one.group(1));
                    if (one.group(1).startsWith("bilateral.")) {
                        own.merge(one.group(1), "", KnownSettings::better);
                    }
                });
            } catch (IOException unreadable) {
                throw new UncheckedIOException(unreadable);
            }
        }
    }

    /** Two may read one setting, and not both need say what it is otherwise. */
    private static String better(String one, String other) {
        return one.isEmpty() ? other : one;
    }
}
