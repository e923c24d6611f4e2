package eu.bilateral.standalone;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/**
 * A port to listen on later. Not one of those that systems give to outgoing connections, from 32768 on: a start makes many
 * of these before it listens, and now and then one took the port that was free when somebody looked.
 */
public final class FreePort {

    private static final int FIRST = 20_000;
    private static final int LAST = 32_000;
    private static final int TRIES = 100;

    private FreePort() {}

    /** A port of the loopback address on which nothing listens; {@link IOException} where none is found. */
    public static int find() throws IOException {
        return findInARow(1);
    }

    /** The first of so many such ports, one after the other; {@link IOException} where none are found. */
    public static int findInARow(int count) throws IOException {
        for (int tries = 1; ; tries++) {
            int first = ThreadLocalRandom.current().nextInt(FIRST, LAST);
            try {
                for (int port = first; port < first + count; port++) {
                    new ServerSocket(port, 1, InetAddress.getLoopbackAddress()).close();
                }
                return first;
            } catch (IOException taken) {
                if (tries == TRIES) {
                    throw taken;
                }
            }
        }
    }
}
