package eu.bilateral.standalone.kubernetes;

import com.google.errorprone.annotations.FormatMethod;
import com.google.errorprone.annotations.FormatString;
import eu.bilateral.standalone.code.Code;
import eu.bilateral.standalone.code.Code.Service;
import eu.bilateral.standalone.code.KnownSettings;
import eu.bilateral.standalone.kubernetes.Manifests.Manifest;
import eu.bilateral.standalone.kubernetes.Manifests.Pod;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** What manifests must agree on, with each other and with the code. */
final class Rules {

    /**
     * How long each phase of an end may take, one after the other: what hears and sends by itself in the dashboard-service,
     * which is stopped one after the other too (webhooks 8, live stream 5, their hearing 5, read models 12, or 42 while they
     * are built anew); the requests; three bindings; and the relay, as long as one send and its two threads.
     */
    private static final int LONGEST_END_SECONDS = 60 + 30 + 3 * 10 + 19;

    private static final String DOOR = "dashboard-service";

    private static final Map<String, Service> SERVICES = Code.services();
    private static final KnownSettings SETTINGS = new KnownSettings();

    private final Manifests manifests;
    private final Optional<String> version;
    private final List<String> wrong = new ArrayList<>();

    private Rules(Manifests manifests, Optional<String> version) {
        this.manifests = manifests;
        this.version = version;
    }

    /** A line for each thing that is wrong; the version is that of the images, absent where an overlay has not said it yet. */
    static List<String> findings(Manifests manifests, Optional<String> version) {
        var rules = new Rules(manifests, version);
        manifests.all().forEach(one -> rules.wrong.addAll(Schemas.findings(one)));
        rules.everythingIsThereOnce();
        manifests.pods().forEach(rules::pod);
        manifests.of("Service").forEach(rules::service);
        manifests.of("PodDisruptionBudget").forEach(rules::budget);
        manifests.of("Ingress").forEach(rules::ingress);
        manifests.of("NetworkPolicy").forEach(rules::policy);
        rules.nobodyComesInButAtTheDoor();
        manifests.of("ScaledObject").forEach(rules::scaling);
        return List.copyOf(rules.wrong);
    }

    @FormatMethod
    private void check(boolean holds, @FormatString String finding, Object... about) {
        if (!holds) {
            wrong.add(finding.formatted(about));
        }
    }

    private void everythingIsThereOnce() {
        var all = manifests.all().stream().map(Manifest::toString).toList();
        check(new TreeSet<>(all).size() == all.size(), "something is there twice: %s", all);
        check(manifests.of("Secret").isEmpty(), "a Secret is in the repository");
        for (var service : SERVICES.values()) {
            for (var kind : List.of("Deployment", "Service", "ServiceAccount")) {
                check(manifests.named(kind, service.name()).isPresent(), "%s: there is no %s", service.name(), kind);
            }
            check(
                    manifests.named("Job", service.name() + "-prepare").isPresent(),
                    "%s: no Job makes its topics and indexes",
                    service.name());
            check(
                    manifests.named("ScaledObject", service.name()).isPresent()
                            != service.hears().isEmpty(),
                    "%s: it must be scaled where it hears something, and only there",
                    service.name());
            check(
                    least(service.name()) < 2
                            || manifests
                                    .named("PodDisruptionBudget", service.name())
                                    .isPresent(),
                    "%s: all its instances may be taken away at once",
                    service.name());
        }
    }

    /** How many instances there are at least. */
    private int least(String service) {
        return manifests
                .named("ScaledObject", service)
                .map(scaled -> scaled.spec().path("minReplicaCount").asInt(0))
                .or(() -> manifests
                        .named("Deployment", service)
                        .map(one -> one.spec().path("replicas").asInt(1)))
                .orElse(0);
    }

    // ---- pods

    private void pod(Pod pod) {
        var service = SERVICES.get(pod.service());
        check(service != null, "%s: there is no service %s", pod.owner(), pod.service());
        if (service == null) {
            return;
        }
        var selector = pod.owner().spec().path("selector");
        check(!pod.serves() || selects(selector, pod), "%s: its selector does not match its pods", pod.owner());
        for (var spread : pod.spec().path("topologySpreadConstraints")) {
            check(selects(spread.path("labelSelector"), pod), "%s: is spread apart from others' pods", pod.owner());
        }
        check(!pod.serves() || pod.spec().has("topologySpreadConstraints"), "%s: is not spread", pod.owner());
        check(
                manifests
                        .named(
                                "ServiceAccount",
                                pod.spec().path("serviceAccountName").asString(""))
                        .isPresent(),
                "%s: there is no such account",
                pod.owner());
        rights(pod);
        image(pod, service);
        told(pod, service);
        volumes(pod);
        if (pod.serves()) {
            probes(pod, service);
            end(pod);
        } else {
            check(
                    pod.container().path("args").toString().equals("[\"--bilateral.prepare\"]"),
                    "%s: it does not prepare",
                    pod.owner());
            check(pod.owner().spec().path("ttlSecondsAfterFinished").isNumber(), "%s: it stays for ever", pod.owner());
        }
    }

    private void rights(Pod pod) {
        var all = pod.spec().path("securityContext");
        var own = pod.container().path("securityContext");
        check(pod.spec().path("containers").size() == 1, "%s: it must have one container", pod.owner());
        check(!pod.spec().path("automountServiceAccountToken").asBoolean(true), "%s: a token is mounted", pod.owner());
        check(all.path("runAsNonRoot").asBoolean(false), "%s: it may run as root", pod.owner());
        check(
                all.at("/seccompProfile/type").asString("").equals("RuntimeDefault"),
                "%s: no seccomp profile",
                pod.owner());
        check(own.path("readOnlyRootFilesystem").asBoolean(false), "%s: it can change its files", pod.owner());
        check(!own.path("allowPrivilegeEscalation").asBoolean(true), "%s: it may gain privileges", pod.owner());
        check(own.at("/capabilities/drop").toString().equals("[\"ALL\"]"), "%s: it has capabilities", pod.owner());
        var resources = pod.container().path("resources");
        check(resources.at("/requests/cpu").isString(), "%s: asks for no cpu", pod.owner());
        check(
                resources.at("/limits/memory").isString()
                        && resources.at("/limits/memory").equals(resources.at("/requests/memory")),
                "%s: memory must be asked for and limited alike",
                pod.owner());
    }

    private void image(Pod pod, Service service) {
        var image = pod.container().path("image").asString("");
        var wanted = "bilateral/" + service.name();
        check(
                version.isEmpty() ? image.equals(wanted) : image.endsWith("/" + wanted + ":" + version.get()),
                "%s: %s is not the image that is built",
                pod.owner(),
                image);
    }

    private void told(Pod pod, Service service) {
        for (var from : pod.container().path("envFrom")) {
            var name = from.at("/configMapRef/name").asString("");
            check(manifests.named("ConfigMap", name).isPresent(), "%s: there is no ConfigMap %s", pod.owner(), name);
        }
        var told = manifests.environment(pod);
        told.keySet().forEach(name -> check(SETTINGS.know(name), "%s: nothing reads %s", pod.owner(), name));
        check(
                "0.0.0.0".equals(told.get("MANAGEMENT_SERVER_ADDRESS")),
                "%s: probes cannot reach the management port",
                pod.owner());
        check("refuse".equals(told.get("BILATERAL_GROUND_MISSING")), "%s: it would make topics by itself", pod.owner());
        told.forEach((name, value) -> check(
                !value.matches("(?s).*(://[^/$]*:[^$/@]+@|password=\"[^$]).*")
                        && (!name.endsWith("_SECRET") || value.startsWith("${")),
                "%s: %s holds a secret",
                pod.owner(),
                name));
        if (service.name().equals(DOOR)) {
            SERVICES.values().stream()
                    .filter(one -> !one.name().equals(DOOR))
                    .forEach(one -> check(
                            told.containsValue("http://%s:%d".formatted(one.name(), one.port())),
                            "%s: it is not told where %s is",
                            pod.owner(),
                            one.name()));
        }
    }

    private void volumes(Pod pod) {
        var there = new TreeSet<String>();
        for (var volume : pod.spec().path("volumes")) {
            there.add(volume.path("name").asString(""));
            if (volume.has("secret")) {
                check(
                        volume.at("/secret/secretName").asString("").equals(pod.service()),
                        "%s: it sees the secrets of another",
                        pod.owner());
            }
        }
        var mounted = new TreeSet<String>();
        pod.container()
                .path("volumeMounts")
                .forEach(one -> mounted.add(one.path("name").asString("")));
        check(there.equals(mounted), "%s: mounts %s of %s", pod.owner(), mounted, there);
        check(
                pod.container().path("volumeMounts").toString().contains("\"/tmp\""),
                "%s: there is nowhere to write",
                pod.owner());
    }

    private void probes(Pod pod, Service service) {
        for (var probe : Map.of("startupProbe", "liveness", "livenessProbe", "liveness", "readinessProbe", "readiness")
                .entrySet()) {
            var asked = pod.container().path(probe.getKey()).path("httpGet");
            check(
                    pod.port(asked.path("port")).equals(Optional.of(service.managementPort())),
                    "%s: the %s does not ask the management port %d",
                    pod.owner(),
                    probe.getKey(),
                    service.managementPort());
            check(
                    asked.path("path").asString("").equals("/actuator/health/" + probe.getValue()),
                    "%s: the %s asks for something else than %s",
                    pod.owner(),
                    probe.getKey(),
                    probe.getValue());
        }
        var annotations = pod.template().at("/metadata/annotations");
        check(
                annotations.path("prometheus.io/port").asString("").equals(Integer.toString(service.managementPort())),
                "%s: Prometheus is sent to another port",
                pod.owner());
        check(
                pod.container().path("ports").size() == 2
                        && pod.container().path("ports").toString().contains("\"containerPort\":" + service.port()),
                "%s: it must have the ports %d and %d",
                pod.owner(),
                service.port(),
                service.managementPort());
    }

    private void end(Pod pod) {
        int waits = pod.container().at("/lifecycle/preStop/sleep/seconds").asInt(0);
        int given = pod.spec().path("terminationGracePeriodSeconds").asInt(30);
        check(waits > 0, "%s: it ends while it is still sent requests", pod.owner());
        check(
                given >= waits + LONGEST_END_SECONDS,
                "%s: it is killed after %d s and may need %d",
                pod.owner(),
                given,
                waits + LONGEST_END_SECONDS);
    }

    // ---- who finds whom

    private boolean selects(JsonNode selector, Pod pod) {
        return contains(selector.path("matchLabels"), pod)
                && selector.path("matchExpressions").valueStream().allMatch(one -> expression(one, pod));
    }

    private static boolean expression(JsonNode one, Pod pod) {
        var value = pod.labels().path(one.path("key").asString(""));
        return switch (one.path("operator").asString("")) {
            case "In" -> one.path("values").valueStream().anyMatch(value::equals);
            case "Exists" -> !value.isMissingNode();
            default -> throw new IllegalArgumentException("This test does not know " + one);
        };
    }

    private static boolean contains(JsonNode wanted, Pod pod) {
        return wanted.properties().stream()
                .allMatch(one -> one.getValue().equals(pod.labels().path(one.getKey())));
    }

    private List<Pod> found(Predicate<Pod> wanted) {
        return manifests.pods().stream().filter(wanted).toList();
    }

    private void service(Manifest service) {
        var pods = found(pod -> contains(service.spec().path("selector"), pod));
        check(
                pods.size() == 1
                        && pods.getFirst().serves()
                        && pods.getFirst().service().equals(service.name()),
                "%s: leads to %s",
                service,
                pods.stream().map(Pod::owner).toList());
        for (var port : service.spec().path("ports")) {
            var built = SERVICES.get(service.name());
            for (var pod : pods) {
                var target = pod.port(port.path("targetPort"));
                check(target.isPresent(), "%s: its pods have no port %s", service, port.path("targetPort"));
                check(
                        built != null
                                && target.equals(Optional.of(built.port()))
                                && port.path("port").asInt(0) == built.port(),
                        "%s: it is not on its port",
                        service);
            }
        }
    }

    private void budget(Manifest budget) {
        var pods = found(pod -> selects(budget.spec().path("selector"), pod));
        check(pods.size() == 1 && pods.getFirst().serves(), "%s: must be about one service", budget);
        int kept = budget.spec().path("minAvailable").asInt(0);
        check(kept >= 1, "%s: keeps nobody", budget);
        pods.forEach(pod -> check(
                kept < least(pod.service()),
                "%s: keeps all %d, so no node could ever be drained",
                budget,
                least(pod.service())));
    }

    private void ingress(Manifest ingress) {
        for (var rule : ingress.spec().path("rules")) {
            for (var path : rule.at("/http/paths")) {
                var backend = path.at("/backend/service");
                var service = manifests.named("Service", backend.path("name").asString(""));
                check(
                        service.isPresent()
                                && service.get().name().equals(DOOR)
                                && service.get()
                                        .spec()
                                        .path("ports")
                                        .valueStream()
                                        .anyMatch(port -> port.path("name").equals(backend.at("/port/name"))),
                        "%s: does not lead to the door",
                        ingress);
            }
            check(
                    ingress.spec()
                            .path("tls")
                            .valueStream()
                            .flatMap(one -> one.path("hosts").valueStream())
                            .anyMatch(rule.path("host")::equals),
                    "%s: %s has no certificate",
                    ingress,
                    rule.path("host"));
        }
    }

    private void policy(Manifest policy) {
        var about = found(pod -> selects(policy.spec().path("podSelector"), pod));
        check(!about.isEmpty(), "%s: is about nobody", policy);
        for (var way : List.of("ingress/from", "egress/to")) {
            var direction = way.substring(0, way.indexOf('/'));
            for (var rule : policy.spec().path(direction)) {
                var peers = rule.path(way.substring(way.indexOf('/') + 1));
                check(!peers.isEmpty() && !rule.path("ports").isEmpty(), "%s: a rule lets everybody in or out", policy);
                var others = new ArrayList<Pod>();
                for (var peer : peers) {
                    if (peer.has("ipBlock")) {
                        check(
                                direction.equals("egress")
                                        && about.stream()
                                                .allMatch(pod -> pod.service().equals(DOOR))
                                        && isPublic(peer.path("ipBlock")),
                                "%s: opens a network that is not the public one, or to others than the door",
                                policy);
                    } else if (!peer.has("namespaceSelector")) {
                        var here = found(pod -> selects(peer.path("podSelector"), pod));
                        check(!here.isEmpty(), "%s: speaks of pods that are not there", policy);
                        others.addAll(here);
                    }
                }
                ports(policy, rule, direction.equals("ingress") ? about : others);
            }
        }
    }

    /** Whether the networks that one has at home are left out. */
    private static boolean isPublic(JsonNode block) {
        var cidr = block.path("cidr").asString("");
        return cidr.equals("2000::/3")
                || (cidr.equals("0.0.0.0/0")
                        && Stream.of("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "169.254.0.0/16", "127.0.0.0/8")
                                .allMatch(home -> block.path("except")
                                        .valueStream()
                                        .anyMatch(one -> one.asString("").equals(home))));
    }

    private void ports(Manifest policy, JsonNode rule, List<Pod> asked) {
        for (var port : rule.path("ports")) {
            check(
                    asked.isEmpty()
                            || asked.stream()
                                    .anyMatch(pod -> pod.port(port.path("port")).isPresent()),
                    "%s: nobody there has the port %s",
                    policy,
                    port.path("port"));
        }
    }

    private void nobodyComesInButAtTheDoor() {
        check(
                manifests.of("NetworkPolicy").stream()
                        .map(Manifest::spec)
                        .anyMatch(spec -> spec.path("podSelector").isEmpty()
                                && spec.path("policyTypes").toString().equals("[\"Ingress\",\"Egress\"]")
                                && !spec.has("ingress")
                                && !spec.has("egress")),
                "no policy keeps everybody from everybody");
        for (var policy : manifests.of("NetworkPolicy")) {
            for (var rule : policy.spec().path("ingress")) {
                var fromOutside = rule.path("from").valueStream().anyMatch(peer -> peer.has("namespaceSelector"));
                var toManagement = rule.path("ports")
                        .valueStream()
                        .allMatch(port -> port.path("port").asString("").equals("management"));
                var whom = found(pod -> selects(policy.spec().path("podSelector"), pod)).stream()
                        .map(Pod::service)
                        .collect(Collectors.toSet());
                check(
                        !fromOutside || toManagement || whom.equals(Set.of(DOOR)),
                        "%s: lets others in than at the door",
                        policy);
            }
        }
    }

    // ---- scaling

    private void scaling(Manifest scaled) {
        var target = scaled.spec().at("/scaleTargetRef/name").asString("");
        var deployment = manifests.named("Deployment", target);
        check(deployment.isPresent(), "%s: there is no Deployment %s", scaled, target);
        deployment.ifPresent(
                one -> check(!one.spec().has("replicas"), "%s: each apply would put back what it has scaled", one));
        var service = SERVICES.get(target);
        if (service == null || deployment.isEmpty()) {
            return;
        }
        var told = manifests.environment(
                new Pod(deployment.get(), deployment.get().spec().path("template")));
        int partitions = Integer.parseInt(told.getOrDefault("BILATERAL_GROUND_PARTITIONS", "0"));
        check(
                scaled.spec().path("maxReplicaCount").asInt(0) == partitions,
                "%s: must end at the %d partitions of a topic",
                scaled,
                partitions);
        var topics = new TreeSet<String>();
        for (var trigger : scaled.spec().path("triggers")) {
            var asked = trigger.path("metadata");
            topics.add(asked.path("topic").asString(""));
            check(asked.path("consumerGroup").asString("").equals(service.name()), "%s: follows another group", scaled);
            check(
                    asked.path("lagThreshold").asString("").equals(Code.eventsInOneGo()),
                    "%s: must take an instance for each %s events",
                    scaled,
                    Code.eventsInOneGo());
            check(
                    asked.path("bootstrapServersFromEnv")
                            .asString("")
                            .equals("SPRING_CLOUD_STREAM_KAFKA_BINDER_BROKERS"),
                    "%s: asks another broker than the service",
                    scaled);
            check(
                    manifests
                            .named(
                                    "TriggerAuthentication",
                                    trigger.at("/authenticationRef/name").asString(""))
                            .isPresent(),
                    "%s: asks as nobody",
                    scaled);
        }
        check(
                topics.equals(new TreeSet<>(service.hears())),
                "%s: follows %s and hears %s",
                scaled,
                topics,
                service.hears());
    }
}
