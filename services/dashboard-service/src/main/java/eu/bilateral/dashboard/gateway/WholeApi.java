package eu.bilateral.dashboard.gateway;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** The API of all services as one OpenAPI document. */
public interface WholeApi {

    /** The document, and the services whose part is missing because they did not answer. */
    record Description(JsonNode document, List<String> missing) {}

    /** The description as it is now; the services are asked with that token. */
    Description describe(HttpServletRequest request, String token);
}
