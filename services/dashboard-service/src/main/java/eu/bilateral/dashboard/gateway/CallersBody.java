package eu.bilateral.dashboard.gateway;

import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * The body of a request on its way to a service. What is wrong with it is the caller's and told as {@link CallersFault}, so
 * that it never counts against the service. It has some seconds, and another one for each 64 KB that have come: so its size
 * limits its time, and a drop now and then ends soon.
 */
final class CallersBody extends InputStream {

    private static final long HEAD_START = TimeUnit.SECONDS.toNanos(10);
    private static final long SLOWEST_PER_SECOND = 64 * 1024;

    private final InputStream body;
    private final int largest;
    private final LongSupplier nanos;
    private final long began;
    private long read;

    CallersBody(InputStream body, int largest, LongSupplier nanos) {
        this.body = body;
        this.largest = largest;
        this.nanos = nanos;
        this.began = nanos.getAsLong();
    }

    @Override
    public int read() {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) {
        int count;
        try {
            count = body.read(buffer, offset, length);
        } catch (IOException gone) {
            // Tomcat waits for a minute for the next byte.
            throw gone.getCause() instanceof SocketTimeoutException
                    ? CallersFault.tooSlow()
                    : CallersFault.brokeOff(gone);
        }
        read += Math.max(0, count);
        if (read > largest) {
            throw CallersFault.tooLarge(largest);
        }
        if (count >= 0
                && nanos.getAsLong() - began > HEAD_START + TimeUnit.SECONDS.toNanos(read) / SLOWEST_PER_SECOND) {
            throw CallersFault.tooSlow();
        }
        return count;
    }
}
