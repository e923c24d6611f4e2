package eu.bilateral.kernel.security;

import org.springframework.security.authentication.AuthenticationCredentialsNotFoundException;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;

/** Finds out who is asking in the current request. */
public final class Callers {

    private Callers() {}

    /** The bearer of the current request's token; an {@link AuthenticationCredentialsNotFoundException} where there is none. */
    public static Caller current() {
        if (SecurityContextHolder.getContext().getAuthentication() instanceof JwtAuthenticationToken bearer) {
            return Tokens.callerOf(bearer.getToken());
        }
        throw new AuthenticationCredentialsNotFoundException("Nobody is signed in");
    }
}
