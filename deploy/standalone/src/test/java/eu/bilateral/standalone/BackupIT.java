package eu.bilateral.standalone;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import java.io.IOException;
import java.io.StringReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A backup taken in the middle of work brings back everything acknowledged before it, and nothing by halves. */
class BackupIT {

    private static final int PARTNERS = 30;
    private static final int WRITERS = 4;
    private static final JsonMapper JSON = new JsonMapper();

    @TempDir
    Path directory;

    /** What the commands print, and how they end. */
    private record Said(int exitCode, String out) {}

    @Test
    void whatWasAcknowledgedBeforeComesBackWithAllThatFollowsFromItOnceAndWorkGoesOn() throws Exception {
        var data = directory.resolve("data");
        var file = directory.resolve("backup.zip");
        int port = FreePort.find();
        Map<String, String> acknowledged = new ConcurrentHashMap<>();
        Map<String, String> before;
        int meanwhile;
        String place;
        String ours;
        List<String> partners;
        try (var running = Running.start(data, port).awaitReady()) {
            var token = running.token("manager");
            ours = running.organisation(token, "Ours");
            partners = partners(running, token);
            for (var partner : partners) {
                acknowledged.putAll(logged(running, token, ours, partner));
            }
            place = firstId(port, token, "");
            var stop = new AtomicBoolean();
            try (var writers = Executors.newFixedThreadPool(WRITERS + 1)) {
                for (int i = 0; i < WRITERS; i++) {
                    var unused = writers.submit(() -> {
                        while (!stop.get()) {
                            write(running, token, ours, partners, acknowledged);
                        }
                        return null;
                    });
                }
                awaitMore(acknowledged, PARTNERS);
                before = Map.copyOf(acknowledged);
                var said = command("Backup", file.toString(), "--data", data.toString());
                meanwhile = acknowledged.size() - before.size();
                stop.set(true);
                assertThat(said.out()).startsWith("Backed up " + data + " to " + file);
                assertThat(said.exitCode()).isZero();
            }
            var again = command("Backup", file.toString(), "--data", data.toString());
            assertThat(again.exitCode()).isEqualTo(1);
            assertThat(again.out()).contains("is there already");
            var refused = command("Restore", file.toString(), "--data", data.toString());
            assertThat(refused.exitCode()).isEqualTo(1);
            assertThat(refused.out()).contains("A Bilateral runs on the data in", "stop it first");
            running.kill();
        }
        assertThat(before).hasSizeGreaterThan(PARTNERS);
        assertThat(meanwhile).as("meetings logged while the backup was taken").isPositive();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(command("Backup", directory.resolve("b").toString(), "--data", data.toString())
                        .out())
                .contains("No Bilateral runs on the data in");

        var restored = directory.resolve("restored");
        var said = command("Restore", file.toString(), "--data", restored.toString());
        assertThat(said.out()).startsWith("Restored the backup of ").contains(" nothing was there before");
        assertThat(said.exitCode()).isZero();

        int next = FreePort.find();
        try (var running = Running.start(restored, next).awaitReady();
                var store = store(restored)) {
            var token = running.token("manager");
            awaitConsistent(store);
            var meetings = meetings(running, token);
            assertThat(meetings.keySet()).containsAll(before.keySet());
            assertThat(partnerships(running, token)).isEqualTo(byPartnership(meetings));
            assertThat(cards(running, token)).isEqualTo(PARTNERS);
            assertThat(firstEvents(next, token, place)).contains("event: reset");

            var fresh = logged(running, token, ours, partners.getFirst());
            amend(running, token, before.keySet().iterator().next());
            awaitConsistent(store);
            meetings.putAll(fresh);
            assertThat(meetings(running, token)).isEqualTo(meetings);
            assertThat(partnerships(running, token)).isEqualTo(byPartnership(meetings));
            assertThat(epochs(store)).hasSize(1).allMatch(epoch -> epoch > 1);
        }

        for (var broken : brokenCopies(file).entrySet()) {
            var files = files(restored);
            var heard = command("Restore", broken.getKey().toString(), "--data", restored.toString());
            assertThat(heard.exitCode()).as(heard.out()).isEqualTo(1);
            assertThat(heard.out().lines()).singleElement().asString().contains(broken.getValue());
            assertThat(files(restored)).isEqualTo(files);
            assertThat(directory.resolve("restored.restoring")).doesNotExist();
        }
        var over = command("Restore", file.toString(), "--data", restored.toString());
        assertThat(over.exitCode()).as(over.out()).isZero();
        assertThat(over.out()).contains("what was there before is in " + restored + ".before-restore-");
    }

    // ---- the work that goes on

    private static void write(
            Running running, String token, String ours, List<String> partners, Map<String, String> acknowledged)
            throws Exception {
        var chance = ThreadLocalRandom.current();
        acknowledged.putAll(logged(running, token, ours, partners.get(chance.nextInt(partners.size()))));
        if (chance.nextInt(3) == 0) {
            amend(running, token, acknowledged.keySet().iterator().next());
        }
        if (chance.nextInt(5) == 0) {
            var unused = running.organisation(token, "Newcomer " + chance.nextLong());
        }
        pause(Duration.ofMillis(3));
    }

    private static Map<String, String> logged(Running running, String token, String ours, String partner)
            throws Exception {
        var meeting = running.post(
                token,
                "/api/meetings",
                Map.of(
                        "ours",
                        ours,
                        "partner",
                        partner,
                        "heldOn",
                        "2026-01-15",
                        "zone",
                        "Europe/Warsaw",
                        "record",
                        record(2)));
        return Map.of(
                meeting.path("meetingId").asString(),
                meeting.path("partnershipId").asString());
    }

    private static Map<String, Object> record(int interest) {
        return Map.of("interestOurs", interest, "interestTheirs", 2, "areas", List.of("B2B"));
    }

    /** Another may have amended it meanwhile; then that one's counts. */
    private static void amend(Running running, String token, String meeting) throws Exception {
        var path = "/api/meetings/" + meeting;
        var etag = running.send(token, "GET", path, "", Map.of())
                .headers()
                .firstValue("ETag")
                .orElseThrow();
        var answer = running.send(
                token,
                "PUT",
                path + "/record",
                JSON.writeValueAsString(record(ThreadLocalRandom.current().nextInt(1, 4))),
                Map.of("If-Match", etag));
        assertThat(answer.statusCode()).as(answer.body()).isIn(200, 409, 412);
    }

    private static List<String> partners(Running running, String token) throws Exception {
        var partners = new ArrayList<String>();
        for (int i = 0; i < PARTNERS; i++) {
            partners.add(running.organisation(token, "Partner " + i));
        }
        // The meeting service hears of them a moment later.
        pause(Duration.ofSeconds(3));
        return partners;
    }

    // ---- what the API shows

    private static Map<String, String> meetings(Running running, String token) throws Exception {
        var found = new HashMap<String, String>();
        for (var meeting : all(running, token, "/api/meetings")) {
            var twin = found.put(
                    meeting.path("meetingId").asString(),
                    meeting.path("partnershipId").asString());
            assertThat(twin).isNull();
        }
        return found;
    }

    private static Map<String, Set<String>> byPartnership(Map<String, String> meetings) {
        return meetings.entrySet().stream()
                .collect(Collectors.groupingBy(
                        Map.Entry::getValue, Collectors.mapping(Map.Entry::getKey, Collectors.toSet())));
    }

    /** The meetings of each partnership, which has its follow-ups. */
    private static Map<String, Set<String>> partnerships(Running running, String token) throws Exception {
        var found = new HashMap<String, Set<String>>();
        for (var listed : all(running, token, "/api/partnerships")) {
            var id = listed.path("partnershipId").asString();
            var whole = running.read(token, "/api/partnerships/" + id);
            var meetings = new ArrayList<String>();
            whole.path("meetings")
                    .forEach(meeting -> meetings.add(meeting.path("meetingId").asString()));
            assertThat(meetings).doesNotHaveDuplicates();
            assertThat(whole.path("followUps")).isNotEmpty();
            assertThat(found.put(id, new HashSet<>(meetings))).isNull();
        }
        return found;
    }

    private static long cards(Running running, String token) throws Exception {
        long count = 0;
        for (var column : running.read(token, "/api/board").path("columns")) {
            count += column.path("count").asLong();
        }
        return count;
    }

    private static List<JsonNode> all(Running running, String token, String path) throws Exception {
        var found = new ArrayList<JsonNode>();
        var next = "";
        do {
            var page = running.read(token, path + "?limit=200" + (next.isEmpty() ? "" : "&cursor=" + next));
            page.path("items").forEach(found::add);
            next = page.path("next").asString("");
        } while (!next.isEmpty());
        return found;
    }

    private static String firstId(int port, String token, String lastEventId) throws Exception {
        return firstEvents(port, token, lastEventId)
                .lines()
                .filter(line -> line.startsWith("id: "))
                .findFirst()
                .orElseThrow()
                .substring(4);
    }

    /** The beginning of the live stream of a client that was there before. */
    private static String firstEvents(int port, String token, String lastEventId) throws Exception {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/api/streams/events"))
                .header("Authorization", "Bearer " + token)
                .header("Accept", "text/event-stream");
        if (!lastEventId.isEmpty()) {
            request.header("Last-Event-ID", lastEventId);
        }
        var http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        try (var lines =
                http.send(request.build(), HttpResponse.BodyHandlers.ofLines()).body()) {
            return lines.limit(lastEventId.isEmpty() ? 2 : 3).collect(Collectors.joining("\n"));
        } finally {
            http.shutdownNow();
        }
    }

    // ---- what the databases hold

    private static MongoClient store(Path data) throws IOException {
        var endpoints = new Properties();
        endpoints.load(new StringReader(Files.readString(data.resolve("endpoints.properties"), UTF_8)));
        return MongoClients.create(endpoints.getProperty("mongo"));
    }

    private static void awaitConsistent(MongoClient store) {
        long until = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        var wrong = contradictions(store);
        while (!wrong.isEmpty() && System.nanoTime() < until) {
            pause(Duration.ofMillis(500));
            wrong = contradictions(store);
        }
        assertThat(wrong).isEmpty();
    }

    /** Events untold, events unheard, events heard that nobody tells of, and events in a quarantine. */
    private static List<String> contradictions(MongoClient store) {
        var wrong = new ArrayList<String>();
        for (var service : List.of("contact-service", "meeting-service", "follow-up-service", "dashboard-service")) {
            var database = store.getDatabase(service);
            for (var name : database.listCollectionNames()) {
                for (var document : database.getCollection(name).find()) {
                    if (!document.getList("pending", Document.class, List.of()).isEmpty()) {
                        wrong.add("untold in %s %s %s".formatted(service, name, document.get("_id")));
                    }
                    if (name.equals("quarantine")) {
                        wrong.add("parked in %s: %s".formatted(service, document.get("reason")));
                    }
                }
            }
        }
        wrong.addAll(unlike(store, "contact-service/organisations", "meeting-service/known-organisations"));
        wrong.addAll(unlike(store, "contact-service/organisations", "dashboard-service/organisations"));
        wrong.addAll(unlike(store, "meeting-service/meetings", "follow-up-service/partnerships"));
        wrong.addAll(unlike(store, "meeting-service/meetings", "dashboard-service/meetings"));
        wrong.addAll(unlike(store, "follow-up-service/partnerships", "dashboard-service/cards"));
        return wrong;
    }

    private static List<String> unlike(MongoClient store, String source, String consumer) {
        var told = new HashMap<String, Long>();
        for (var document : collection(store, source).find()) {
            told.put(document.getString("_id"), document.getLong("sequence"));
        }
        var heard = new HashMap<String, Long>();
        for (var document : collection(store, consumer).find()) {
            document.get("heard", new Document()).forEach((id, mark) -> {
                assertThat(heard.put(id, ((Document) mark).getLong("sequence"))).isNull();
            });
        }
        return told.equals(heard)
                ? List.of()
                : List.of(
                        "%s told %s, %s heard %s".formatted(source, minus(told, heard), consumer, minus(heard, told)));
    }

    private static Map<String, Long> minus(Map<String, Long> these, Map<String, Long> others) {
        var left = new HashMap<>(these);
        left.entrySet().removeAll(others.entrySet());
        return left;
    }

    private static MongoCollection<Document> collection(MongoClient store, String path) {
        var parts = path.split("/", 2);
        return store.getDatabase(parts[0]).getCollection(parts[1]);
    }

    private static Set<Long> epochs(MongoClient store) {
        var epochs = new HashSet<Long>();
        for (var service : List.of("contact-service", "meeting-service", "follow-up-service", "dashboard-service")) {
            for (var document : collection(store, service + "/dataset").find()) {
                epochs.add(document.getLong("epoch"));
            }
        }
        return epochs;
    }

    // ---- files

    /** Each broken copy, and what must be said about it. */
    private Map<Path, String> brokenCopies(Path file) throws IOException {
        var whole = Files.readAllBytes(file);
        var flipped = whole.clone();
        flipped[whole.length / 2] ^= 0x20;
        var copies = new LinkedHashMap<Path, String>();
        copies.put(copy("flipped.zip", flipped), "is broken: nothing was changed");
        copies.put(copy("short.zip", Arrays.copyOf(whole, whole.length / 2)), "is cut off or broken");
        copies.put(copy("letter.zip", "Dear Sir".getBytes(UTF_8)), "is no backup of Bilateral");
        copies.put(directory.resolve("none.zip"), "There is no file");
        return copies;
    }

    private Path copy(String name, byte[] content) throws IOException {
        return Files.write(directory.resolve(name), content);
    }

    private static Map<String, Long> files(Path root) throws IOException {
        var found = new HashMap<String, Long>();
        try (var all = Files.walk(root)) {
            for (var file : all.filter(Files::isRegularFile).toList()) {
                found.put(file.toString(), Files.getLastModifiedTime(file).toMillis() + Files.size(file));
            }
        }
        return found;
    }

    private static Said command(String name, String... arguments) throws Exception {
        var command = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElseThrow(),
                "-Xmx192m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--sun-misc-unsafe-memory-access=allow",
                "-Dlogback.configurationFile=logback-quiet.xml",
                "-cp",
                System.getProperty("java.class.path"),
                "eu.bilateral.standalone.backup." + name));
        command.addAll(List.of(arguments));
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        var out = new String(process.getInputStream().readAllBytes(), UTF_8).strip();
        return new Said(process.waitFor(), out);
    }

    /** However slow the machine is: what is backed up has to be more than what was there before anybody wrote beside it. */
    private static void awaitMore(Map<String, String> acknowledged, int than) {
        long until = System.nanoTime() + Duration.ofMinutes(1).toNanos();
        do {
            pause(Duration.ofSeconds(3));
        } while (acknowledged.size() <= than && System.nanoTime() < until);
    }

    private static void pause(Duration length) {
        LockSupport.parkNanos(length.toNanos());
    }
}
