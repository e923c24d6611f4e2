package eu.bilateral.standalone.kubernetes;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.concurrent.TimeUnit;

/** What {@code kubectl kustomize} makes of a folder; it needs no cluster. */
final class Kustomize {

    private Kustomize() {}

    /** Whether there is one that can read the folders: those of before kubectl 1.24 cannot, and do not say what they are. */
    static boolean isHere() {
        try {
            return said("kubectl", "version", "--client").contains("Kustomize Version");
        } catch (IOException none) {
            return false;
        }
    }

    static String of(String folder) throws IOException {
        return said("kubectl", "kustomize", Manifests.FOLDER.resolve(folder).toString());
    }

    private static String said(String... line) throws IOException {
        var command = new ProcessBuilder(line).start();
        var said = new String(command.getInputStream().readAllBytes(), UTF_8);
        var complaint = new String(command.getErrorStream().readAllBytes(), UTF_8);
        if (ended(command) != 0) {
            throw new IOException(complaint);
        }
        return said;
    }

    private static int ended(Process command) throws IOException {
        try {
            if (!command.waitFor(30, TimeUnit.SECONDS)) {
                command.destroyForcibly();
                throw new IOException("kubectl does not end");
            }
            return command.exitValue();
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
            throw new IOException(hurried);
        }
    }
}
