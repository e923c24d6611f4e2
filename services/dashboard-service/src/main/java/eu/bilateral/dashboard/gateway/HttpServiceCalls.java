package eu.bilateral.dashboard.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/** The pages' calls over HTTP, by the same line as the routes that are passed on. */
@Component
class HttpServiceCalls implements ServiceCalls {

    private static final int LARGEST_ANSWER = 16 * 1024 * 1024;
    private static final int OK_BELOW = 400;

    private final Line line;
    private final JsonMapper json;

    HttpServiceCalls(Line line, JsonMapper json) {
        this.line = line;
        this.json = json;
    }

    @Override
    public ServiceAnswer get(Neighbour service, String path, String accessToken) {
        return call(service, "GET", path, null, accessToken, Map.of());
    }

    @Override
    public ServiceAnswer post(
            Neighbour service,
            String path,
            @Nullable Object body,
            String accessToken,
            @Nullable String idempotencyKey) {
        Map<String, String> headers = idempotencyKey == null ? Map.of() : Map.of("Idempotency-Key", idempotencyKey);
        return call(service, "POST", path, body, accessToken, headers);
    }

    @Override
    public ServiceAnswer put(
            Neighbour service, String path, Object body, String accessToken, String ifMatch, String idempotencyKey) {
        var headers = Map.of("If-Match", ifMatch, "Idempotency-Key", idempotencyKey);
        return call(service, "PUT", path, body, accessToken, headers);
    }

    private ServiceAnswer call(
            Neighbour service,
            String method,
            String path,
            @Nullable Object body,
            String accessToken,
            Map<String, String> headers) {
        var target = URI.create(line.address(service) + path);
        var content = body == null ? null : json.writeValueAsBytes(body);
        try (var answer = line.open(
                service,
                () -> {
                    var request = new HttpUriRequestBase(method, target);
                    request.setHeader("Authorization", "Bearer " + accessToken);
                    request.setHeader("Accept", "application/json, application/problem+json");
                    headers.forEach(request::setHeader);
                    if (content != null) {
                        request.setEntity(new ByteArrayEntity(content, ContentType.APPLICATION_JSON));
                    }
                    return request;
                },
                "GET".equals(method))) {
            return read(answer);
        } catch (ServiceUnavailable away) {
            return new ServiceAnswer.Problem(503, GatewayProblems.CODE, GatewayProblems.words(away), List.of());
        } catch (IOException broken) {
            var away = new ServiceUnavailable(service, "The answer of the %s broke off", broken);
            return new ServiceAnswer.Problem(503, GatewayProblems.CODE, GatewayProblems.words(away), List.of());
        }
    }

    private ServiceAnswer read(ClassicHttpResponse answer) throws IOException {
        var body = body(answer);
        int status = answer.getCode();
        if (status < OK_BELOW) {
            return new ServiceAnswer.Done(status, header(answer, "ETag"), header(answer, "Location"), body);
        }
        var type = body.path("type").asString("");
        var errors = new ArrayList<ServiceAnswer.FieldProblem>();
        body.path("errors")
                .forEach(error -> errors.add(new ServiceAnswer.FieldProblem(
                        error.path("field").asString(""), error.path("message").asString(""))));
        return new ServiceAnswer.Problem(
                status,
                type.isEmpty() ? "http-" + status : type.substring(type.lastIndexOf('/') + 1),
                body.path("detail").asString(""),
                errors);
    }

    private JsonNode body(ClassicHttpResponse answer) throws IOException {
        var entity = answer.getEntity();
        var bytes = entity == null ? null : EntityUtils.toByteArray(entity, LARGEST_ANSWER);
        if (bytes == null || bytes.length == 0) {
            return MissingNode.getInstance();
        }
        try {
            return json.readTree(bytes);
        } catch (JacksonException noJson) {
            throw new IOException("The answer is no JSON: " + new String(bytes, 0, Math.min(80, bytes.length), UTF_8));
        }
    }

    private static @Nullable String header(ClassicHttpResponse answer, String name) {
        var header = answer.getFirstHeader(name);
        return header == null ? null : header.getValue();
    }
}
