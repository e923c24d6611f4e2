package eu.bilateral.kernel.security;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Whose tokens count.
 *
 * @param issuer the {@code iss} that a token must carry
 * @param jwkSetUri where the issuer's public keys are
 * @param audience the {@code aud} that a token must carry
 */
@ConfigurationProperties("bilateral.identity")
public record IdentitySettings(
        String issuer,
        String jwkSetUri,
        @DefaultValue("bilateral-api") String audience) {}
