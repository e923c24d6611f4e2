package eu.bilateral.dashboard.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpStatus;

class CallersBodyTest {

    static final int LARGEST = 5 * 1024 * 1024;

    final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE);

    /** A body that comes in pieces of that size, one each time that so long has gone by. */
    private CallersBody coming(int size, int piece, Duration every) {
        var whole = new ByteArrayInputStream(new byte[size]);
        var slow = new InputStream() {
            @Override
            public int read() {
                throw new UnsupportedOperationException();
            }

            @Override
            public int read(byte[] buffer, int offset, int length) {
                nanos.addAndGet(every.toNanos());
                return whole.read(buffer, offset, Math.min(length, piece));
            }
        };
        return new CallersBody(slow, LARGEST, nanos::get);
    }

    @Test
    void aBodyThatDripsIsTheCallersFaultAfterAWhile() {
        var dripping = coming(1_000, 1, Duration.ofSeconds(1));

        assertThatExceptionOfType(CallersFault.class)
                .isThrownBy(dripping::readAllBytes)
                .satisfies(fault -> assertThat(fault.status()).isEqualTo(HttpStatus.REQUEST_TIMEOUT));
        assertThat(nanos.get() - Long.MAX_VALUE)
                .isEqualTo(Duration.ofSeconds(11).toNanos());
    }

    @Test
    void aLargeFileOverAThinLineComesWhole() throws IOException {
        var thin = coming(LARGEST, 1_024, Duration.ofMillis(16));

        assertThat(thin.readAllBytes()).hasSize(LARGEST);
    }

    @Test
    void aSmallBodyMayTakeItsTime() throws IOException {
        var hesitant = coming(10, 5, Duration.ofSeconds(3));

        assertThat(hesitant.readAllBytes()).hasSize(10);
    }

    @Test
    void whoFallsSilentIsTooSlowAndWhoIsGoneBrokeOff() {
        var silent = failing(new IOException(new SocketTimeoutException()));
        var gone = failing(new IOException(new EOFException()));

        assertThatExceptionOfType(CallersFault.class)
                .isThrownBy(silent::readAllBytes)
                .satisfies(fault -> assertThat(fault.code()).isEqualTo("body-too-slow"));
        assertThatExceptionOfType(CallersFault.class)
                .isThrownBy(gone::readAllBytes)
                .satisfies(fault -> assertThat(fault.code()).isEqualTo("body-broken-off"));
    }

    private CallersBody failing(IOException failure) {
        return new CallersBody(
                new InputStream() {
                    @Override
                    public int read() throws IOException {
                        throw failure;
                    }
                },
                LARGEST,
                nanos::get);
    }
}
