package eu.bilateral.standalone.identity;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import eu.bilateral.kernel.security.Tokens;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Locale;
import java.util.UUID;

/** Mints bearer tokens for API clients with the issuer's own key, whether or not the issuer runs. */
public final class TokenMint {

    /** Whom the tokens are for. */
    static final String AUDIENCE = "bilateral-api";
    /** Says that it is an access token and not the ID token of a log-in. */
    static final String TYPE = "at+jwt";

    private final SigningKeys keys;
    private final String issuer;

    public TokenMint(SigningKeys keys, String issuer) {
        this.keys = keys;
        this.issuer = issuer;
    }

    /** A token with which its bearer acts as that account from now until its time is over. */
    public String mint(Account account, Instant now, Duration lifetime) {
        var key = keys.signing();
        var claims = new JWTClaimsSet.Builder()
                .issuer(issuer)
                .subject(account.account().value())
                .audience(AUDIENCE)
                .issueTime(Date.from(now))
                .notBeforeTime(Date.from(now))
                .expirationTime(Date.from(now.plus(lifetime)))
                .jwtID(UUID.randomUUID().toString())
                .claim(Tokens.WORKSPACE, account.workspace().value())
                .claim(Tokens.ROLE, account.role().name().toLowerCase(Locale.ROOT))
                .build();
        var header = new JWSHeader.Builder(JWSAlgorithm.RS256)
                .keyID(key.getKeyID())
                .type(new JOSEObjectType(TYPE))
                .build();
        var token = new SignedJWT(header, claims);
        try {
            token.sign(new RSASSASigner(key));
        } catch (JOSEException unusable) {
            throw new IllegalStateException("The signing key does not sign: " + unusable.getMessage(), unusable);
        }
        return token.serialize();
    }
}
