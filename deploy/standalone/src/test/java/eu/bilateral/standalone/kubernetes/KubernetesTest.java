package eu.bilateral.standalone.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import eu.bilateral.standalone.code.Code;
import eu.bilateral.standalone.kubernetes.Manifests.Pod;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.PropertiesPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import tools.jackson.databind.JsonNode;

/** What is handed to a cluster, looked at without one. */
class KubernetesTest {

    private static final Optional<String> NOT_YET = Optional.empty();
    private static final String OVERLAY = "overlays/small";

    @Test
    void theBaseIsSound() {
        assertThat(Rules.findings(Manifests.parse(Manifests.base()), NOT_YET)).isEmpty();
    }

    @Test
    void kustomizeMakesTheSameOfTheBase() throws IOException {
        assumeKustomize();
        var made = Manifests.parse(Kustomize.of("base"));

        assertThat(Rules.findings(made, NOT_YET)).isEmpty();
        assertThat(made.all()).hasSameSizeAs(Manifests.parse(Manifests.base()).all());
    }

    @Test
    void theOverlayIsSound() throws IOException {
        assumeKustomize();

        assertThat(Rules.findings(small(), Optional.of(Code.version()))).isEmpty();
    }

    @Test
    void eachServiceTakesWhatTheOverlayTellsIt() throws Exception {
        assumeKustomize();
        var manifests = small();

        for (var pod : manifests.pods()) {
            var settings = settingsOf(pod, manifests.environment(pod));
            check(settings);
            assertThat(List.of(
                            "spring.cloud.stream.kafka.binder.brokers",
                            "spring.mongodb.uri",
                            "bilateral.identity.issuer",
                            "bilateral.identity.jwk-set-uri"))
                    .allSatisfy(name -> assertThat(settings.getRequiredProperty(name))
                            .isNotBlank()
                            .doesNotContain("localhost"));
        }
    }

    @Test
    void theServicesRefuseAnOverlayWithoutItsSecretsOrWithAnAddressThatIsNone() throws Exception {
        assumeKustomize();
        var manifests = small();
        var pod = manifests.pods().getFirst();
        var told = new HashMap<>(manifests.environment(pod));
        told.put("BILATERAL_IDENTITY_ISSUER", "identity.bilateral.example");
        var settings = settingsOf(pod, told);
        settings.getPropertySources().remove("secrets");

        assertThatExceptionOfType(RuntimeException.class)
                .isThrownBy(() -> check(settings))
                .withMessageContaining("BILATERAL_IDENTITY_ISSUER) is no http or https address")
                .withMessageContaining("refers to secret.mongodb, which is missing");
    }

    @Test
    void thePartitionsAreThoseThatTheServicesMake() {
        var manifests = Manifests.parse(Manifests.base());

        assertThat(manifests.pods())
                .isNotEmpty()
                .allSatisfy(pod -> assertThat(manifests.environment(pod))
                        .containsEntry("BILATERAL_GROUND_PARTITIONS", Integer.toString(Code.partitions())));
    }

    /** Two walls against one thing: neither may have a gate that the other lacks. */
    @Test
    void theNetworkLeadsWebhooksNowhereThatTheServiceRefuses() {
        var policy = Manifests.parse(Manifests.base()).of("NetworkPolicy").stream()
                .filter(one -> one.name().equals("door-to-webhooks"))
                .findFirst()
                .orElseThrow();
        var blocks = policy.spec()
                .at("/egress/0/to")
                .valueStream()
                .map(to -> to.path("ipBlock"))
                .toList();

        assertThat(blocks).extracting(block -> block.path("cidr").asString()).containsExactly("0.0.0.0/0", "2000::/3");
        assertThat(blocks.stream().flatMap(block -> block.path("except").valueStream()))
                .extracting(JsonNode::asString)
                .containsExactlyInAnyOrderElementsOf(Code.networksThatWebhooksRefuse());
    }

    @Test
    void theFourServicesDifferInNamesPortsAndTheDoorOnly() {
        var manifests = Manifests.parse(Manifests.base());
        var shapes = manifests.pods().stream().filter(Pod::serves).map(pod -> {
            var service = Code.services().get(pod.service());
            return pod.template()
                    .toString()
                    .replace(pod.service(), "NAME")
                    .replace(Integer.toString(service.port()), "PORT")
                    .replace(Integer.toString(service.managementPort()), "MANAGEMENT")
                    .replace(",{\"configMapRef\":{\"name\":\"bilateral-door\"}}", "");
        });

        assertThat(shapes.collect(Collectors.toSet())).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "maxUnavailable: 0 | maxUnavailible: 0 | maxUnavailible",
                "revisionHistoryLimit: 3 | revisionHistoryLimit: three | three",
                "whenUnsatisfiable: ScheduleAnyway | whenUnsatisfiable: Sometimes | whenUnsatisfiable is \"Sometimes\"",
                "kind: PodDisruptionBudget | kind: PodDisruptionWish | nothing is known of the kind policy/v1",
                "- Egress | - Ingress | no policy keeps everybody from everybody",
                "- 10.0.0.0/8 | - 11.0.0.0/8 | opens a network that is not the public one",
                "kubernetes.io/metadata.name: monitoring\\n      ports:\\n        - protocol: TCP\\n          port: management | kubernetes.io/metadata.name: monitoring\\n      ports:\\n        - protocol: TCP\\n          port: http | lets others in than at the door",
                "port: management | port: http | does not ask the management port 9081",
                "containerPort: 9081 | containerPort: 9088 | does not ask the management port 9081",
                "path: /actuator/health/liveness | path: /actuator/health | asks for something else",
                "targetPort: http | targetPort: web | its pods have no port \"web\"",
                "minAvailable: 1 | minAvailable: 2 | no node could ever be drained",
                "maxReplicaCount: 6 | maxReplicaCount: 12 | must end at the 6 partitions",
                "topic: contact-events | topic: contacts | follows [contacts]",
                "consumerGroup: meeting-service | consumerGroup: meetings | follows another group",
                "lagThreshold: \"500\" | lagThreshold: 500 | must be a text",
                "pollingInterval: 15 | pollingIntervall: 15 | there is no field pollingIntervall in ScaledObject spec",
                "BILATERAL_GROUND_MISSING | BILATERAL_GROUND_MISING | nothing reads BILATERAL_GROUND_MISING",
                "SPRING_KAFKA_SECURITY_PROTOCOL | SPRING_KAFKA_PROTOCOL | nothing reads SPRING_KAFKA_PROTOCOL",
                "BILATERAL_CLIENT_ID | BILATERAL_CLIENT_NUMBER | nothing reads SPRING_SECURITY",
                "MANAGEMENT_SERVER_ADDRESS: 0.0.0.0 | MANAGEMENT_SERVER_ADDRESS: 127.0.0.1 | cannot reach the management port",
                "${secret.client} | hush | holds a secret",
                "password=\"${secret.kafka}\" | password=\"hush\" | holds a secret",
                "image: bilateral/contact-service | image: someone/contact-service | is not the image that is built",
                "name: bilateral-door | name: bilateral-doors | there is no ConfigMap bilateral-doors",
                "secretName: contact-service | secretName: meeting-service | it sees the secrets of another",
                "automountServiceAccountToken: false\\n      enable | automountServiceAccountToken: true\\n      enable | a token is mounted",
                "readOnlyRootFilesystem: true | readOnlyRootFilesystem: false | it can change its files",
                "terminationGracePeriodSeconds: 150 | terminationGracePeriodSeconds: 60 | killed after 60 s",
                "--bilateral.prepare | --bilateral.repair | it does not prepare",
                "component: prepare\\n        app.kubernetes.io/part-of | component: service\\n        app.kubernetes.io/part-of | leads to",
                "http://contact-service:8081 | http://contact-service:8082 | is not told where contact-service is",
            })
    void amissIsSeen(String right, String amiss, String said) {
        var base = Manifests.base();
        var from = right.replace("\\n", "\n");

        var seen = Rules.findings(Manifests.parse(base.replaceFirst(quoted(from), replaced(amiss))), NOT_YET);

        assertThat(base).contains(from);
        assertThat(seen).isNotEmpty().anySatisfy(finding -> assertThat(finding).contains(said));
    }

    @Test
    void anImageOfAnotherVersionOrOfSomebodyElseIsSeen() throws IOException {
        assumeKustomize();
        var made = Kustomize.of(OVERLAY);
        var built = "bilateral/contact-service:" + Code.version();

        for (var other : List.of("x/bilateral/contact-service:9.9.9", "x/someone/contact-service", built)) {
            var amiss = made.replaceFirst(quoted("registry.bilateral.example/" + built), other);

            assertThat(Rules.findings(Manifests.parse(amiss), Optional.of(Code.version())))
                    .singleElement()
                    .asString()
                    .contains("is not the image that is built");
        }
    }

    private static String quoted(String text) {
        return Pattern.quote(text);
    }

    private static String replaced(String text) {
        return Matcher.quoteReplacement(text.replace("\\n", "\n"));
    }

    private static void assumeKustomize() {
        assumeTrue(
                Kustomize.isHere(), "There is no kubectl: what Kustomize makes of deploy/kubernetes is not looked at");
    }

    private static Manifests small() throws IOException {
        return Manifests.parse(Kustomize.of(OVERLAY));
    }

    /** As the service would see it in that pod. */
    private static StandardEnvironment settingsOf(Pod pod, Map<String, String> told) {
        var settings = new StandardEnvironment();
        var sources = settings.getPropertySources();
        sources.replace(
                StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
                new SystemEnvironmentPropertySource(
                        StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME, new HashMap<>(told)));
        sources.addLast(new MapPropertySource(
                "secrets", Map.of("secret.kafka", "hush", "secret.mongodb", "hush", "secret.client", "hush")));
        sources.addLast(new PropertiesPropertySource("own", Code.settings(Code.ownSettings(pod.service()))));
        sources.addLast(new PropertiesPropertySource("common", Code.settings(Code.commonSettings())));
        ConfigurationPropertySources.attach(settings);
        return settings;
    }

    /** The check with which each service starts. */
    private static void check(StandardEnvironment settings) throws ClassNotFoundException {
        try (var context = new AnnotationConfigApplicationContext()) {
            context.setEnvironment(settings);
            context.register(Class.forName("eu.bilateral.kernel.setting.SettingAutoConfiguration"));
            context.refresh();
        }
    }
}
