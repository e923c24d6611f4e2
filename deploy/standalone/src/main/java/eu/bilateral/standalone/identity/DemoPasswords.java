package eu.bilateral.standalone.identity;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;

/**
 * The passwords of the demo's accounts in readable form, so that a demo can be shown again next week: they guard invented
 * records on the loopback address. No other installation has such a file.
 */
public final class DemoPasswords {

    private final Path file;
    private final Properties passwords = new Properties();

    private DemoPasswords(Path file) throws IOException {
        this.file = file;
        if (Files.exists(file)) {
            passwords.load(new StringReader(Files.readString(file, UTF_8)));
        }
    }

    /** The passwords kept in this identity directory. */
    public static DemoPasswords in(Path identity) throws IOException {
        return new DemoPasswords(identity.resolve("demo-passwords.properties"));
    }

    /** The password of that account, where it is one of the demo's. */
    public Optional<String> of(String account) {
        return Optional.ofNullable(passwords.getProperty(account));
    }

    /** Keeps the password of an account. */
    public void keep(String account, String password) throws IOException {
        passwords.setProperty(account, password);
        var text = new StringWriter();
        passwords.store(text, "The demo's accounts");
        PrivateFile.write(file, text.toString());
    }
}
