package eu.bilateral.kernel.probe;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReadyTest {

    @ParameterizedTest
    @CsvSource({"200, ready", "503, not ready: 503", "404, not ready: 404"})
    void aServiceIsReadyWhenItSaysSo(int status, String answer) throws IOException {
        var service = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        service.createContext("/actuator/health/readiness", exchange -> {
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
        });
        service.start();

        assertThat(Ready.ask(service.getAddress().getPort())).isEqualTo(answer);

        service.stop(0);
    }

    @Test
    void aServiceThatDoesNotListenIsNotReady() throws IOException {
        int free;
        try (var probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            free = probe.getLocalPort();
        }

        assertThat(Ready.ask(free)).startsWith("not ready: ");
    }
}
