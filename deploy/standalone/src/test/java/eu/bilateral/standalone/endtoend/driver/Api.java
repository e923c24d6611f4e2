package eu.bilateral.standalone.endtoend.driver;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The API as a client that has only read its description uses it. */
public final class Api {

    private static final JsonMapper JSON = new JsonMapper();

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final String url;
    private final @Nullable String token;

    /** A client at that address which sends that token with every request, or none. */
    Api(String url, @Nullable String token) {
        this.url = url;
        this.token = token;
    }

    /** The token that it sends. */
    public String bearer() {
        return String.valueOf(token);
    }

    /** What came back; the body as JSON where it is some. */
    public record Answer(int status, HttpHeaders headers, String text) {

        /** The body, which has to be JSON. */
        public JsonNode json() {
            return JSON.readTree(text);
        }

        /** The last part of the problem's type. */
        public String problem() {
            var type = json().path("type").asString("");
            return type.substring(type.lastIndexOf('/') + 1);
        }

        /** The version that a change has to name; fails where none was told. */
        public String etag() {
            return headers.firstValue("ETag").orElseThrow();
        }
    }

    /** Asks for that path. */
    public Answer get(String path) throws IOException, InterruptedException {
        return send("GET", path, "application/json", null, Map.of());
    }

    /** Posts JSON. */
    public Answer post(String path, String body) throws IOException, InterruptedException {
        return send("POST", path, "application/json", body, Map.of());
    }

    /** Posts JSON under that idempotency key. */
    public Answer postOnce(String path, String key, String body) throws IOException, InterruptedException {
        return send("POST", path, "application/json", body, Map.of("Idempotency-Key", key));
    }

    /** Posts a list of rows. */
    public Answer postCsv(String path, String body) throws IOException, InterruptedException {
        return send("POST", path, "text/csv", body, Map.of());
    }

    /** Sends a request with these headers besides its own; it may have no body. */
    public Answer send(
            String method, String path, String contentType, @Nullable String body, Map<String, String> headers)
            throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(url + path))
                .timeout(Duration.ofSeconds(30))
                .method(
                        method,
                        body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body));
        if (body != null) {
            request.header("Content-Type", contentType);
        }
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        headers.forEach(request::header);
        var answered = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        return new Answer(answered.statusCode(), answered.headers(), answered.body());
    }

    /** Every item of a list, page by page. */
    public List<JsonNode> all(String path) throws IOException, InterruptedException {
        var items = new ArrayList<JsonNode>();
        var separator = path.contains("?") ? "&" : "?";
        var next = path + separator + "limit=200";
        while (true) {
            var page = get(next);
            if (page.status() != 200) {
                throw new IllegalStateException(next + " answered " + page);
            }
            page.json().path("items").forEach(items::add);
            if (!page.json().hasNonNull("next")) {
                return items;
            }
            next = path + separator + "limit=200&cursor="
                    + URLEncoder.encode(page.json().path("next").asString(), StandardCharsets.UTF_8);
        }
    }

    /** Registers an organisation and answers its id. */
    public String organisation(String name) throws IOException, InterruptedException {
        var made = post("/api/organisations", """
                {"name":"%s","type":"CLUSTER","country":"PL","city":"Lublin","areas":["medicine"]}""".formatted(name));
        if (made.status() != 201) {
            throw new IllegalStateException("It was not registered: " + made);
        }
        return made.json().path("organisationId").asString();
    }

    /** A request that logs a meeting of that pair on that day, with all that confirms interest. */
    public static String meeting(String ours, String partner, String heldOn) {
        return """
                {"ours":"%s","partner":"%s","heldOn":"%s","zone":"Europe/Warsaw","record":{"interestOurs":3,\
                "interestTheirs":2,"areas":["JOINT_FUNDING"],"promises":[],"nextStep":{"kind":"CALL","text":"Call them",\
                "dueOn":"%s","by":"OURS"}}}""".formatted(ours, partner, heldOn, LocalDate.parse(heldOn).plusDays(7));
    }

    /** Logs a meeting as soon as the meeting service has heard of both organisations, and when it was told to come back. */
    public Answer log(String key, String meeting) throws IOException, InterruptedException {
        return Soon.until(
                () -> postOnce("/api/meetings", key, meeting),
                answer -> answer.status() != 503 && !answer.text().contains("unknown-organisation"));
    }
}
