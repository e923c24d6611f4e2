package eu.bilateral.standalone.store;

import de.bwaldvogel.mongo.bson.Document;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** The request that this thread answers: what it has changed, and whose changes it has seen that are not durable yet. */
final class Request {

    private static final ThreadLocal<@Nullable Request> CURRENT = new ThreadLocal<>();

    private final Set<Change> seen = new LinkedHashSet<>();
    private @Nullable Change own;
    private boolean handedOver;
    private @Nullable String narrowed;
    private @Nullable Document match;

    static Request begin() {
        var request = new Request();
        CURRENT.set(request);
        return request;
    }

    static void end() {
        CURRENT.remove();
    }

    static @Nullable Request current() {
        return CURRENT.get();
    }

    /** Whoever reads all of that collection in this request needs only what matches; all of it where {@code match} is absent. */
    void narrow(String collection, @Nullable Document match) {
        this.narrowed = collection;
        this.match = match;
    }

    /** What is needed of a collection that is read whole for the first time; a later stage may read it for something else. */
    Document neededOf(String collection) {
        var needed = match != null && collection.equals(narrowed) ? match : new Document();
        match = null;
        return needed;
    }

    /** The change that this request makes; the same however many documents it touches. */
    Change changing() {
        if (own == null) {
            own = new Change();
        }
        return own;
    }

    void sees(Change others) {
        seen.add(others);
    }

    /** Hands what it changed to the commit, once. */
    void commitTo(GroupCommit commit) {
        if (own != null && !handedOver) {
            handedOver = true;
            // It may have seen its own change before: two updates of one document in one request.
            seen.add(own);
            commit.take(own);
        }
    }

    /** Done when everything that its answer rests on is durable; absent where that is so already. */
    @Nullable
    CompletableFuture<Void> answerable() {
        if (seen.isEmpty()) {
            return null;
        }
        return CompletableFuture.allOf(seen.stream().map(Change::durable).toArray(CompletableFuture[]::new));
    }
}
