package eu.bilateral.standalone.code;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.springframework.beans.factory.config.YamlPropertiesFactoryBean;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.core.io.FileSystemResource;

/** What the code and the build say, for manifests and documents to agree with. */
public final class Code {

    public static final Path ROOT = Path.of("../..");

    private Code() {}

    /**
     * A service that is built.
     *
     * @param hears the topics of its bindings
     */
    public record Service(String name, int port, int managementPort, List<String> hears) {}

    /** Every service of which the build makes an image, by its name. */
    public static Map<String, Service> services() {
        var services = new TreeMap<String, Service>();
        try (var folders = Files.list(ROOT.resolve("services"))) {
            for (var folder : folders.toList()) {
                var name = folder.getFileName().toString();
                if (Files.readString(folder.resolve("pom.xml")).contains("jib-maven-plugin")) {
                    services.put(name, service(name));
                }
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return services;
    }

    private static Service service(String name) {
        var own = settings(ownSettings(name));
        var topics = new TreeSet<String>();
        own.stringPropertyNames().stream()
                .filter(one -> one.endsWith(".destination"))
                .forEach(one -> topics.add(own.getProperty(one)));
        return new Service(
                own.getProperty("spring.application.name"),
                Integer.parseInt(own.getProperty("server.port")),
                Integer.parseInt(own.getProperty("management.server.port")),
                List.copyOf(topics));
    }

    public static Path ownSettings(String service) {
        return ROOT.resolve("services/%1$s/src/main/resources/%1$s.yml".formatted(service));
    }

    public static Path commonSettings() {
        return ROOT.resolve("shared-kernel/src/main/resources/kernel.yml");
    }

    public static Properties settings(Path file) {
        var yaml = new YamlPropertiesFactoryBean();
        yaml.setResources(new FileSystemResource(file));
        var settings = new Properties();
        var read = yaml.getObject();
        if (read != null) {
            read.forEach((name, value) -> settings.setProperty(String.valueOf(name), String.valueOf(value)));
        }
        return settings;
    }

    /** How many events a consumer takes in one go. */
    public static String eventsInOneGo() {
        return settings(commonSettings()).entrySet().stream()
                .filter(one -> String.valueOf(one.getKey()).contains("max.poll.records"))
                .map(one -> String.valueOf(one.getValue()))
                .findFirst()
                .orElseThrow();
    }

    /** How many partitions a topic gets where nothing is said. */
    public static int partitions() {
        try {
            var settings = Class.forName("eu.bilateral.kernel.delivery.GroundSettings");
            var partitions = Arrays.stream(settings.getDeclaredConstructors()[0].getParameters())
                    .filter(one -> one.getName().equals("partitions"))
                    .findFirst()
                    .orElseThrow();
            return Integer.parseInt(partitions.getAnnotation(DefaultValue.class).value()[0]);
        } catch (ClassNotFoundException gone) {
            throw new IllegalStateException(gone);
        }
    }

    /** The networks within IPv4 and the public part of IPv6 to which no webhook is sent. */
    public static List<String> networksThatWebhooksRefuse() {
        try {
            var source = Files.readString(ROOT.resolve("services/dashboard-service/src/main/java")
                    .resolve("eu/bilateral/dashboard/webhook/AddressRules.java"));
            var list = source.substring(source.indexOf("NOWHERE_PUBLIC"), source.indexOf(".map(Network::of)"));
            return Pattern.compile("\"([0-9a-f.:]+/[0-9]+)\"")
                    .matcher(list)
                    .results()
                    .map(one -> one.group(1))
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    public static String version() {
        try {
            var pom = Files.readString(ROOT.resolve("pom.xml"));
            var own = pom.substring(pom.indexOf("<artifactId>bilateral<"));
            return own.substring(own.indexOf("<version>") + "<version>".length(), own.indexOf("</version>"));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** The sources that the services are built from. */
    public static List<Path> sources() {
        var sources = new ArrayList<Path>();
        for (var folder : List.of("services", "shared-kernel")) {
            try (var files = Files.walk(ROOT.resolve(folder))) {
                files.filter(file -> file.toString().endsWith(".java"))
                        .filter(file -> file.toString().contains("/src/main/"))
                        .forEach(sources::add);
            } catch (IOException unreadable) {
                throw new UncheckedIOException(unreadable);
            }
        }
        return sources;
    }
}
