package eu.bilateral.dashboard.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ServerSocketFactory;
import javax.net.ssl.SSLContext;

/** A receiver of webhooks on this machine that does to its callers whatever a test wants, over a real connection. */
public final class Receiver implements AutoCloseable {

    /** What it does with its how-manieth call, counted from 1, after it has read it. */
    @FunctionalInterface
    public interface Manner {

        /** Writes to the connection, which is closed afterwards. */
        void answer(int nth, Socket caller) throws Exception;
    }

    /** A call that was read whole. */
    public record Call(Instant at, Map<String, String> headers, String body) {

        public String header(String name) {
            return headers.getOrDefault(name, "");
        }
    }

    private final ServerSocket listening;
    private final Manner manner;
    private final List<Call> calls = new CopyOnWriteArrayList<>();
    private final List<Socket> open = new CopyOnWriteArrayList<>();
    private final AtomicInteger connections = new AtomicInteger();

    private Receiver(ServerSocket listening, Manner manner) {
        this.listening = listening;
        this.manner = manner;
    }

    public static Receiver that(Manner manner) throws IOException {
        return begun(ServerSocketFactory.getDefault(), manner);
    }

    /** One that speaks HTTPS, with that certificate. */
    public static Receiver encrypted(SSLContext certificate, Manner manner) throws IOException {
        return begun(certificate.getServerSocketFactory(), manner);
    }

    private static Receiver begun(ServerSocketFactory sockets, Manner manner) throws IOException {
        var receiver = new Receiver(sockets.createServerSocket(0, 50, InetAddress.getLoopbackAddress()), manner);
        Thread.ofVirtual().start(receiver::listen);
        return receiver;
    }

    /** One that answers each call with this status and nothing else. */
    public static Receiver answering(int status, String... headers) throws IOException {
        return that((nth, caller) -> say(caller, status, "", headers));
    }

    public static void say(Socket caller, int status, String body, String... headers) throws IOException {
        var answer = new StringBuilder("HTTP/1.1 " + status + " As the test wants\r\n");
        for (var header : headers) {
            answer.append(header).append("\r\n");
        }
        answer.append("Content-Length: ")
                .append(body.length())
                .append("\r\n\r\n")
                .append(body);
        caller.getOutputStream().write(answer.toString().getBytes(UTF_8));
        caller.getOutputStream().flush();
    }

    private void listen() {
        while (!listening.isClosed()) {
            try {
                var caller = listening.accept();
                open.add(caller);
                connections.incrementAndGet();
                Thread.ofVirtual().start(() -> serve(caller));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket caller) {
        try (caller) {
            int nth;
            synchronized (calls) {
                calls.add(read(caller.getInputStream()));
                nth = calls.size();
            }
            manner.answer(nth, caller);
        } catch (Exception gone) {
            // The caller has had enough, or the test is over.
        }
    }

    private static Call read(InputStream in) throws IOException {
        var head = new ByteArrayOutputStream();
        while (!head.toString(UTF_8).endsWith("\r\n\r\n")) {
            int next = in.read();
            if (next < 0) {
                throw new IOException("It broke off");
            }
            head.write(next);
        }
        var headers = new HashMap<String, String>();
        for (var line : head.toString(UTF_8).split("\r\n")) {
            int colon = line.indexOf(':');
            if (colon > 0) {
                headers.put(
                        line.substring(0, colon).toLowerCase(Locale.ROOT),
                        line.substring(colon + 1).strip());
            }
        }
        var body = in.readNBytes(Integer.parseInt(headers.getOrDefault("content-length", "0")));
        return new Call(Instant.now(), headers, new String(body, UTF_8));
    }

    public String url() {
        return "http://127.0.0.1:" + port() + "/hook";
    }

    /** The address of one that speaks HTTPS, under that name. */
    public String url(String host) {
        return "https://" + host + ":" + port() + "/hook";
    }

    public int port() {
        return listening.getLocalPort();
    }

    public List<Call> calls() {
        return List.copyOf(calls);
    }

    /** How many connections were made to it, also those that said nothing. */
    public int connections() {
        return connections.get();
    }

    @Override
    public void close() throws IOException {
        listening.close();
        for (var caller : open) {
            caller.close();
        }
    }
}
