package eu.bilateral.kernel.security;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtValidationException;

/**
 * Reads a token and verifies its signature once in a minute; all that may change with time is asked each time. A key that
 * its issuer withdraws counts for a minute longer for tokens that were seen before.
 */
final class RecentTokens implements JwtDecoder {

    private static final Duration KEPT_FOR = Duration.ofMinutes(1);
    private static final int MOST = 1_000;

    private final JwtDecoder signatures;
    private final OAuth2TokenValidator<Jwt> validator;
    private final Cache<String, Jwt> verified =
            Caffeine.newBuilder().expireAfterWrite(KEPT_FOR).maximumSize(MOST).build();

    /** Which tokens have a signature says the first, which of them count now the second. */
    RecentTokens(JwtDecoder signatures, OAuth2TokenValidator<Jwt> validator) {
        this.signatures = signatures;
        this.validator = validator;
    }

    @Override
    public Jwt decode(String token) {
        var jwt = verified.getIfPresent(token);
        if (jwt == null) {
            jwt = signatures.decode(token);
            verified.put(token, jwt);
        }
        var result = validator.validate(jwt);
        if (result.hasErrors()) {
            var first = result.getErrors().iterator().next();
            throw new JwtValidationException("The token does not count: " + first.getDescription(), result.getErrors());
        }
        return jwt;
    }
}
