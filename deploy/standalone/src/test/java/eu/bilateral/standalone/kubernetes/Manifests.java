package eu.bilateral.standalone.kubernetes;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** All that would be handed to a cluster at once. */
record Manifests(List<Manifest> all) {

    static final Path FOLDER = Path.of("../kubernetes");

    /** One object of Kubernetes, or of what is installed in it. */
    record Manifest(JsonNode content) {

        String kind() {
            return content.path("kind").asString("");
        }

        String name() {
            return content.at("/metadata/name").asString("");
        }

        JsonNode spec() {
            return content.path("spec");
        }

        @Override
        public String toString() {
            return kind() + " " + name();
        }
    }

    /** The workload that makes pods, and what it makes them of. */
    record Pod(Manifest owner, JsonNode template) {

        JsonNode labels() {
            return template.at("/metadata/labels");
        }

        JsonNode spec() {
            return template.path("spec");
        }

        JsonNode container() {
            return spec().path("containers").path(0);
        }

        String service() {
            return labels().path("app.kubernetes.io/name").asString("");
        }

        boolean serves() {
            return owner.kind().equals("Deployment");
        }

        /** The number of a port that is given by its name or by itself; absent where the pod has no such port. */
        Optional<Integer> port(JsonNode named) {
            for (var port : container().path("ports")) {
                int number = port.path("containerPort").asInt(0);
                if (named.isNumber()
                        ? named.asInt() == number
                        : port.path("name").equals(named)) {
                    return Optional.of(number);
                }
            }
            return Optional.empty();
        }
    }

    List<Manifest> of(String kind) {
        return all.stream().filter(one -> one.kind().equals(kind)).toList();
    }

    Optional<Manifest> named(String kind, String name) {
        return of(kind).stream().filter(one -> one.name().equals(name)).findFirst();
    }

    List<Pod> pods() {
        return all.stream()
                .filter(one -> one.kind().equals("Deployment") || one.kind().equals("Job"))
                .map(one -> new Pod(one, one.spec().path("template")))
                .toList();
    }

    /** What a pod's container finds in its environment. */
    Map<String, String> environment(Pod pod) {
        var environment = new TreeMap<String, String>();
        for (var from : pod.container().path("envFrom")) {
            named("ConfigMap", from.at("/configMapRef/name").asString(""))
                    .ifPresent(map -> map.content()
                            .path("data")
                            .properties()
                            .forEach(one ->
                                    environment.put(one.getKey(), one.getValue().asString(""))));
        }
        for (var one : pod.container().path("env")) {
            environment.put(one.path("name").asString(""), one.path("value").asString(""));
        }
        return environment;
    }

    static Manifests parse(String yaml) {
        var all = new ArrayList<Manifest>();
        for (var document : new Yaml(new SafeConstructor(new LoaderOptions())).loadAll(yaml)) {
            all.add(new Manifest(JsonMapper.shared().valueToTree(document)));
        }
        return new Manifests(List.copyOf(all));
    }

    /** The base as it is written, with the ConfigMaps that Kustomize would make of the files of settings. */
    static String base() {
        var documents = new ArrayList<String>();
        try (Stream<Path> files = Files.list(FOLDER.resolve("base"))) {
            for (var file : files.sorted().toList()) {
                var name = file.getFileName().toString();
                if (name.endsWith(".env")) {
                    documents.add(asConfigMap("bilateral-" + name.replace(".env", ""), Files.readAllLines(file)));
                } else if (!name.equals("kustomization.yaml")) {
                    documents.add(Files.readString(file));
                }
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return String.join("\n---\n", documents);
    }

    private static String asConfigMap(String name, List<String> lines) {
        var data = new LinkedHashMap<String, String>();
        for (var line : lines) {
            if (!line.startsWith("#") && line.contains("=")) {
                var pair = line.split("=", 2);
                data.put(pair[0], pair[1]);
            }
        }
        var plain = new DumperOptions();
        plain.setDefaultFlowStyle(DumperOptions.FlowStyle.BLOCK);
        plain.setWidth(1_000);
        return new Yaml(plain)
                .dump(Map.of("apiVersion", "v1", "kind", "ConfigMap", "metadata", Map.of("name", name), "data", data));
    }
}
