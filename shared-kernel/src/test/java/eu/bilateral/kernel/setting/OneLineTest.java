package eu.bilateral.kernel.setting;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.mongodb.client.MongoClients;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.bson.Document;
import org.junit.jupiter.api.Test;

class OneLineTest {

    @Test
    void aStoreThatIsNotThereIsToldWithWhatTheDriverRanInto() throws Exception {
        int port;
        try (var door = door()) {
            port = door.getLocalPort();
        }

        assertThat(OneLine.reason(failureOf(port, "")))
                .isEqualTo("no document store answers where spring.mongodb.uri (SPRING_MONGODB_URI) says"
                        + " (Connection refused): start it, or say where it is");
    }

    @Test
    void aStoreThatIsThereButUnderstandsNoTlsIsNotToldAsOneThatIsNot() throws Exception {
        try (var door = door()) {
            Thread.ofVirtual().start(() -> answerInPlainText(door));

            assertThat(OneLine.reason(failureOf(door.getLocalPort(), "&tls=true")))
                    .startsWith("no document store answers where spring.mongodb.uri")
                    .contains("(Unsupported or unrecognized SSL message)");
        }
    }

    private static ServerSocket door() throws IOException {
        return new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    }

    private static void answerInPlainText(ServerSocket door) {
        while (!door.isClosed()) {
            try (var caller = door.accept()) {
                caller.getOutputStream().write("No TLS is spoken here".getBytes(UTF_8));
            } catch (IOException ended) {
                return;
            }
        }
    }

    private static Throwable failureOf(int port, String options) {
        var uri = "mongodb://127.0.0.1:%d/?serverSelectionTimeoutMS=700%s".formatted(port, options);
        try (var client = MongoClients.create(uri)) {
            return catchThrowable(() -> client.getDatabase("none").runCommand(new Document("ping", 1)));
        }
    }
}
