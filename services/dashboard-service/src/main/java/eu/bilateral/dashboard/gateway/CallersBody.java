package eu.bilateral.dashboard.gateway;

import java.io.IOException;
import java.io.InputStream;

/**
 * The body of a request on its way to a service. What is wrong with it is the caller's and told as {@link CallersFault}, so
 * that it never counts against the service.
 */
final class CallersBody extends InputStream {

    private final InputStream body;
    private final int largest;
    private long read;

    CallersBody(InputStream body, int largest) {
        this.body = body;
        this.largest = largest;
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
            throw CallersFault.brokeOff(gone);
        }
        read += Math.max(0, count);
        if (read > largest) {
            throw CallersFault.tooLarge(largest);
        }
        return count;
    }
}
