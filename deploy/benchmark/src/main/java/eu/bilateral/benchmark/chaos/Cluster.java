package eu.bilateral.benchmark.chaos;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * A whole Bilateral as a cluster runs it: broker, document store and each service a process, with links in between. Where
 * there are several instances of each service, connections to it are dealt to them in turn.
 */
final class Cluster implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private static final String HEAP = "192m";

    private final Path directory;
    private final Programs programs;
    private final Issuer issuer;
    private final boolean training;
    private final FreePorts free = new FreePorts();
    private final int brokerPort;
    private final int storePort;
    private final Link brokerLink;
    private final Map<Service, Link> storeLinks = new EnumMap<>(Service.class);
    private final Map<Service, List<Ports>> ports = new EnumMap<>(Service.class);
    private final Map<Service, Link> fronts = new EnumMap<>(Service.class);
    private final Map<Service, List<Child>> services = new EnumMap<>(Service.class);
    private final Child broker;
    private final Child store;

    /** Where an instance takes requests, and where it says how it is. */
    private record Ports(int requests, int management) {}

    /** {@code training} has its services note for later starts what they need; {@code instances} there are of each. */
    Cluster(Path directory, Programs programs, Issuer issuer, boolean training, int instances)
            throws IOException, InterruptedException {
        this.directory = directory;
        this.programs = programs;
        this.issuer = issuer;
        this.training = training;
        var logs = Files.createDirectories(directory.resolve("logs"));
        brokerPort = free.hold();
        storePort = free.hold();
        for (var service : Service.values()) {
            var own = new ArrayList<Ports>();
            for (int n = 0; n < instances; n++) {
                own.add(new Ports(free.hold(), free.hold()));
            }
            ports.put(service, List.copyOf(own));
            if (instances > 1) {
                fronts.put(
                        service, Link.before(own.stream().map(Ports::requests).toList()));
            }
            storeLinks.put(service, Link.to(storePort, true));
        }
        brokerLink = Link.to(brokerPort, false);
        broker = new Child(
                "broker",
                programs.broker(directory.resolve("broker"), brokerPort, brokerLink.port(), logs.resolve("broker")),
                logs.resolve("broker.log"),
                () -> isOpen(brokerPort));
        store = new Child(
                "store",
                programs.store(storeFile(), storePort, logs.resolve("store")),
                logs.resolve("store.log"),
                () -> isOpen(storePort));
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(this::killAll));
    }

    private Child child(Service service, Ports own, int number) throws IOException, InterruptedException {
        var settings = settings(service, own);
        var command = training ? programs.training(service, HEAP, settings) : programs.service(service, HEAP, settings);
        var name = number == 1 ? service.wireName() : service.wireName() + "-" + number;
        return new Child(
                name, command, directory.resolve("logs").resolve(name + ".log"), () -> isReady(own.management()));
    }

    private List<String> settings(Service service, Ports own) {
        var brokers = "127.0.0.1:" + brokerLink.port();
        var settings = new ArrayList<>(List.of(
                "--server.address=127.0.0.1",
                "--server.port=" + own.requests(),
                "--management.server.port=" + own.management(),
                "--spring.config.name=" + service.wireName(),
                "--spring.mongodb.uri=mongodb://127.0.0.1:%d/%s"
                        .formatted(storeLink(service).port(), service.wireName()),
                "--spring.kafka.bootstrap-servers=" + brokers,
                "--spring.cloud.stream.kafka.binder.brokers=" + brokers,
                "--bilateral.identity.issuer=" + issuer.address(),
                "--bilateral.identity.jwk-set-uri=" + issuer.keySetAddress(),
                "--bilateral.delivery.sweep-every=10s",
                "--logging.level.root=WARN",
                "--logging.level.org.apache.kafka=ERROR"));
        if (service == Service.DASHBOARD) {
            settings.add("--bilateral.services.contact=" + address(Service.CONTACT));
            settings.add("--bilateral.services.meeting=" + address(Service.MEETING));
            settings.add("--bilateral.services.follow-up=" + address(Service.FOLLOW_UP));
            settings.add("--bilateral.read-models.keep-old=10m");
        }
        return settings;
    }

    private String address(Service service) {
        return "http://127.0.0.1:" + port(service);
    }

    void start() throws IOException, InterruptedException {
        free.release(brokerPort);
        free.release(storePort);
        broker.start();
        store.start();
        broker.awaitReady(PATIENCE);
        store.awaitReady(PATIENCE);
        for (var service : Service.values()) {
            var instances = new ArrayList<Child>();
            for (var own : ports.getOrDefault(service, List.of())) {
                instances.add(child(service, own, instances.size() + 1));
            }
            services.put(service, List.copyOf(instances));
        }
        // Whoever takes any port that is free has taken it by now.
        free.close();
        // The first of each alone: what is made once is there when the others come.
        startAll(0, 1);
        startAll(1, Integer.MAX_VALUE);
    }

    private void startAll(int from, int to) throws IOException, InterruptedException {
        var some = services.values().stream()
                .flatMap(instances -> instances.stream().skip(from).limit(to - from))
                .toList();
        for (var child : some) {
            child.start();
        }
        for (var child : some) {
            child.awaitReady(PATIENCE);
        }
    }

    /** Ends the services in good order, which lets those that note something finish their notes. */
    void endServices() throws InterruptedException {
        for (var instances : services.values()) {
            for (var service : instances) {
                service.end(PATIENCE);
            }
        }
    }

    /** Ends and starts each instance of each service in good order, one after the other, each when the one before is ready. */
    void restartInTurn() throws IOException, InterruptedException {
        for (var instances : services.values()) {
            for (var service : instances) {
                service.end(PATIENCE);
                service.start();
                service.awaitReady(PATIENCE);
            }
        }
    }

    void awaitReady() throws IOException, InterruptedException {
        for (var child : children()) {
            child.awaitReady(PATIENCE);
        }
    }

    // ---- what it consists of

    /** Where whoever talks to that service reaches it. */
    int port(Service service) {
        var front = fronts.get(service);
        return front == null
                ? Objects.requireNonNull(ports.get(service)).getFirst().requests()
                : front.port();
    }

    Child broker() {
        return broker;
    }

    Child store() {
        return store;
    }

    /** One of that service's instances; the same number chooses the same. */
    Child child(Service service, int number) {
        var instances = Objects.requireNonNull(services.get(service));
        return instances.get(number % instances.size());
    }

    List<Child> children() {
        var all = new ArrayList<Child>();
        all.add(broker);
        all.add(store);
        services.values().forEach(all::addAll);
        return all;
    }

    Link brokerLink() {
        return brokerLink;
    }

    Link storeLink(Service service) {
        return Objects.requireNonNull(storeLinks.get(service));
    }

    /** Where the harness itself reaches the broker; the advertised address is the link, which must be clear. */
    String brokers() {
        return "127.0.0.1:" + brokerPort;
    }

    /** Where the harness itself reaches the store, past the links. */
    String store(Service service) {
        return "mongodb://127.0.0.1:%d/%s".formatted(storePort, service.wireName());
    }

    Path storeFile() {
        return directory.resolve("store").resolve("documents");
    }

    // ---- life

    private static boolean isOpen(int port) {
        try (var probe = new Socket()) {
            probe.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 500);
            return true;
        } catch (IOException closed) {
            return false;
        }
    }

    private static boolean isReady(int port) {
        try {
            var asked = (HttpURLConnection) URI.create("http://127.0.0.1:%d/actuator/health/readiness".formatted(port))
                    .toURL()
                    .openConnection();
            asked.setConnectTimeout(500);
            asked.setReadTimeout(6_000);
            return asked.getResponseCode() == HttpURLConnection.HTTP_OK;
        } catch (IOException notYet) {
            return false;
        }
    }

    private void killAll() {
        for (var child : children()) {
            try {
                child.kill();
            } catch (InterruptedException hurried) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public void close() throws IOException {
        killAll();
        free.close();
        brokerLink.close();
        for (var link : Stream.concat(storeLinks.values().stream(), fronts.values().stream())
                .toList()) {
            link.close();
        }
    }
}
