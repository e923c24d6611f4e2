package eu.bilateral.standalone.identity;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.ParseException;
import java.util.UUID;

/** What signs the tokens: an RSA key that is made at the first start and readable by the owner of the process only. */
public final class SigningKeys {

    private static final int BITS = 2048;

    private final JWKSet keys;

    private SigningKeys(JWKSet keys) {
        this.keys = keys;
    }

    /** The keys of this identity directory; made and kept where there are none. */
    public static SigningKeys in(Path identity) throws IOException {
        var file = identity.resolve("keys.json");
        if (!Files.exists(file)) {
            PrivateFile.write(file, new JWKSet(newKey()).toString(false) + "\n");
        }
        return read(file);
    }

    private static SigningKeys read(Path file) throws IOException {
        try {
            return new SigningKeys(JWKSet.parse(Files.readString(file, UTF_8)));
        } catch (ParseException malformed) {
            throw new IOException("%s holds no keys: %s".formatted(file, malformed.getMessage()), malformed);
        }
    }

    private static RSAKey newKey() {
        try {
            return new RSAKeyGenerator(BITS)
                    .keyID(UUID.randomUUID().toString())
                    .keyUse(KeyUse.SIGNATURE)
                    .algorithm(JWSAlgorithm.RS256)
                    .generate();
        } catch (JOSEException impossible) {
            throw new IllegalStateException("Every Java platform makes RSA keys", impossible);
        }
    }

    /** All keys, the signing one first. */
    JWKSet all() {
        return keys;
    }

    /** The key that signs. */
    RSAKey signing() {
        return keys.getKeys().getFirst().toRSAKey();
    }
}
