package eu.bilateral.kernel.security;

import eu.bilateral.kernel.security.Routes.Nowhere;
import eu.bilateral.kernel.security.Routes.OtherMethods;
import eu.bilateral.kernel.security.Routes.Taken;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.server.resource.web.BearerTokenAuthenticationEntryPoint;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.firewall.RequestRejectedException;

/**
 * Says 401 and 403 as problems (RFC 9457), in words that tell what to do. What is denied stays denied; but to somebody who
 * is signed in, an address at which there is nothing is told as 404 and another method as 405, since no role would help.
 */
final class SecurityProblems implements AuthenticationEntryPoint, AccessDeniedHandler {

    private static final String UNAUTHENTICATED = """
            {"type":"https://bilateral.eu/problems/unauthenticated","title":"Unauthorized","status":401,\
            "detail":"Send a bearer token that is valid now: it is missing, expired or not for this API."}""";
    private static final String FORBIDDEN = """
            {"type":"https://bilateral.eu/problems/forbidden","title":"Forbidden","status":403,\
            "detail":"Your role may not do this. Ask a manager of your workspace."}""";

    private static final String NOTHING_HERE = """
            {"type":"https://bilateral.eu/problems/http-404","title":"Not Found","status":404,\
            "detail":"There is nothing at this address; /api/openapi.json at the door says what there is."}""";
    private static final String OTHER_METHOD = """
            {"type":"https://bilateral.eu/problems/http-405","title":"Method Not Allowed","status":405,\
            "detail":"This method is not supported here; supported: %s."}""";

    private static final String NO_METHOD = """
            {"type":"https://bilateral.eu/problems/http-501","title":"Not Implemented","status":501,\
            "detail":"The method of the request is none that there is here: %s, in capitals."}""";
    private static final String MALFORMED_ADDRESS = """
            {"type":"https://bilateral.eu/problems/http-400","title":"Bad Request","status":400,\
            "detail":"The address or a header of the request is malformed: no double slashes, no encoded slashes (%2F)."}""";

    /** Those that {@link org.springframework.security.web.firewall.StrictHttpFirewall} lets pass. */
    private static final Set<String> METHODS =
            new TreeSet<>(List.of("DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT"));

    private final Routes routes;
    private final AuthenticationEntryPoint challenge = new BearerTokenAuthenticationEntryPoint();

    SecurityProblems(Routes routes) {
        this.routes = routes;
    }

    @Override
    public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException failure)
            throws IOException, ServletException {
        challenge.commence(request, response, failure);
        answer(response, HttpServletResponse.SC_UNAUTHORIZED, UNAUTHENTICATED);
    }

    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response, AccessDeniedException denied)
            throws IOException {
        switch (routes.at(request)) {
            case Taken taken -> answer(response, HttpServletResponse.SC_FORBIDDEN, FORBIDDEN);
            case Nowhere nowhere -> answer(response, HttpServletResponse.SC_NOT_FOUND, NOTHING_HERE);
            case OtherMethods others -> {
                var allowed = AllowedMethods.with(others.allowed());
                response.setHeader(HttpHeaders.ALLOW, allowed);
                answer(response, HttpServletResponse.SC_METHOD_NOT_ALLOWED, OTHER_METHOD.formatted(allowed));
            }
        }
    }

    /** Says 400 or 501 to what the firewall lets nobody see; Spring's own answer would be none of ours. */
    static void reject(HttpServletRequest request, HttpServletResponse response, RequestRejectedException rejected)
            throws IOException {
        if (METHODS.contains(request.getMethod())) {
            answer(response, HttpServletResponse.SC_BAD_REQUEST, MALFORMED_ADDRESS);
        } else {
            answer(response, HttpServletResponse.SC_NOT_IMPLEMENTED, NO_METHOD.formatted(String.join(", ", METHODS)));
        }
    }

    private static void answer(HttpServletResponse response, int status, String body) throws IOException {
        response.setStatus(status);
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        response.setCharacterEncoding(StandardCharsets.UTF_8);
        response.getWriter().write(body);
    }
}
