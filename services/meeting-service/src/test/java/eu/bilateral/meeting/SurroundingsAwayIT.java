package eu.bilateral.meeting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import eu.bilateral.kernel.testing.TestBroker;
import eu.bilateral.kernel.testing.TestStore;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Broker or store do not answer when the service starts: it says so in words, can be stopped, and goes on once they do. */
class SurroundingsAwayIT {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    /** What is said of a minute without a broker may be read by a person. */
    private static final int READABLE = 200;

    @TempDir
    private Path directory;

    @Test
    void withoutABrokerItLivesIsNotReadyAndIsReadyOnceTheBrokerAnswers() throws Exception {
        int port = ServiceProcess.freePort();
        try (var service = start("127.0.0.1:" + port)) {
            await().atMost(PATIENCE).until(service::isLive);
            assertThat(service.isReady()).isFalse();

            try (var late = broker(port)) {
                await().atMost(PATIENCE).until(service::isReady);
            }

            assertThat(service.log())
                    .anyMatch(line -> line.contains("The broker at 127.0.0.1:%d does not answer yet".formatted(port)));
        }
    }

    @Test
    void withoutABrokerItSaysSoOnceAndIsStoppedLikeAnyOther() throws Exception {
        try (var service = start("127.0.0.1:" + ServiceProcess.freePort())) {
            await().atMost(PATIENCE).until(service::isLive);

            assertThat(service.log()).hasSizeLessThan(READABLE);
        }
    }

    @Test
    void preparingWithoutABrokerEndsInALineThatNamesIt() throws Exception {
        var broker = "127.0.0.1:" + ServiceProcess.freePort();
        try (var service = start(broker, "--bilateral.prepare")) {
            assertThat(service.ended()).isEqualTo(1);
            assertThat(service.log())
                    .hasSizeLessThan(READABLE)
                    .anyMatch(line -> line.startsWith(
                            "meeting-service cannot start: the broker at %s did not".formatted(broker)));
        }
    }

    @Test
    void withoutAStoreItEndsInALineThatNamesTheSetting() throws Exception {
        var nowhere = "mongodb://127.0.0.1:%d/none".formatted(ServiceProcess.freePort());
        try (var service = ServiceProcess.start(directory, nowhere, TestBroker.bootstrapServers(), Map.of())) {
            assertThat(service.ended()).isEqualTo(1);
            assertThat(service.log())
                    .contains("meeting-service cannot start: no document store answers where spring.mongodb.uri"
                            + " (SPRING_MONGODB_URI) says (Connection refused): start it, or say where it is")
                    .noneMatch(line -> line.startsWith("\tat "));
        }
    }

    private ServiceProcess start(String brokers, String... settings) throws IOException {
        return ServiceProcess.start(directory, TestStore.freshDatabase(), brokers, Map.of(), settings);
    }

    /** A way to the broker of the tests that was not there before. */
    private static ServerSocket broker(int port) throws IOException {
        var door = new ServerSocket(port, 50, InetAddress.getLoopbackAddress());
        var address = TestBroker.bootstrapServers().split(":", 2);
        Thread.ofVirtual().start(() -> {
            while (!door.isClosed()) {
                try {
                    var caller = door.accept();
                    var called = new Socket(address[0], Integer.parseInt(address[1]));
                    pass(caller, called);
                    pass(called, caller);
                } catch (IOException closed) {
                    return;
                }
            }
        });
        return door;
    }

    private static void pass(Socket from, Socket to) {
        Thread.ofVirtual().start(() -> {
            try (from;
                    to) {
                var unused = from.getInputStream().transferTo(to.getOutputStream());
            } catch (IOException ended) {
                // The other direction, or the test, has closed it.
                return;
            }
        });
    }
}
