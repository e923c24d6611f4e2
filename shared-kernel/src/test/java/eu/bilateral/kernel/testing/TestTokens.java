package eu.bilateral.kernel.testing;

import java.time.Instant;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;

/** Tokens that say in plain words who bears them: {@code account.role.workspace}. */
@TestConfiguration(proxyBeanMethods = false)
public class TestTokens {

    @Bean
    JwtDecoder plainTokens() {
        return token -> {
            var parts = token.split("\\.");
            if (parts.length != 3) {
                throw new BadJwtException("No token of a test");
            }
            return Jwt.withTokenValue(token)
                    .header("typ", "at+jwt")
                    .subject(parts[0])
                    .claim("role", parts[1])
                    .claim("workspace", parts[2])
                    .issuedAt(Instant.EPOCH)
                    .expiresAt(Instant.MAX)
                    .build();
        };
    }
}
