package eu.bilateral.benchmark;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One connection to the door, kept open: as little work as HTTP/1.1 allows, for the load generator shares its two cores
 * with what it measures.
 */
public final class HttpLine implements AutoCloseable {

    private final int port;
    private final String token;
    private @Nullable Socket socket;
    private @Nullable InputStream in;
    private @Nullable OutputStream out;

    /** To the door at that port of this machine, as the bearer of that token. */
    public HttpLine(int port, String token) {
        this.port = port;
        this.token = token;
    }

    /** What the door answered. */
    public record Answer(int status, Map<String, String> headers, String body) {}

    Answer post(String path, String contentType, String body, @Nullable String idempotencyKey) throws IOException {
        var bytes = body.getBytes(UTF_8);
        return exchange(
                "POST %s HTTP/1.1\r\nHost: localhost:%d\r\nAuthorization: Bearer %s\r\nContent-Type: %s\r\nContent-Length: %d\r\n%s\r\n"
                        .formatted(
                                path,
                                port,
                                token,
                                contentType,
                                bytes.length,
                                idempotencyKey == null ? "" : "Idempotency-Key: " + idempotencyKey + "\r\n"),
                bytes);
    }

    /** Sends that JSON with these further headers. */
    public Answer send(String method, String path, String body, Map<String, String> headers) throws IOException {
        var bytes = body.getBytes(UTF_8);
        var head = new StringBuilder(
                "%s %s HTTP/1.1\r\nHost: localhost:%d\r\nAuthorization: Bearer %s\r\nContent-Length: %d\r\n"
                        .formatted(method, path, port, token, bytes.length));
        headers.forEach(
                (name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
        if (!headers.containsKey("Content-Type")) {
            head.append("Content-Type: application/json\r\n");
        }
        return exchange(head.append("\r\n").toString(), bytes);
    }

    /** Asks for what is there. */
    public Answer get(String path) throws IOException {
        return exchange(
                "GET %s HTTP/1.1\r\nHost: localhost:%d\r\nAuthorization: Bearer %s\r\nAccept: application/json\r\n\r\n"
                        .formatted(path, port, token),
                new byte[0]);
    }

    private Answer exchange(String head, byte[] body) throws IOException {
        var headBytes = head.getBytes(UTF_8);
        var whole = Arrays.copyOf(headBytes, headBytes.length + body.length);
        System.arraycopy(body, 0, whole, headBytes.length, body.length);
        try {
            connected().write(whole);
            return read(Objects.requireNonNull(in));
        } catch (IOException broken) {
            close();
            throw broken;
        }
    }

    private OutputStream connected() throws IOException {
        if (socket == null || out == null) {
            var fresh = new Socket(InetAddress.getLoopbackAddress(), port);
            fresh.setTcpNoDelay(true);
            fresh.setSoTimeout(30_000);
            socket = fresh;
            in = new BufferedInputStream(fresh.getInputStream(), 16 * 1024);
            out = fresh.getOutputStream();
        }
        return out;
    }

    private Answer read(InputStream answered) throws IOException {
        int status = Integer.parseInt(line(answered).split(" ", 3)[1]);
        var headers = new HashMap<String, String>();
        for (var header = line(answered); !header.isEmpty(); header = line(answered)) {
            int colon = header.indexOf(':');
            headers.put(
                    header.substring(0, colon).toLowerCase(Locale.ROOT),
                    header.substring(colon + 1).strip());
        }
        String body;
        if ("chunked".equals(headers.get("transfer-encoding"))) {
            body = chunks(answered);
        } else {
            int length = Integer.parseInt(headers.getOrDefault("content-length", "0"));
            body = new String(answered.readNBytes(length), UTF_8);
        }
        if ("close".equalsIgnoreCase(headers.get("connection"))) {
            close();
        }
        return new Answer(status, headers, body);
    }

    private static String chunks(InputStream answered) throws IOException {
        var body = new ByteArrayOutputStream();
        for (int size = Integer.parseInt(line(answered), 16); size > 0; size = Integer.parseInt(line(answered), 16)) {
            body.write(answered.readNBytes(size));
            var unused = line(answered);
        }
        var unused = line(answered);
        return body.toString(UTF_8);
    }

    private static String line(InputStream answered) throws IOException {
        var line = new StringBuilder();
        for (int next = answered.read(); next != '\n'; next = answered.read()) {
            if (next < 0) {
                throw new EOFException("The door closed the connection");
            }
            if (next != '\r') {
                line.append((char) next);
            }
        }
        return line.toString();
    }

    @Override
    public void close() throws IOException {
        if (socket != null) {
            socket.close();
        }
        socket = null;
        in = null;
        out = null;
    }
}
