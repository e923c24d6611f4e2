package eu.bilateral.dashboard.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** Certificates that a test makes for itself, in the file that Java's own keytool writes. */
public final class Certificates {

    private static final String PASSWORD = "only-for-tests";

    private final Path file;

    private Certificates(Path file) {
        this.file = file;
    }

    /** One for that name, vouched for by nobody but itself. */
    public static Certificates of(String host) throws IOException, InterruptedException {
        var file = Files.createTempDirectory("certificates").resolve(host + ".p12");
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(), "-genkeypair"));
        command.addAll(List.of("-alias", host, "-keyalg", "EC", "-dname", "CN=" + host, "-ext", "san=dns:" + host));
        command.addAll(List.of("-storetype", "PKCS12", "-storepass", PASSWORD, "-keystore", file.toString()));
        var made = new ProcessBuilder(command).inheritIO().start();
        if (made.waitFor() != 0) {
            throw new IOException("keytool made no certificate for " + host);
        }
        return new Certificates(file);
    }

    /** What a server shows that has this certificate. */
    public SSLContext shown() throws GeneralSecurityException, IOException {
        var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(KeyStore.getInstance(file.toFile(), PASSWORD.toCharArray()), PASSWORD.toCharArray());
        var context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        return context;
    }

    /** Has whatever starts in this process from now on trust this certificate and no other, until {@link #trustAsBefore}. */
    public void trust() {
        System.setProperty("javax.net.ssl.trustStore", file.toString());
        System.setProperty("javax.net.ssl.trustStorePassword", PASSWORD);
    }

    /** Trusts again whom Java trusts by itself. */
    public static void trustAsBefore() {
        System.clearProperty("javax.net.ssl.trustStore");
        System.clearProperty("javax.net.ssl.trustStorePassword");
    }
}
