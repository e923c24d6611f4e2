package eu.bilateral.kernel.id;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;

/** UUIDs of version 5 (RFC 9562, name-based, SHA-1): the same parts always give the same UUID. */
public final class DerivedUuid {

    private static final UUID NAMESPACE = UUID.fromString("5f2b1f0e-6c1a-4e0b-9a53-0b9f6a3c2017");

    private DerivedUuid() {}

    /** One UUID for these parts in this order; parts are told apart, so ("ab", "c") is not ("a", "bc"). */
    public static UUID of(String... parts) {
        var sha1 = sha1();
        sha1.update(ByteBuffer.allocate(16)
                .putLong(NAMESPACE.getMostSignificantBits())
                .putLong(NAMESPACE.getLeastSignificantBits())
                .array());
        for (var part : parts) {
            var bytes = part.getBytes(UTF_8);
            sha1.update(ByteBuffer.allocate(4).putInt(bytes.length).array());
            sha1.update(bytes);
        }
        var hash = ByteBuffer.wrap(sha1.digest());
        long high = (hash.getLong() & ~0xF000L) | 0x5000L;
        long low = (hash.getLong() & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L;
        return new UUID(high, low);
    }

    /** Like {@link UUID#fromString} but only the full, 36-character form. */
    public static UUID parse(String text) {
        if (text.length() != 36) {
            throw new IllegalArgumentException("Not a UUID: it has " + text.length() + " characters instead of 36");
        }
        return UUID.fromString(text);
    }

    private static MessageDigest sha1() {
        try {
            return MessageDigest.getInstance("SHA-1");
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("Every Java platform has SHA-1", missing);
        }
    }
}
