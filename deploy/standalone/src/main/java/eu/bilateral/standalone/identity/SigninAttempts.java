package eu.bilateral.standalone.identity;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;
import org.springframework.security.web.authentication.AuthenticationSuccessHandler;
import org.springframework.security.web.authentication.SavedRequestAwareAuthenticationSuccessHandler;
import org.springframework.security.web.savedrequest.RequestCache;
import org.springframework.web.filter.OncePerRequestFilter;

/** Lets a try to sign in pass, or answers it with 429 and the time to wait. */
final class SigninAttempts extends OncePerRequestFilter {

    private static final Logger LOG = LoggerFactory.getLogger(SigninAttempts.class);
    private static final int TOO_MANY_REQUESTS = 429;

    private final SigninLimits limits;
    private final SigninPage page;

    SigninAttempts(SigninLimits limits, SigninPage page) {
        this.limits = limits;
        this.page = page;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !SigninPage.PATH.equals(request.getServletPath()) || !"POST".equals(request.getMethod());
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var wait = limits.begin(account(request), request.getRemoteAddr());
        if (wait.isEmpty()) {
            chain.doFilter(request, response);
            return;
        }
        response.setHeader(HttpHeaders.RETRY_AFTER, String.valueOf(wait.get().toSeconds() + 1));
        page.show(request, response, TOO_MANY_REQUESTS, "busy");
    }

    /** Goes on to what the person wanted, which is the client's request; without one to the start. */
    AuthenticationSuccessHandler succeeded(RequestCache awaited) {
        var goOn = new SavedRequestAwareAuthenticationSuccessHandler();
        goOn.setRequestCache(awaited);
        goOn.setDefaultTargetUrl("/");
        return (request, response, person) -> {
            limits.succeeded(account(request), request.getRemoteAddr());
            goOn.onAuthenticationSuccess(request, response, person);
        };
    }

    AuthenticationFailureHandler failed() {
        return (request, response, reason) -> {
            LOG.info("Somebody at {} failed to sign in", request.getRemoteAddr());
            page.show(request, response, HttpServletResponse.SC_UNAUTHORIZED, "wrong");
        };
    }

    private static String account(HttpServletRequest request) {
        var typed = request.getParameter("username");
        return typed == null ? "" : typed.strip();
    }
}
