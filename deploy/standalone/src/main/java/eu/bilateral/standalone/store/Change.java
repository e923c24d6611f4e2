package eu.bilateral.standalone.store;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** What one request changes: nobody is told of it, neither its author nor a reader, before it is durable. */
final class Change {

    private final CompletableFuture<Void> durable = new CompletableFuture<>();
    private final List<Runnable> afterwards = new ArrayList<>();

    /** Done when it is on disk; fails when it never will be. */
    CompletableFuture<Void> durable() {
        return durable;
    }

    /** Called before the change is handed to the commit. */
    void afterwards(Runnable cleaning) {
        afterwards.add(cleaning);
    }

    void becameDurable() {
        afterwards.forEach(Runnable::run);
        durable.complete(null);
    }

    void failed(Throwable reason) {
        durable.completeExceptionally(reason);
    }
}
