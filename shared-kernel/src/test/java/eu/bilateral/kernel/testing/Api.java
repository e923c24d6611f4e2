package eu.bilateral.kernel.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Talks to a service as its clients do: over HTTP, with a bearer token as {@link TestTokens} has them. */
public final class Api {

    private static final HttpClient CLIENT =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final int port;
    private final @Nullable String token;

    private Api(int port, @Nullable String token) {
        this.port = port;
        this.token = token;
    }

    /** A client without a token. */
    public static Api at(int port) {
        return new Api(port, null);
    }

    /** The same client with the token of that account in that role and workspace. */
    public Api as(String account, String role, String workspace) {
        return new Api(port, account + "." + role + "." + workspace);
    }

    /** The same client with the token of somebody in that role and workspace: {@code account-of-} the role. */
    public Api as(String role, String workspace) {
        return as("account-of-" + role, role, workspace);
    }

    /** An answer with its body read as JSON; a missing body is a missing node. */
    public record Answer(int status, JsonNode body, HttpResponse<String> whole) {

        /** A header that must be there. */
        public String header(String name) {
            return whole.headers().firstValue(name).orElseThrow();
        }

        /** The code of a problem: the end of its type. */
        public String code() {
            return body.path("type").asString().replace("https://bilateral.eu/problems/", "");
        }

        /** The field that a problem names first. */
        public String field() {
            return body.path("errors").path(0).path("field").asString();
        }
    }

    public Answer get(String path) {
        return send("GET", path, null, "application/json");
    }

    public Answer post(String path, String json, String... headers) {
        return send("POST", path, json, "application/json", headers);
    }

    public Answer put(String path, String json, String... headers) {
        return send("PUT", path, json, "application/json", headers);
    }

    public Answer postCsv(String path, String csv) {
        return send("POST", path, csv, "text/csv");
    }

    public Answer send(String method, String path, @Nullable String body, String type, String... headers) {
        var request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                .timeout(Duration.ofSeconds(30))
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                .header("Content-Type", type);
        if (token != null) {
            request.header("Authorization", "Bearer " + Objects.requireNonNull(token));
        }
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            var response = CLIENT.send(request.build(), BodyHandlers.ofString());
            var text = response.body();
            return new Answer(
                    response.statusCode(), text.isBlank() ? JSON.missingNode() : JSON.readTree(text), response);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }
}
