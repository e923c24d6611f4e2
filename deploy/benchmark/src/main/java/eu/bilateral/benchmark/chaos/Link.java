package eu.bilateral.benchmark.chaos;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * A TCP proxy between a client and what it talks to, which can be cut and delayed. On the way to the document store it also
 * knows one request from the next and can lose a write on its way there, or the answer on its way back: the one that leaves
 * the client in doubt.
 */
final class Link implements AutoCloseable {

    /** What happens to what comes along. */
    enum Weather {
        CLEAR,
        /** All connections are cut and none comes up. */
        CUT,
        /** Everything takes longer. */
        SLOW,
        /** Every write is done, and its connection cut before the answer. */
        ANSWERS_LOST,
        /** Every write is lost, and its connection cut. */
        WRITES_LOST,
        /** Only what takes an event out of an outbox is done without an answer. */
        REMOVALS_IN_DOUBT,
        /** Only what goes into the quarantine is lost. */
        PARKING_LOST;

        boolean losesWrite(byte[] request) {
            return this == WRITES_LOST || (this == PARKING_LOST && mentions(request, "quarantine"));
        }

        boolean losesAnswer(byte[] request) {
            return this == ANSWERS_LOST
                    || (this == REMOVALS_IN_DOUBT && (mentions(request, "$pull") || mentions(request, "$pop")));
        }

        private static boolean mentions(byte[] request, String word) {
            return new String(request, ISO_8859_1).contains(word);
        }
    }

    private static final int DELAY_MILLIS = 150;
    private static final Set<String> WRITES = Set.of("update", "insert", "delete", "findAndModify");

    private final ServerSocket entrance;
    private final List<Integer> targets;
    private final boolean toStore;
    private final Set<Connection> connections = ConcurrentHashMap.newKeySet();
    private final AtomicLong lost = new AtomicLong();
    private volatile Weather weather = Weather.CLEAR;
    /** Only the accepting thread knows whose turn it is. */
    private int next;

    private Link(ServerSocket entrance, List<Integer> targets, boolean toStore) {
        this.entrance = entrance;
        this.targets = targets;
        this.toStore = toStore;
    }

    static Link to(int target, boolean toStore) throws IOException {
        return begun(List.of(target), toStore);
    }

    /** In front of several that do the same: each new connection goes to the next of them that takes it. */
    static Link before(List<Integer> targets) throws IOException {
        return begun(List.copyOf(targets), false);
    }

    private static Link begun(List<Integer> targets, boolean toStore) throws IOException {
        var link = new Link(new ServerSocket(0, 256, InetAddress.getLoopbackAddress()), targets, toStore);
        Thread.ofPlatform().daemon().name("link-" + targets).start(link::accept);
        return link;
    }

    int port() {
        return entrance.getLocalPort();
    }

    /** How many writes or answers it has lost. */
    long lost() {
        return lost.get();
    }

    void become(Weather next) {
        weather = next;
        if (next == Weather.CUT) {
            connections.forEach(Connection::cut);
        }
    }

    private void accept() {
        while (!entrance.isClosed()) {
            try {
                var client = entrance.accept();
                if (weather == Weather.CUT) {
                    reset(client);
                    continue;
                }
                var server = connected();
                if (server == null) {
                    reset(client);
                    continue;
                }
                new Connection(client, server).begin();
            } catch (IOException closed) {
                // The end of the run closes it.
            }
        }
    }

    private @Nullable Socket connected() {
        for (int tried = 0; tried < targets.size(); tried++) {
            int target = targets.get(next);
            next = (next + 1) % targets.size();
            var server = new Socket();
            try {
                server.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), target), 2_000);
                return server;
            } catch (IOException down) {
                reset(server);
            }
        }
        return null;
    }

    private static void reset(Socket socket) {
        try {
            socket.setSoLinger(true, 0);
            socket.close();
        } catch (IOException gone) {
            // It is closed already.
        }
    }

    /** One client's connection and the one that stands for it. */
    private final class Connection {

        private final Socket client;
        private final Socket server;
        private final AtomicInteger ended = new AtomicInteger();
        private volatile boolean answerLost;

        Connection(Socket client, Socket server) {
            this.client = client;
            this.server = server;
        }

        void begin() throws IOException {
            client.setTcpNoDelay(true);
            server.setTcpNoDelay(true);
            connections.add(this);
            if (weather == Weather.CUT) {
                cut();
                return;
            }
            Thread.ofVirtual().start(() -> pump(this::forth, server));
            Thread.ofVirtual().start(() -> pump(this::back, client));
        }

        private void pump(Pumping direction, Socket to) {
            try {
                if (direction.run()) {
                    end(to);
                } else {
                    cut();
                }
            } catch (IOException | InterruptedException broken) {
                // Either side has left.
                cut();
            }
        }

        /** One side has said all that it had to say, which must still arrive; the other may go on. */
        private void end(Socket to) throws IOException {
            to.shutdownOutput();
            if (ended.incrementAndGet() == 2) {
                connections.remove(this);
                client.close();
                server.close();
            }
        }

        private boolean forth() throws IOException, InterruptedException {
            var in = client.getInputStream();
            var out = server.getOutputStream();
            if (!toStore) {
                copy(in, out);
                return true;
            }
            var requests = new DataInputStream(in);
            while (true) {
                var request = request(requests);
                if (request == null) {
                    return true;
                }
                pause();
                if (isWrite(request)) {
                    if (weather.losesWrite(request)) {
                        lost.incrementAndGet();
                        return false;
                    }
                    answerLost = weather.losesAnswer(request);
                }
                out.write(request);
            }
        }

        private boolean back() throws IOException, InterruptedException {
            var in = server.getInputStream();
            var out = client.getOutputStream();
            var buffer = new byte[16 * 1024];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                if (answerLost) {
                    lost.incrementAndGet();
                    return false;
                }
                pause();
                out.write(buffer, 0, read);
            }
            return true;
        }

        private void copy(InputStream in, OutputStream out) throws IOException, InterruptedException {
            var buffer = new byte[64 * 1024];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                pause();
                out.write(buffer, 0, read);
            }
        }

        private void pause() throws InterruptedException {
            if (weather == Weather.SLOW) {
                Thread.sleep(DELAY_MILLIS);
            }
        }

        void cut() {
            connections.remove(this);
            reset(client);
            reset(server);
        }
    }

    /** One direction of a connection until its end; false where it must not end in good order. */
    private interface Pumping {
        boolean run() throws IOException, InterruptedException;
    }

    /** One message of MongoDB's protocol; absent at the end. */
    private static byte @Nullable [] request(DataInputStream in) throws IOException {
        var head = in.readNBytes(4);
        if (head.length < 4) {
            return null;
        }
        int length = ByteBuffer.wrap(head).order(ByteOrder.LITTLE_ENDIAN).getInt();
        var whole = Arrays.copyOf(head, length);
        in.readFully(whole, 4, length - 4);
        return whole;
    }

    /** Header of 16 bytes, flags of 4, the kind of the section, the document's length, a type, the command's name. */
    private static boolean isWrite(byte[] request) {
        int from = 16 + 4 + 1 + 4 + 1;
        int to = from;
        while (to < request.length && request[to] != 0) {
            to++;
        }
        return to < request.length && WRITES.contains(new String(request, from, to - from, US_ASCII));
    }

    @Override
    public void close() throws IOException {
        entrance.close();
        connections.forEach(Connection::cut);
    }
}
