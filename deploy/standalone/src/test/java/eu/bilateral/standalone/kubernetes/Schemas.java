package eu.bilateral.standalone.kubernetes;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import eu.bilateral.standalone.kubernetes.Manifests.Manifest;
import io.kubernetes.client.openapi.JSON;
import io.kubernetes.client.openapi.models.V1ConfigMap;
import io.kubernetes.client.openapi.models.V1Deployment;
import io.kubernetes.client.openapi.models.V1Ingress;
import io.kubernetes.client.openapi.models.V1Job;
import io.kubernetes.client.openapi.models.V1Namespace;
import io.kubernetes.client.openapi.models.V1NetworkPolicy;
import io.kubernetes.client.openapi.models.V1PodDisruptionBudget;
import io.kubernetes.client.openapi.models.V1Service;
import io.kubernetes.client.openapi.models.V1ServiceAccount;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Holds manifests to what Kubernetes takes: the classes that its own Java client is generated with from its published
 * description refuse fields that do not exist and miss those that must. Words that a field takes are not in them and stand
 * here; so does all that is known of KEDA's two kinds, which have no such classes.
 */
final class Schemas {

    private static final Map<String, Class<?>> KINDS = Map.of(
            "v1 Namespace", V1Namespace.class,
            "v1 ConfigMap", V1ConfigMap.class,
            "v1 Service", V1Service.class,
            "v1 ServiceAccount", V1ServiceAccount.class,
            "apps/v1 Deployment", V1Deployment.class,
            "batch/v1 Job", V1Job.class,
            "policy/v1 PodDisruptionBudget", V1PodDisruptionBudget.class,
            "networking.k8s.io/v1 NetworkPolicy", V1NetworkPolicy.class,
            "networking.k8s.io/v1 Ingress", V1Ingress.class);

    private static final Map<String, Set<String>> WORDS = Map.of(
            "restartPolicy", Set.of("Always", "OnFailure", "Never"),
            "imagePullPolicy", Set.of("Always", "IfNotPresent", "Never"),
            "protocol", Set.of("TCP", "UDP", "SCTP"),
            "pathType", Set.of("Exact", "Prefix", "ImplementationSpecific"),
            "whenUnsatisfiable", Set.of("DoNotSchedule", "ScheduleAnyway"),
            "policyTypes", Set.of("Ingress", "Egress"),
            "operator", Set.of("In", "NotIn", "Exists", "DoesNotExist"),
            "seccompProfile", Set.of("RuntimeDefault", "Localhost", "Unconfined"),
            "strategy", Set.of("RollingUpdate", "Recreate"));

    private static final String NAME = "[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?";
    private static final String LABEL = "([A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?)?";

    private Schemas() {}

    static List<String> findings(Manifest manifest) {
        var wrong = new ArrayList<String>();
        var kind = manifest.content().path("apiVersion").asString("") + " " + manifest.kind();
        if (!manifest.name().matches(NAME)) {
            wrong.add(manifest + ": a name must match " + NAME);
        }
        if (kind.startsWith("keda.sh/")) {
            wrong.addAll(Keda.findings(manifest));
        } else if (KINDS.containsKey(kind)) {
            model(manifest, KINDS.get(kind), wrong);
        } else {
            wrong.add(manifest + ": nothing is known of the kind " + kind);
        }
        words(manifest, "", manifest.content(), wrong);
        return wrong;
    }

    private static void model(Manifest manifest, Class<?> model, List<String> wrong) {
        try {
            var written = JsonParser.parseString(manifest.content().toString());
            var read = JSON.getGson().toJsonTree(JSON.getGson().fromJson(written, model));
            if (!isKept(written, read)) {
                wrong.add("%s: %s is read as %s".formatted(manifest, written, read));
            }
        } catch (IllegalArgumentException | IllegalStateException | JsonParseException | ClassCastException refused) {
            wrong.add(manifest + ": " + refused.getMessage());
        }
    }

    /** Whether all that is written is understood as it is written; what is not written may be there empty. */
    private static boolean isKept(JsonElement written, @Nullable JsonElement read) {
        if (written instanceof JsonObject fields && read instanceof JsonObject understood) {
            return fields.entrySet().stream().allMatch(one -> isKept(one.getValue(), understood.get(one.getKey())));
        }
        if (written instanceof JsonArray items && read instanceof JsonArray understood) {
            return items.size() == understood.size()
                    && IntStream.range(0, items.size()).allMatch(at -> isKept(items.get(at), understood.get(at)));
        }
        return written.equals(read);
    }

    private static void words(Manifest manifest, String field, JsonNode value, List<String> wrong) {
        if (value.isObject()) {
            value.properties().forEach(one -> words(manifest, one.getKey(), one.getValue(), wrong));
            var type = value.path("type");
            if (field.equals("seccompProfile") || field.equals("strategy")) {
                word(manifest, field, type, wrong);
            }
            if (field.equals("labels") || field.equals("matchLabels") || field.equals("selector")) {
                value.properties().stream()
                        .filter(one -> one.getValue().isString())
                        .filter(one -> !one.getValue().asString("").matches(LABEL))
                        .forEach(one -> wrong.add("%s: %s is no value of a label".formatted(manifest, one)));
            }
        } else if (value.isArray()) {
            value.forEach(one -> words(manifest, field, one, wrong));
        } else if (WORDS.containsKey(field)) {
            word(manifest, field, value, wrong);
        }
    }

    private static void word(Manifest manifest, String field, JsonNode value, List<String> wrong) {
        var known = WORDS.get(field);
        if (known != null && !known.contains(value.asString(""))) {
            wrong.add("%s: %s is %s and must be one of %s".formatted(manifest, field, value, known));
        }
    }

    /** ScaledObject and TriggerAuthentication of KEDA 2, as far as they are used here. */
    static final class Keda {

        private static final Map<String, Set<String>> FIELDS = Map.ofEntries(
                Map.entry("ScaledObject", Set.of("apiVersion", "kind", "metadata", "spec")),
                Map.entry("TriggerAuthentication", Set.of("apiVersion", "kind", "metadata", "spec")),
                Map.entry("metadata", Set.of("name", "namespace", "labels", "annotations")),
                Map.entry(
                        "ScaledObject spec",
                        Set.of(
                                "scaleTargetRef",
                                "pollingInterval",
                                "initialCooldownPeriod",
                                "cooldownPeriod",
                                "idleReplicaCount",
                                "minReplicaCount",
                                "maxReplicaCount",
                                "advanced",
                                "triggers",
                                "fallback")),
                Map.entry("scaleTargetRef", Set.of("name", "apiVersion", "kind", "envSourceContainerName")),
                Map.entry("fallback", Set.of("failureThreshold", "replicas", "behavior")),
                Map.entry(
                        "advanced",
                        Set.of("horizontalPodAutoscalerConfig", "restoreToOriginalReplicaCount", "scalingModifiers")),
                Map.entry("horizontalPodAutoscalerConfig", Set.of("behavior", "name")),
                Map.entry("behavior", Set.of("scaleUp", "scaleDown")),
                Map.entry("scaleUp", Set.of("policies", "stabilizationWindowSeconds", "selectPolicy", "tolerance")),
                Map.entry("scaleDown", Set.of("policies", "stabilizationWindowSeconds", "selectPolicy", "tolerance")),
                Map.entry("policies", Set.of("type", "value", "periodSeconds")),
                Map.entry(
                        "triggers",
                        Set.of("type", "name", "metadata", "authenticationRef", "metricType", "useCachedMetrics")),
                Map.entry("authenticationRef", Set.of("name", "kind")),
                Map.entry(
                        "triggers metadata",
                        Set.of(
                                "bootstrapServers",
                                "bootstrapServersFromEnv",
                                "consumerGroup",
                                "consumerGroupFromEnv",
                                "topic",
                                "topicFromEnv",
                                "lagThreshold",
                                "activationLagThreshold",
                                "offsetResetPolicy",
                                "allowIdleConsumers",
                                "scaleToZeroOnInvalidOffset",
                                "excludePersistentLag",
                                "limitToPartitionsWithLag",
                                "partitionLimitation",
                                "version",
                                "sasl",
                                "tls",
                                "unsafeSsl")),
                Map.entry("TriggerAuthentication spec", Set.of("secretTargetRef", "configMapTargetRef", "env")),
                Map.entry("secretTargetRef", Set.of("parameter", "name", "key")),
                Map.entry("configMapTargetRef", Set.of("parameter", "name", "key")),
                Map.entry("env", Set.of("parameter", "name", "containerName")));

        private Keda() {}

        static List<String> findings(Manifest manifest) {
            var wrong = new ArrayList<String>();
            if (!manifest.content().path("apiVersion").asString("").equals("keda.sh/v1alpha1")
                    || !FIELDS.containsKey(manifest.kind())) {
                wrong.add(manifest + ": nothing is known of this kind of KEDA's");
                return wrong;
            }
            fields(manifest, manifest.kind(), manifest.content(), wrong);
            for (var trigger : manifest.spec().path("triggers")) {
                trigger.path("metadata").properties().stream()
                        .filter(one -> !one.getValue().isString())
                        .forEach(one -> wrong.add("%s: %s of a trigger must be a text".formatted(manifest, one)));
            }
            return wrong;
        }

        private static void fields(Manifest manifest, String place, JsonNode value, List<String> wrong) {
            if (value.isArray()) {
                value.forEach(one -> fields(manifest, place, one, wrong));
                return;
            }
            var known = FIELDS.get(place);
            if (known == null || !value.isObject()) {
                return;
            }
            value.properties().forEach(one -> {
                var field = one.getKey();
                if (!known.contains(field)) {
                    wrong.add("%s: there is no field %s in %s".formatted(manifest, field, place));
                }
                var within = place + " " + field;
                fields(manifest, FIELDS.containsKey(within) ? within : field, one.getValue(), wrong);
            });
        }
    }
}
