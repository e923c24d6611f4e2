package eu.bilateral.benchmark.chaos;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.UUID;

/** The run's own issuer: publishes one key and signs tokens with it, so that no identity provider has to be there. */
final class Issuer implements AutoCloseable {

    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();
    private static final long LIFETIME_SECONDS = 12 * 3600;

    private final KeyPair keys;
    private final HttpServer server;

    private Issuer(KeyPair keys, HttpServer server) {
        this.keys = keys;
        this.server = server;
    }

    static Issuer start() throws IOException {
        var issuer =
                new Issuer(keyPair(), HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
        issuer.server.createContext("/jwks", exchange -> {
            var body = issuer.keySet().getBytes(UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        issuer.server.start();
        return issuer;
    }

    private static KeyPair keyPair() {
        try {
            var generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("Every Java platform makes RSA keys", impossible);
        }
    }

    String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    String keySetAddress() {
        return address() + "/jwks";
    }

    private String keySet() {
        var key = (RSAPublicKey) keys.getPublic();
        return """
            {"keys":[{"kty":"RSA","use":"sig","alg":"RS256","kid":"chaos","n":"%s","e":"%s"}]}\
            """.formatted(number(key.getModulus()), number(key.getPublicExponent()));
    }

    private static String number(BigInteger value) {
        var bytes = value.toByteArray();
        return BASE64.encodeToString(bytes[0] == 0 ? Arrays.copyOfRange(bytes, 1, bytes.length) : bytes);
    }

    /** A token with which its bearer is a manager of that workspace. */
    String token(String workspace, String account) {
        long now = Instant.now().getEpochSecond();
        var header = """
            {"alg":"RS256","typ":"at+jwt","kid":"chaos"}\
            """;
        var claims = """
            {"iss":"%s","sub":"%s","aud":"bilateral-api","iat":%d,"nbf":%d,"exp":%d,"jti":"%s","workspace":"%s","role":"manager"}\
            """.formatted(address(), account, now, now, now + LIFETIME_SECONDS, UUID.randomUUID(), workspace);
        var signed =
                BASE64.encodeToString(header.getBytes(UTF_8)) + "." + BASE64.encodeToString(claims.getBytes(UTF_8));
        try {
            var signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(keys.getPrivate());
            signature.update(signed.getBytes(UTF_8));
            return signed + "." + BASE64.encodeToString(signature.sign());
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("The key signs", impossible);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
