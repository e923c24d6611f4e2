package eu.bilateral.kernel.testing;

import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.backend.h2.H2Backend;
import de.bwaldvogel.mongo.bson.Document;
import io.netty.channel.Channel;
import java.net.InetSocketAddress;
import org.h2.mvstore.MVStore;

/** The store in the test's own process; it keeps everything in memory. */
final class EmbeddedMongo {

    private EmbeddedMongo() {}

    /** Where it listens, {@code mongodb://127.0.0.1:port}, without a database. */
    static String address() {
        return Running.STORE.address;
    }

    /** Answers the greeting of today too, by which health is asked; the library knows only the one before. */
    private static final class Greeting extends H2Backend {

        Greeting() {
            super(MVStore.open(null));
        }

        @Override
        public Document handleCommand(Channel channel, String database, String command, Document query) {
            return command.equals("hello")
                    ? super.handleCommand(channel, database, "ismaster", query).append("isWritablePrimary", true)
                    : super.handleCommand(channel, database, command, query);
        }
    }

    private static final class Running {

        static final Running STORE = new Running();

        final String address;

        private Running() {
            var server = new MongoServer(new Greeting());
            server.bind(new InetSocketAddress("127.0.0.1", 0));
            address = "mongodb://127.0.0.1:" + server.getLocalAddress().getPort();
        }
    }
}
