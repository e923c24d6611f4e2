package eu.bilateral.kernel.security;

import java.time.Instant;

/**
 * What an issuer that is at hand knows better than the tokens that it gave: whether an account still is what its token
 * says. Where there is none, a token holds until it expires.
 */
@FunctionalInterface
public interface AccountStanding {

    /** Whether a token of that time still speaks for that caller. Asked with each request, so it must be quick. */
    boolean holds(Caller caller, Instant issuedAt);
}
