package eu.bilateral.standalone.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.MongoServerError;
import io.netty.channel.embedded.EmbeddedChannel;
import java.util.List;
import org.h2.mvstore.MVStore;
import org.junit.jupiter.api.Test;

class DurableBackendTest {

    @Test
    void aStoreThatHasClosedSaysThatItIsAwayAndNotThatTheRequestIsWrong() {
        var store = MVStore.open(null);
        var backend = new DurableBackend(store);
        var channel = new EmbeddedChannel();
        var unused = backend.handleCommand(channel, "test", "insert", inserting("one"));
        store.closeImmediately();

        var said = catchThrowableOfType(
                MongoServerError.class, () -> backend.handleCommand(channel, "test", "insert", inserting("two")));

        assertThat(said.getCode()).isEqualTo(91);
    }

    @Test
    void opensADatabaseOnceHoweverOftenItIsListed() {
        var backend = new DurableBackend(MVStore.open(null));
        var channel = new EmbeddedChannel();
        var unused = backend.handleCommand(channel, "test", "insert", inserting("one"));
        var before = backend.openOrCreateDatabase("test");

        var listed = backend.handleCommand(channel, "admin", "listDatabases", new Document("listDatabases", 1));

        assertThat(String.valueOf(listed.get("databases"))).contains("test");
        assertThat(backend.openOrCreateDatabase("test")).isSameAs(before);
    }

    @Test
    void opensADatabaseAnewOnceItWasDropped() {
        var backend = new DurableBackend(MVStore.open(null));
        var channel = new EmbeddedChannel();
        var unused = backend.handleCommand(channel, "test", "insert", inserting("one"));
        var before = backend.openOrCreateDatabase("test");

        unused = backend.handleCommand(channel, "test", "dropDatabase", new Document("dropDatabase", 1));

        assertThat(backend.openOrCreateDatabase("test")).isNotSameAs(before);
        var left = backend.handleCommand(channel, "test", "count", new Document("count", "things"));
        assertThat(left.get("n")).isEqualTo(0);
    }

    @Test
    void whoeverIsToldThatThereIsOneAlreadyIsToldWhenThatIsDurable() {
        var backend = new DurableBackend(MVStore.open(null));
        var channel = new EmbeddedChannel();
        var first = Request.begin();
        var unused = backend.handleCommand(channel, "test", "insert", inserting("one"));

        var second = Request.begin();
        var refused = backend.handleCommand(channel, "test", "insert", inserting("one"));
        Request.end();

        assertThat(refused.get("writeErrors")).isNotNull();
        assertThat(second.answerable()).isNotNull().isNotDone();
        first.changing().becameDurable();
        assertThat(second.answerable()).isDone();
    }

    private static Document inserting(String id) {
        return new Document("insert", "things").append("documents", List.of(new Document("_id", id)));
    }
}
