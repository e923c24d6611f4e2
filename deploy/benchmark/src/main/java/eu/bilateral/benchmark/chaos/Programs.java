package eu.bilateral.benchmark.chaos;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32C;
import java.util.zip.CheckedInputStream;

/** How each process of the run is started: the services from the jars that a cluster runs, in their extracted form. */
final class Programs {

    /** Small and quick to start; six of them share the machine with what drives them. */
    private static final List<String> JVM = List.of(
            "-XX:+UseSerialGC",
            "-Xss512k",
            "-XX:+ExitOnOutOfMemoryError",
            "-Djava.awt.headless=true",
            "-Djava.security.egd=file:/dev/urandom",
            "--enable-native-access=ALL-UNNAMED",
            "-Dfile.encoding=UTF-8");

    private static final boolean NOTES_PROFILES = Runtime.version().feature() >= 25;

    /** In a short run the better compiler would take more time than it gives back. */
    private static final String COMPILE_QUICKLY = "-XX:TieredStopAtLevel=1";

    private final Path root;
    private final Map<Service, Path> replaced;
    private final boolean brief;

    /**
     * {@code replaced} holds classes that come before those of a service's jars, none for the shipped build; {@code brief}
     * is a run of a few minutes.
     */
    Programs(Path root, Map<Service, Path> replaced, boolean brief) {
        this.root = root;
        this.replaced = replaced;
        this.brief = brief;
    }

    List<String> broker(Path directory, int port, int advertised, Path logs) {
        return standalone(
                "eu.bilateral.standalone.broker.BrokerProcess",
                "256m",
                logs,
                directory.toString(),
                Integer.toString(port),
                Integer.toString(advertised));
    }

    List<String> store(Path file, int port, Path logs) {
        return standalone(
                "eu.bilateral.standalone.store.StoreProcess",
                brief ? "256m" : "4g",
                logs,
                file.toString(),
                Integer.toString(port));
    }

    private List<String> standalone(String main, String heap, Path logs, String... arguments) {
        var built = root.resolve("deploy/standalone/target");
        var command = jvm(heap);
        command.add("-Dbilateral.logs=" + logs);
        command.add("-cp");
        command.add(built.resolve("classes") + File.pathSeparator + built.resolve("lib") + "/*");
        command.add(main);
        command.addAll(List.of(arguments));
        return command;
    }

    List<String> service(Service service, String heap, List<String> settings) throws IOException, InterruptedException {
        var jar = jar(service);
        var command = jvm(heap);
        if (Files.exists(archive(jar))) {
            command.add((NOTES_PROFILES ? "-XX:AOTCache=" : "-XX:SharedArchiveFile=") + archive(jar));
        }
        command.add("-cp");
        var broken = replaced.get(service);
        if (broken == null) {
            command.add(jar.toString());
        } else {
            command.add(jar + File.pathSeparator + root.resolve("deploy/benchmark/target/classes"));
            command.add(1, "--add-opens=java.base/java.lang=ALL-UNNAMED");
            command.add(Replacing.class.getName());
            command.add(broken.toString());
        }
        command.add(service.application());
        command.addAll(settings);
        return command;
    }

    /** The service as it is shipped, noting for later starts which classes it needs and, from JDK 25 on, what is hot. */
    List<String> training(Service service, String heap, List<String> settings)
            throws IOException, InterruptedException {
        var jar = jar(service);
        var command = jvm(heap);
        command.add((NOTES_PROFILES ? "-XX:AOTCacheOutput=" : "-XX:ArchiveClassesAtExit=") + archive(jar));
        command.addAll(List.of("-cp", jar.toString(), service.application()));
        command.addAll(settings);
        return command;
    }

    /** Whether the starts of all services are quick by now. */
    boolean areTrained() throws IOException, InterruptedException {
        for (var service : Service.values()) {
            if (!Files.exists(archive(jar(service)))) {
                return false;
            }
        }
        return true;
    }

    /** One for each compiler: what is hot is noted for the one that will want to know. */
    private Path archive(Path jar) {
        return jar.resolveSibling(brief ? "brief.archive" : "long.archive");
    }

    /** The extracted jar of the service; its manifest names its libraries. */
    Path jar(Service service) throws IOException, InterruptedException {
        var packed = only(root.resolve("services/%s/target".formatted(service.wireName())), "-exec.jar");
        var extracted = root.resolve("deploy/benchmark/target/extracted").resolve(service.wireName());
        var jar = extracted.resolve(packed.getFileName());
        var print = extracted.resolve("checksum");
        var checksum = Long.toString(checksum(packed));
        if (Files.exists(print) && Files.readString(print).equals(checksum)) {
            return jar;
        }
        deleteTree(extracted);
        Files.createDirectories(extracted);
        var extracting = new ProcessBuilder(
                        java(),
                        "-Djarmode=tools",
                        "-jar",
                        packed.toString(),
                        "extract",
                        "--force",
                        "--destination",
                        extracted.toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        if (extracting.waitFor() != 0) {
            throw new IOException(packed + " cannot be extracted");
        }
        Files.writeString(print, checksum);
        return jar;
    }

    /** The content's; the builds are reproducible and give every jar the same date. */
    private static long checksum(Path file) throws IOException {
        try (var in = new CheckedInputStream(Files.newInputStream(file), new CRC32C())) {
            in.transferTo(OutputStream.nullOutputStream());
            return in.getChecksum().getValue();
        }
    }

    private static Path only(Path directory, String ending) throws IOException {
        try (var files = Files.list(directory)) {
            return files.filter(file -> file.toString().endsWith(ending))
                    .findFirst()
                    .orElseThrow(
                            () -> new IOException("There is no %s in %s: build first".formatted(ending, directory)));
        }
    }

    static void deleteTree(Path tree) throws IOException {
        if (Files.exists(tree)) {
            try (var files = Files.walk(tree)) {
                for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }

    private List<String> jvm(String heap) {
        var command = new ArrayList<String>();
        command.add(java());
        command.addAll(JVM);
        if (brief) {
            command.add(COMPILE_QUICKLY);
        }
        command.add("-Xmx" + heap);
        return command;
    }

    private static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }
}
