package eu.bilateral.kernel.security;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.springframework.http.MediaType;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.server.resource.web.BearerTokenAuthenticationEntryPoint;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;

/** Says 401 and 403 as problems (RFC 9457), in words that tell what to do. */
final class SecurityProblems implements AuthenticationEntryPoint, AccessDeniedHandler {

    private static final String UNAUTHENTICATED = """
            {"type":"https://bilateral.eu/problems/unauthenticated","title":"Unauthorized","status":401,\
            "detail":"Send a bearer token that is valid now: it is missing, expired or not for this API."}""";
    private static final String FORBIDDEN = """
            {"type":"https://bilateral.eu/problems/forbidden","title":"Forbidden","status":403,\
            "detail":"Your role may not do this. Ask a manager of your workspace."}""";

    private final AuthenticationEntryPoint challenge = new BearerTokenAuthenticationEntryPoint();

    @Override
    public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException failure)
            throws IOException, ServletException {
        challenge.commence(request, response, failure);
        answer(response, HttpServletResponse.SC_UNAUTHORIZED, UNAUTHENTICATED);
    }

    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response, AccessDeniedException denied)
            throws IOException {
        answer(response, HttpServletResponse.SC_FORBIDDEN, FORBIDDEN);
    }

    private static void answer(HttpServletResponse response, int status, String body) throws IOException {
        response.setStatus(status);
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        response.setCharacterEncoding(StandardCharsets.UTF_8);
        response.getWriter().write(body);
    }
}
