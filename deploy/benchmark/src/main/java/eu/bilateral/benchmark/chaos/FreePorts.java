package eu.bilateral.benchmark.chaos;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Ports for processes that are still to start; each is held until then, so that nobody else is given it. */
final class FreePorts implements AutoCloseable {

    private final Map<Integer, ServerSocket> held = new HashMap<>();

    int hold() throws IOException {
        var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        held.put(socket.getLocalPort(), socket);
        return socket.getLocalPort();
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
