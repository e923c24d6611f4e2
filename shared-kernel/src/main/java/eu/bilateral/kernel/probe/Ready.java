package eu.bilateral.kernel.probe;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;

/** Asks a service on this machine whether it is ready: exit 0 where it is, 1 where it is not or does not answer. */
public final class Ready {

    private static final int CONNECT_WITHIN_MILLIS = 1_000;
    /** Readiness asks store and broker and may have to wait for both. */
    private static final int ANSWER_WITHIN_MILLIS = 8_000;

    private Ready() {}

    /** The argument: the management port. */
    public static void main(String[] arguments) {
        var answer = ask(Integer.parseInt(arguments[0]));
        System.out.println(answer);
        System.exit(answer.equals("ready") ? 0 : 1);
    }

    static String ask(int port) {
        try {
            var asked = (HttpURLConnection) URI.create("http://127.0.0.1:%d/actuator/health/readiness".formatted(port))
                    .toURL()
                    .openConnection();
            asked.setConnectTimeout(CONNECT_WITHIN_MILLIS);
            asked.setReadTimeout(ANSWER_WITHIN_MILLIS);
            int status = asked.getResponseCode();
            asked.disconnect();
            return status == HttpURLConnection.HTTP_OK ? "ready" : "not ready: " + status;
        } catch (IOException away) {
            return "not ready: " + away.getMessage();
        }
    }
}
