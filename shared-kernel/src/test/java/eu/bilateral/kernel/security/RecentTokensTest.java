package eu.bilateral.kernel.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2TokenValidatorResult;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtValidationException;

class RecentTokensTest {

    private final AtomicInteger verified = new AtomicInteger();
    private final AtomicBoolean standing = new AtomicBoolean(true);
    private final JwtDecoder tokens = new RecentTokens(
            this::verify,
            token -> standing.get()
                    ? OAuth2TokenValidatorResult.success()
                    : OAuth2TokenValidatorResult.failure(new OAuth2Error("invalid_token", "It is over", null)));

    private Jwt verify(String token) {
        verified.incrementAndGet();
        if (token.startsWith("forged")) {
            throw new BadJwtException("Another signature");
        }
        return Jwt.withTokenValue(token).header("alg", "RS256").subject(token).build();
    }

    @Test
    void aSignatureIsVerifiedOnce() {
        assertThat(tokens.decode("maria").getSubject()).isEqualTo("maria");
        assertThat(tokens.decode("maria").getSubject()).isEqualTo("maria");
        assertThat(verified).hasValue(1);
        assertThat(tokens.decode("jan").getSubject()).isEqualTo("jan");
        assertThat(verified).hasValue(2);
    }

    @Test
    void whatChangesWithTimeIsAskedEachTime() {
        assertThat(tokens.decode("maria").getSubject()).isEqualTo("maria");
        standing.set(false);
        assertThatThrownBy(() -> tokens.decode("maria"))
                .isInstanceOf(JwtValidationException.class)
                .hasMessageContaining("It is over");
        standing.set(true);
        assertThat(tokens.decode("maria").getSubject()).isEqualTo("maria");
    }

    @Test
    void aForgedTokenIsRefusedEachTime() {
        assertThatThrownBy(() -> tokens.decode("forged")).isInstanceOf(BadJwtException.class);
        assertThatThrownBy(() -> tokens.decode("forged")).isInstanceOf(BadJwtException.class);
        assertThat(verified).hasValue(2);
    }
}
