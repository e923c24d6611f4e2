package eu.bilateral.benchmark.chaos;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;

/** Ports for processes that are still to start; each is held until then, so that nobody else is given it. */
final class FreePorts implements AutoCloseable {

    private final Map<Integer, ServerSocket> held = new HashMap<>();

    /** None of those from 32768 on, which systems give to outgoing connections: a start makes many before it listens. */
    int hold() throws IOException {
        for (int port = ThreadLocalRandom.current().nextInt(20_000, 32_000); ; port++) {
            try {
                held.put(port, new ServerSocket(port, 1, InetAddress.getLoopbackAddress()));
                return port;
            } catch (BindException taken) {
                // The next one, then.
                continue;
            }
        }
    }

    /** For the process that starts now. */
    void release(int port) throws IOException {
        var socket = held.remove(port);
        if (socket != null) {
            socket.close();
        }
    }

    /** Releases all. */
    @Override
    public void close() throws IOException {
        for (int port : List.copyOf(held.keySet())) {
            release(port);
        }
    }
}
