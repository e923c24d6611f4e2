package eu.bilateral.standalone.compose;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the containers are made of, looked at without a container engine. */
class ComposeTest {

    private static final Path ROOT = Path.of("../..");
    private static final Pattern VERSIONED =
            Pattern.compile("[a-z0-9./-]+:v?\\d+\\.\\d+[a-zA-Z0-9._-]*(@sha256:[0-9a-f]{64})?");

    private final Map<String, String> versions = versions();
    private final Map<String, Map<String, Object>> parts = parts();

    @Test
    void everyImageIsPinnedInOnePlace() {
        var images = versions.entrySet().stream()
                .filter(one -> one.getKey().endsWith("_IMAGE"))
                .toList();

        assertThat(images)
                .hasSizeGreaterThan(5)
                .allSatisfy(image -> assertThat(image.getValue()).matches(VERSIONED));
        assertThat(parts)
                .allSatisfy((name, part) -> assertThat(String.valueOf(part.get("image")))
                        .matches("\\$\\{[A-Z]+_IMAGE}|bilateral/[a-z-]+:\\$\\{BILATERAL_VERSION}"));
    }

    @Test
    void theImagesAreOfTheVersionsThatAreBuiltAgainst() throws IOException {
        var pom = Files.readString(ROOT.resolve("pom.xml"));

        assertThat(versions.get("KAFKA_IMAGE")).endsWith(":" + element(pom, "kafka.version"));
        assertThat(versions.get("JAVA_IMAGE")).isEqualTo(element(pom, "image.base"));
        assertThat(versions.get("BILATERAL_VERSION"))
                .isEqualTo(element(pom.substring(pom.indexOf("<artifactId>bilateral<")), "version"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"small", "cluster"})
    void onlyTheDoorAndTheIssuerArePublishedAndOnLoopback(String profile) {
        var published = in(profile).entrySet().stream()
                .filter(part -> part.getValue().containsKey("ports"))
                .collect(Collectors.toMap(
                        Map.Entry::getKey, part -> (List<?>) part.getValue().get("ports")));

        assertThat(published.keySet())
                .containsExactlyInAnyOrder(
                        "keycloak", profile.equals("small") ? "dashboard-service" : "dashboard-service-cluster");
        assertThat(published.values())
                .allSatisfy(
                        ports -> assertThat(ports).singleElement().asString().startsWith("127.0.0.1:"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"small", "cluster", "demo", "observability"})
    void everyPartHasALimitAndNoMoreRightsThanItNeeds(String profile) {
        assertThat(in(profile)).isNotEmpty().allSatisfy((name, part) -> {
            assertThat(part).containsKey("mem_limit");
            assertThat(part.get("cap_drop")).isEqualTo(List.of("ALL"));
            assertThat(part.get("security_opt")).isEqualTo(List.of("no-new-privileges:true"));
            if (!"no".equals(part.get("restart"))) {
                assertThat(part).containsKey("healthcheck");
            }
            if (String.valueOf(part.get("image")).startsWith("bilateral/")) {
                assertThat(part.get("read_only")).isEqualTo(true);
            }
        });
    }

    @Test
    void whatWaitsForAnotherWaitsUntilItIsWell() {
        parts.forEach((name, part) -> conditions(part).forEach((other, condition) -> {
            var awaited = Objects.requireNonNull(parts.get(other), () -> name + " waits for nobody: " + other);
            // In whatever profile the one runs, the other does too.
            assertThat(profiles(awaited))
                    .as("%s waits for %s", name, other)
                    .matches(there ->
                            there.isEmpty() || (!profiles(part).isEmpty() && there.containsAll(profiles(part))));
            if ("no".equals(awaited.get("restart"))) {
                assertThat(condition).isEqualTo("service_completed_successfully");
            } else if (!name.startsWith("mongodb-setup")) {
                // The setup makes the replica set, without which no member is well.
                assertThat(condition).as("%s waits for %s", name, other).isEqualTo("service_healthy");
            }
        }));
    }

    /** What waits for it would not be started at all once it counts as not well. */
    @Test
    void whateverIsAJvmMayStartSlowly() {
        var jvms = parts.values().stream()
                .filter(part -> part.containsKey("healthcheck"))
                .filter(part -> String.valueOf(part.get("image")).matches("bilateral/.*|.*(KAFKA|KEYCLOAK)_IMAGE.*"))
                .toList();

        assertThat(jvms)
                .hasSizeGreaterThan(8)
                .allSatisfy(part -> assertThat(part.get("healthcheck"))
                        .asInstanceOf(InstanceOfAssertFactories.MAP)
                        .containsEntry("start_period", "300s"));
    }

    @Test
    void noSecretIsInTheFile() {
        assertThat(parts).allSatisfy((name, part) -> {
            if (part.get("environment") instanceof Map<?, ?> told) {
                told.forEach((variable, value) -> {
                    if (String.valueOf(variable).matches(".*(PASSWORD|SECRET|JAAS|_URI)$")) {
                        assertThat(String.valueOf(value))
                                .as("%s of %s", variable, name)
                                .doesNotContainPattern("://[^/]*:[^$/@]+@")
                                .doesNotContainPattern("password=\"[^$]")
                                .matches("(?s)http.*|mongodb.*|.*\\$\\$\\{.*|\\{baseUrl}.*");
                    }
                });
            }
        });
    }

    @Test
    void theRealmGivesTheClaimsThatTheServicesReadAndShortTokens() throws IOException {
        var realm = JsonMapper.shared()
                .readTree(ROOT.resolve("deploy/identity/bilateral-realm.json").toFile());
        var client = realm.get("clients").get(0);
        assertThat(realm.get("accessTokenLifespan").asInt()).isLessThanOrEqualTo(45);
        assertThat(realm.has("users")).isFalse();
        assertThat(client.get("secret").asString()).isEqualTo("${DASHBOARD_CLIENT_SECRET}");
        assertThat(mapper(client, "workspace", "claim.name")).isEqualTo("workspace");
        assertThat(mapper(client, "role", "claim.name")).isEqualTo("role");
        assertThat(mapper(client, "audience", "included.custom.audience")).isEqualTo("bilateral-api");
        // An ID token must not pass for an access token.
        assertThat(mapper(client, "audience", "id.token.claim")).isEqualTo("false");
    }

    private static String mapper(JsonNode client, String name, String setting) {
        for (var mapper : client.get("protocolMappers")) {
            if (mapper.get("name").asString().equals(name)) {
                return mapper.get("config").get(setting).asString();
            }
        }
        throw new IllegalStateException("The client has no mapper " + name);
    }

    private Map<String, Map<String, Object>> in(String profile) {
        return parts.entrySet().stream()
                .filter(part -> profiles(part.getValue()).isEmpty()
                        || profiles(part.getValue()).contains(profile))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** None where it runs in every profile. */
    private static List<?> profiles(Map<String, Object> part) {
        return part.get("profiles") instanceof List<?> named ? named : List.of();
    }

    private static Map<String, String> conditions(Map<String, Object> part) {
        var conditions = new TreeMap<String, String>();
        if (part.get("depends_on") instanceof Map<?, ?> others) {
            others.forEach((other, how) ->
                    conditions.put(String.valueOf(other), String.valueOf(((Map<?, ?>) how).get("condition"))));
        }
        return conditions;
    }

    private static String element(String pom, String name) {
        var begin = pom.indexOf("<" + name + ">") + name.length() + 2;
        return pom.substring(begin, pom.indexOf("</" + name + ">", begin));
    }

    private static Map<String, String> versions() {
        var versions = new TreeMap<String, String>();
        for (var line : lines(".env")) {
            if (!line.startsWith("#") && line.contains("=")) {
                var pair = line.split("=", 2);
                versions.put(pair[0], pair[1]);
            }
        }
        return versions;
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Map<String, Object>> parts() {
        var options = new LoaderOptions();
        options.setMaxAliasesForCollections(500);
        Map<String, Object> file =
                new Yaml(new SafeConstructor(options)).load(String.join("\n", lines("docker-compose.yml")));
        return (Map<String, Map<String, Object>>) Objects.requireNonNull(file.get("services"));
    }

    private static List<String> lines(String file) {
        try {
            return new ArrayList<>(Files.readAllLines(ROOT.resolve(file)));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
