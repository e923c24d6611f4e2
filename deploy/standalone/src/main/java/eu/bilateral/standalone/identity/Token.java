package eu.bilateral.standalone.identity;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Collectors;

/** Behind {@code deploy/token}: prints a bearer token of an account, made with the data directory's own key. */
public final class Token {

    private static final Duration LIFETIME = Duration.ofHours(12);

    private Token() {}

    /** Arguments: data directory, account, issuer or the empty text for the one of the last start. */
    public static void main(String[] arguments) {
        try {
            System.out.println(token(Path.of(arguments[0]), arguments[1], arguments[2]));
        } catch (IOException | IllegalStateException refused) {
            System.err.println(refused.getMessage());
            System.exit(1);
        }
    }

    static String token(Path data, String name, String issuer) throws IOException {
        var identity = data.resolve("identity");
        if (!Files.exists(identity.resolve("keys.json"))) {
            throw new IOException("There is no Bilateral in %s yet: start deploy/up first".formatted(data));
        }
        var accounts = AccountBook.in(identity);
        var account = accounts.find(name)
                .orElseThrow(() -> new IOException("There is no account %s in %s; there are: %s"
                        .formatted(
                                name,
                                data,
                                accounts.all().stream()
                                        .map(known -> known.account().value())
                                        .collect(Collectors.joining(", ")))));
        var at = issuer.isEmpty() ? issuerOf(identity) : issuer;
        return new TokenMint(SigningKeys.in(identity), at).mint(account, Instant.now(), LIFETIME);
    }

    private static String issuerOf(Path identity) throws IOException {
        return Files.readString(identity.resolve("issuer"), UTF_8).strip();
    }
}
