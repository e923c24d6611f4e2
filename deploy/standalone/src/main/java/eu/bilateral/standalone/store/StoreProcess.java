package eu.bilateral.standalone.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.locks.LockSupport;

/** The embedded document store as a process of its own, for those who want to kill it alone. */
public final class StoreProcess {

    private StoreProcess() {}

    /** Arguments: file and port; runs until it is ended, or ends itself when the file takes no more changes. */
    public static void main(String[] arguments) throws IOException {
        var file = Path.of(arguments[0]);
        Files.createDirectories(file.toAbsolutePath().getParent());
        var store = EmbeddedStore.open(file, Integer.parseInt(arguments[1]), StoreProcess::giveUp);
        System.out.println("The store is up at " + store.uri(""));
        keepAlive();
    }

    private static void giveUp(Throwable failure) {
        System.out.println("The store ends: its file takes no more changes: " + failure);
        Runtime.getRuntime().halt(1);
    }

    /** The store's own threads are daemons. */
    private static void keepAlive() {
        Thread.ofPlatform().name("store-process").start(() -> {
            while (true) {
                LockSupport.park();
            }
        });
    }
}
