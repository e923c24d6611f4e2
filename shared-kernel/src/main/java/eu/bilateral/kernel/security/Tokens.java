package eu.bilateral.kernel.security;

import eu.bilateral.kernel.command.Role;
import eu.bilateral.kernel.id.AccountId;
import eu.bilateral.kernel.id.WorkspaceId;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidatorResult;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.JwtTypeValidator;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;

/** What an access token must be, and who its bearer is. */
public final class Tokens {

    /** The claim that names the workspace. */
    public static final String WORKSPACE = "workspace";
    /** The claim that names the role, in lower case. */
    public static final String ROLE = "role";

    /** By how much the issuer's clock may differ from ours; each second lengthens the life of an outdated token. */
    private static final Duration CLOCKS_DIFFER = Duration.ofSeconds(10);

    private Tokens() {}

    /**
     * Reads tokens of that issuer for that audience: signed by RS256, PS256 or ES256 with one of its published keys, of type
     * {@code at+jwt} or {@code JWT}, in their time, naming workspace, role and subject in the right form, and of an account that
     * still stands as they say.
     */
    static JwtDecoder decoder(IdentitySettings identity, @Nullable AccountStanding standing) {
        var decoder = NimbusJwtDecoder.withJwkSetUri(identity.jwkSetUri())
                .jwsAlgorithms(allowed -> allowed.addAll(
                        Set.of(SignatureAlgorithm.RS256, SignatureAlgorithm.PS256, SignatureAlgorithm.ES256)))
                .validateType(false)
                .build();
        decoder.setJwtValidator(token -> valid());
        return new RecentTokens(decoder, validator(identity, standing));
    }

    static OAuth2TokenValidator<Jwt> validator(IdentitySettings identity, @Nullable AccountStanding standing) {
        return new DelegatingOAuth2TokenValidator<>(
                new JwtTimestampValidator(CLOCKS_DIFFER),
                new JwtIssuerValidator(identity.issuer()),
                new JwtTypeValidator(List.of("at+jwt", "JWT")),
                token -> token.getExpiresAt() != null ? valid() : refused("It never expires"),
                token -> token.getAudience() != null && token.getAudience().contains(identity.audience())
                        ? valid()
                        : refused("It is not for this API"),
                token -> namesItsBearer(token, standing));
    }

    private static OAuth2TokenValidatorResult namesItsBearer(Jwt token, @Nullable AccountStanding standing) {
        try {
            var caller = callerOf(token);
            var issuedAt = token.getIssuedAt();
            return standing == null || standing.holds(caller, issuedAt == null ? Instant.EPOCH : issuedAt)
                    ? valid()
                    : refused("The account is not what the token says any more");
        } catch (IllegalArgumentException incomplete) {
            return refused("It names no workspace, role or account of ours");
        }
    }

    private static OAuth2TokenValidatorResult valid() {
        return OAuth2TokenValidatorResult.success();
    }

    private static OAuth2TokenValidatorResult refused(String why) {
        return OAuth2TokenValidatorResult.failure(new OAuth2Error("invalid_token", why, null));
    }

    /** Who bears this token; an {@link IllegalArgumentException} where it does not say. */
    public static Caller callerOf(Jwt token) {
        return new Caller(
                WorkspaceId.of(claim(token, WORKSPACE)),
                AccountId.of(claim(token, "sub")),
                Role.valueOf(claim(token, ROLE).toUpperCase(Locale.ROOT)));
    }

    private static String claim(Jwt token, String name) {
        var value = token.getClaimAsString(name);
        if (value == null) {
            throw new IllegalArgumentException("The token has no " + name);
        }
        return value;
    }

    /** The token as Spring Security's idea of who is asking; its authorities are those of the role and all lower ones. */
    public static AbstractAuthenticationToken authentication(Jwt token) {
        var caller = callerOf(token);
        var authorities = Arrays.stream(Role.values())
                .filter(caller::mayActAs)
                .map(role -> new SimpleGrantedAuthority(AccessRules.authority(role)))
                .toList();
        return new JwtAuthenticationToken(token, authorities, caller.account().value());
    }
}
