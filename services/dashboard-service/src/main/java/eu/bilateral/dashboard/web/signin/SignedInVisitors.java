package eu.bilateral.dashboard.web.signin;

import eu.bilateral.dashboard.web.page.SignInUnreachable;
import eu.bilateral.dashboard.web.page.Visitor;
import eu.bilateral.dashboard.web.page.Visitors;
import eu.bilateral.kernel.security.Tokens;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.client.ClientAuthorizationRequiredException;
import org.springframework.security.oauth2.client.OAuth2AuthorizeRequest;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClient;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClientManager;
import org.springframework.security.oauth2.client.authentication.OAuth2AuthenticationToken;
import org.springframework.security.oauth2.core.OAuth2AuthorizationException;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.web.util.WebUtils;

/**
 * Reads workspace and role from the access token that the services get too, not from the session: so a page never offers
 * what the services would refuse, and a changed role holds as soon as the token is renewed.
 */
final class SignedInVisitors implements Visitors {

    private static final String REMEMBERED = SignedInVisitors.class.getName();
    private static final String UNANSWERED = SignedInVisitors.class.getName() + ".unanswered";

    /** That nobody answered who could have refreshed the tokens of a session, and when. */
    private record Unanswered(long atNanos, OAuth2AuthorizationException why) {

        private static final Duration RECENTLY = Duration.ofSeconds(5);

        boolean isRecent() {
            return System.nanoTime() - atNanos < RECENTLY.toNanos();
        }
    }

    private final OAuth2AuthorizedClientManager clients;
    private final JwtDecoder tokens;

    SignedInVisitors(OAuth2AuthorizedClientManager clients, JwtDecoder tokens) {
        this.clients = clients;
        this.tokens = tokens;
    }

    @Override
    public Optional<Visitor> of(HttpServletRequest request, HttpServletResponse response) {
        if (request.getAttribute(REMEMBERED) instanceof Visitor known) {
            return Optional.of(known);
        }
        if (request.getAttribute(REMEMBERED) instanceof SignInUnreachable before) {
            // The page that says so has a frame, which asks again.
            throw before;
        }
        if (!(SecurityContextHolder.getContext().getAuthentication() instanceof OAuth2AuthenticationToken signedIn)) {
            return Optional.empty();
        }
        var session = request.getSession(false);
        if (session == null) {
            return Optional.empty();
        }
        try {
            var client = refreshed(signedIn, session, request, response);
            if (client == null) {
                return Optional.empty();
            }
            var token = client.getAccessToken().getTokenValue();
            var visitor = new Visitor(Tokens.callerOf(tokens.decode(token)), token);
            request.setAttribute(REMEMBERED, visitor);
            return Optional.of(visitor);
        } catch (BadJwtException ended) {
            return Optional.empty();
        } catch (OAuth2AuthorizationException refused) {
            if (isEnded(refused)) {
                return Optional.empty();
            }
            throw unreachable(request, refused);
        } catch (JwtException keysAway) {
            throw unreachable(request, keysAway);
        }
    }

    /**
     * One request of a session at a time: where the issuer takes each refresh token once, the second to send the same one
     * would end the sign-in. So it finds what the first one got, also where that is no answer: while the issuer says nothing,
     * each that waits would add a wait of its own.
     */
    private @Nullable OAuth2AuthorizedClient refreshed(
            OAuth2AuthenticationToken signedIn,
            HttpSession session,
            HttpServletRequest request,
            HttpServletResponse response) {
        synchronized (WebUtils.getSessionMutex(session)) {
            if (session.getAttribute(UNANSWERED) instanceof Unanswered last && last.isRecent()) {
                throw last.why();
            }
            try {
                return authorize(signedIn, request, response);
            } catch (OAuth2AuthorizationException refused) {
                if (!isEnded(refused)) {
                    session.setAttribute(UNANSWERED, new Unanswered(System.nanoTime(), refused));
                }
                throw refused;
            }
        }
    }

    private @Nullable OAuth2AuthorizedClient authorize(
            OAuth2AuthenticationToken signedIn, HttpServletRequest request, HttpServletResponse response) {
        return clients.authorize(
                OAuth2AuthorizeRequest.withClientRegistrationId(signedIn.getAuthorizedClientRegistrationId())
                        .principal(signedIn)
                        .attribute(HttpServletRequest.class.getName(), request)
                        .attribute(HttpServletResponse.class.getName(), response)
                        .build());
    }

    private static boolean isEnded(OAuth2AuthorizationException refused) {
        return refused instanceof ClientAuthorizationRequiredException
                || OAuth2ErrorCodes.INVALID_GRANT.equals(refused.getError().getErrorCode());
    }

    private static SignInUnreachable unreachable(HttpServletRequest request, RuntimeException away) {
        var unreachable = new SignInUnreachable(away);
        request.setAttribute(REMEMBERED, unreachable);
        return unreachable;
    }
}
