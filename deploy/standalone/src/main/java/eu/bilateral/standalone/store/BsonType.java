package eu.bilateral.standalone.store;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.h2.mvstore.WriteBuffer;
import org.h2.mvstore.type.BasicDataType;

/**
 * Documents lie in the file, and in the pages that are at hand, as the bytes of their BSON, which begin with their length.
 * A page is read and written without decoding any of its documents, and each costs the collector one array instead of a
 * tree of some hundred objects.
 */
final class BsonType extends BasicDataType<byte[]> {

    private static final int ARRAY_HEADER = 24;

    @Override
    public void write(WriteBuffer out, byte[] bson) {
        out.put(bson);
    }

    @Override
    public byte[] read(ByteBuffer in) {
        // The length is little-endian, whatever else lies in the page.
        int length = in.duplicate().order(ByteOrder.LITTLE_ENDIAN).getInt();
        var bson = new byte[length];
        in.get(bson);
        return bson;
    }

    /** In bytes; by it the cache of pages keeps its bound. */
    @Override
    public int getMemory(byte[] bson) {
        return ARRAY_HEADER + bson.length;
    }

    @Override
    public byte[][] createStorage(int size) {
        return new byte[size][];
    }
}
