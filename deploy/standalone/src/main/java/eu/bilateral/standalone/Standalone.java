package eu.bilateral.standalone;

import static java.nio.charset.StandardCharsets.UTF_8;

import eu.bilateral.kernel.command.Role;
import eu.bilateral.kernel.id.AccountId;
import eu.bilateral.kernel.id.WorkspaceId;
import eu.bilateral.standalone.broker.EmbeddedBroker;
import eu.bilateral.standalone.identity.AccountBook;
import eu.bilateral.standalone.identity.DemoPasswords;
import eu.bilateral.standalone.identity.SigningKeys;
import eu.bilateral.standalone.identity.TokenMint;
import eu.bilateral.standalone.store.EmbeddedStore;
import java.io.IOException;
import java.io.PrintStream;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.h2.mvstore.MVStoreException;
import org.slf4j.LoggerFactory;
import org.slf4j.bridge.SLF4JBridgeHandler;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.boot.web.server.PortInUseException;

/**
 * Everything in one process: broker, document store, issuer and the four services. Says how far it is while it starts, says
 * in one line why it cannot where it cannot, and keeps all data in one directory.
 */
public final class Standalone {

    /** When the demo's story goes on: the working week after the mission, in Lublin. */
    private static final Instant DEMO_BEGINS = LocalDateTime.of(2017, 5, 23, 9, 0)
            .atZone(ZoneId.of("Europe/Warsaw"))
            .toInstant();

    private static final WorkspaceId OWN = WorkspaceId.of("main");
    private static final WorkspaceId OFFICE = WorkspaceId.of("mission-office");
    private static final WorkspaceId LUBLIN = WorkspaceId.of("klaster-lubelska-medycyna");

    private final Options options;
    private final PrintStream out;
    private final Progress progress;
    private final Deque<AutoCloseable> parts = new ArrayDeque<>();
    private boolean stopped;
    private volatile boolean ready;

    private Standalone(Options options, PrintStream out, long began) {
        this.options = options;
        this.out = out;
        this.progress = new Progress(out, began);
    }

    public static void main(String[] arguments) {
        // deploy/up tells when it was called, so that the seconds are those of the person who waits.
        long began = Long.getLong("bilateral.began", System.currentTimeMillis());
        try {
            var standalone = new Standalone(Options.from(arguments), System.out, began);
            Runtime.getRuntime().addShutdownHook(new Thread(standalone::stop, "stop"));
            standalone.start();
            standalone.ready = true;
        } catch (CannotStart reason) {
            System.err.println(reason.getMessage());
            System.exit(1);
        } catch (InterruptedException stopped) {
            System.exit(1);
        }
    }

    private void start() throws InterruptedException {
        refuseTakenPort(options.port(), "--port N");
        options.metricsPorts().forEach(port -> refuseTakenPort(port, "--metrics N"));
        var data = keep(DataDirectory.take(options.data(), progress::say));
        logInto(data.of("logs"));
        try {
            var newcomers = startWith(data);
            out.println();
            // In one piece: who reads along and waits for the first line has the accounts with it.
            out.println(Stream.concat(Stream.of("Bilateral is ready: " + options.address()), newcomers.stream())
                    .collect(Collectors.joining(System.lineSeparator())));
            out.flush();
        } catch (CannotStart reason) {
            throw reason;
        } catch (IOException | RuntimeException failed) {
            LoggerFactory.getLogger(Standalone.class).error("Bilateral cannot start", failed);
            throw new CannotStart(
                    "Bilateral cannot start: %s (more in %s)".formatted(firstLine(failed), data.of("logs")), failed);
        }
    }

    /**
     * Before anything logs; Tomcat speaks java.util.logging. Spring Boot leaves it alone: four contexts that start at the
     * same time would set it up four times over, and now and then break it for each other.
     */
    static void logInto(Path logs) {
        System.setProperty("bilateral.logs", logs.toString());
        System.setProperty(LoggingSystem.SYSTEM_PROPERTY, LoggingSystem.NONE);
        SLF4JBridgeHandler.removeHandlersForRootLogger();
        SLF4JBridgeHandler.install();
        Logger.getLogger("").setLevel(Level.WARNING);
    }

    private List<String> startWith(DataDirectory data) throws IOException, InterruptedException {
        progress.say("Starting on the data in " + data.root());
        var offset = options.demo() ? data.clockOffset(DEMO_BEGINS, Instant.now()) : Duration.ZERO;
        var identity = data.of("identity");
        var broker = CompletableFuture.supplyAsync(() -> broker(data));
        var store = CompletableFuture.supplyAsync(() -> store(data));
        var keys = SigningKeys.in(identity);
        var accounts = AccountBook.in(identity);
        var told = accounts(accounts, identity);
        Files.writeString(identity.resolve("issuer"), options.address() + "\n", UTF_8);
        Services.Ground ground;
        try {
            ground = new Services.Ground(
                    broker.join().bootstrapServers(), store.join().address(), accounts, keys, offset);
        } catch (CompletionException failed) {
            throw new IOException(failed.getCause() == null ? failed : failed.getCause());
        }
        endpoints(data, ground);
        var services = keep(new Services(options, ground, progress));
        services.start();
        if (options.demo()) {
            var mint = new TokenMint(keys, options.address());
            new DemoImport(
                            options.port(),
                            name -> accounts.find(name)
                                    .map(account -> mint.mint(account, Instant.now(), Duration.ofMinutes(30)))
                                    .orElseThrow(() -> new IllegalStateException("The demo has no account " + name)))
                    .run(progress);
        }
        return told;
    }

    private EmbeddedBroker broker(DataDirectory data) {
        try {
            var broker = keep(EmbeddedBroker.start(data.of("broker")));
            progress.say("The broker is up");
            return broker;
        } catch (IOException failed) {
            throw new CompletionException(failed);
        }
    }

    private EmbeddedStore store(DataDirectory data) {
        try {
            Files.createDirectories(data.of("store"));
            var store = keep(EmbeddedStore.open(data.of("store").resolve("documents"), this::storeFailed));
            progress.say("The document store is up");
            return store;
        } catch (IOException | MVStoreException failed) {
            throw new CompletionException(failed);
        }
    }

    /** Nothing is acknowledged any more: better to end, in sight, than to answer nothing. */
    private void storeFailed(Throwable reason) {
        System.err.println(
                "Bilateral stops: the document store cannot write (%s). Nothing acknowledged was lost; is the disk full?"
                        .formatted(firstLine(reason)));
        Runtime.getRuntime().halt(1);
    }

    private void endpoints(DataDirectory data, Services.Ground ground) throws IOException {
        var file = data.of("endpoints.properties");
        Files.writeString(
                file,
                "# Where broker and store of the running process listen.\nbrokers=%s\nmongo=%s\n"
                        .formatted(ground.brokers(), ground.store()),
                UTF_8);
        var unused = keep((AutoCloseable) () -> Files.deleteIfExists(file));
    }

    /** What to tell about the accounts: passwords of new ones, once; of the demo's, which guard nothing, at each start. */
    private List<String> accounts(AccountBook accounts, Path identity) throws IOException {
        var lines = new ArrayList<String>();
        if (!options.demo()) {
            if (accounts.all().isEmpty()) {
                var manager = accounts.add(AccountId.of("manager"), OWN, Role.MANAGER);
                lines.add("  account manager, password %s (a manager of workspace %s; told only this once)"
                        .formatted(manager.password(), OWN));
            }
            return lines;
        }
        var passwords = DemoPasswords.in(identity);
        demoAccount(accounts, passwords, "manager", OFFICE, Role.MANAGER);
        demoAccount(accounts, passwords, "developer", OFFICE, Role.DEVELOPER);
        demoAccount(accounts, passwords, "viewer", OFFICE, Role.VIEWER);
        demoAccount(accounts, passwords, "lublin", LUBLIN, Role.MANAGER);
        for (var account : accounts.all()) {
            passwords
                    .of(account.account().value())
                    .ifPresent(password -> lines.add("  account %-10s password %s   (%s of %s)"
                            .formatted(
                                    account.account(),
                                    password,
                                    account.role().name().toLowerCase(Locale.ROOT),
                                    account.workspace())));
        }
        return lines;
    }

    private static void demoAccount(
            AccountBook accounts, DemoPasswords passwords, String name, WorkspaceId workspace, Role role)
            throws IOException {
        if (!accounts.has(name)) {
            passwords.keep(
                    name, accounts.add(AccountId.of(name), workspace, role).password());
        }
    }

    private static void refuseTakenPort(int port, String option) {
        try (var probe = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            probe.getLocalPort();
        } catch (BindException taken) {
            throw new CannotStart(
                    "Port %d is in use: stop what listens there, or give another with %s".formatted(port, option),
                    taken);
        } catch (IOException refused) {
            throw new CannotStart("Port %d cannot be used: %s".formatted(port, refused.getMessage()), refused);
        }
    }

    private synchronized <T extends AutoCloseable> T keep(T part) throws IllegalStateException {
        if (stopped) {
            close(part);
            throw new IllegalStateException("Stopped while it started");
        }
        parts.push(part);
        return part;
    }

    /** In the opposite order of the start: services, then what they stand on. */
    private synchronized void stop() {
        stopped = true;
        // Who could not start has said why in one line; more would hide it.
        if (ready) {
            progress.say("Stopping");
        }
        while (!parts.isEmpty()) {
            close(parts.pop());
        }
        if (ready) {
            progress.say("Stopped; all data is kept");
        }
    }

    private static void close(AutoCloseable part) {
        try {
            part.close();
        } catch (Exception failed) {
            LoggerFactory.getLogger(Standalone.class).warn("A part did not stop cleanly", failed);
        }
    }

    private static String firstLine(Throwable failed) {
        var deepest = failed;
        while (deepest.getCause() != null) {
            if (deepest instanceof PortInUseException taken) {
                // By somebody who came after it was looked at; what lies below does not say which.
                return "port %d is in use meanwhile; start it again".formatted(taken.getPort());
            }
            deepest = deepest.getCause();
        }
        var message = deepest.getMessage() == null ? deepest.toString() : deepest.getMessage();
        return message.lines().findFirst().orElse(deepest.toString());
    }
}
