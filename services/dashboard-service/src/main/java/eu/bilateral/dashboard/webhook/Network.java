package eu.bilateral.dashboard.webhook;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.regex.Pattern;

/** A range of addresses, such as 10.0.0.0/8. */
record Network(byte[] first, int bits) {

    private static final Pattern LITERAL = Pattern.compile("[0-9]+(\\.[0-9]+){3}|[0-9a-fA-F]*:[0-9a-fA-F:.]*");

    /** Reads {@code address/bits}, or one address alone; an {@link IllegalArgumentException} for anything else. */
    static Network of(String text) {
        var parts = text.strip().split("/", 2);
        var first = literal(parts[0]).getAddress();
        int bits = parts.length == 1 ? first.length * 8 : Integer.parseInt(parts[1]);
        if (bits < 0 || bits > first.length * 8) {
            throw new IllegalArgumentException("There is no network " + text);
        }
        return new Network(first, bits);
    }

    /** Only what is an address already is read, so that no name is looked up. */
    private static InetAddress literal(String text) {
        if (!LITERAL.matcher(text).matches()) {
            throw new IllegalArgumentException("There is no address " + text);
        }
        try {
            return InetAddress.getByName(text);
        } catch (UnknownHostException none) {
            throw new IllegalArgumentException("There is no address " + text, none);
        }
    }

    boolean holds(InetAddress address) {
        var other = address.getAddress();
        if (other.length != first.length) {
            return false;
        }
        int whole = bits / 8;
        if (!Arrays.equals(first, 0, whole, other, 0, whole)) {
            return false;
        }
        int rest = bits % 8;
        int mask = rest == 0 ? 0 : 0xff << (8 - rest);
        return rest == 0 || (first[whole] & mask) == (other[whole] & mask);
    }
}
