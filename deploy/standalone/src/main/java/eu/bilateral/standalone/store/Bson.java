package eu.bilateral.standalone.store;

import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.wire.bson.BsonDecoder;
import de.bwaldvogel.mongo.wire.bson.BsonEncoder;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;

/** Documents as bytes and back. Each decoding is a document of its own, which its reader may change. */
final class Bson {

    /** A buffer that grew beyond this for one large document is given up with it. */
    private static final int KEPT_BYTES = 256 << 10;

    private static final ThreadLocal<ByteBuf> SCRATCH = ThreadLocal.withInitial(() -> Unpooled.buffer(16 << 10));

    private Bson() {}

    static byte[] encode(Document document) {
        var scratch = SCRATCH.get().clear();
        BsonEncoder.encodeDocument(document, scratch);
        var bson = ByteBufUtil.getBytes(scratch);
        if (scratch.capacity() > KEPT_BYTES) {
            SCRATCH.remove();
        }
        return bson;
    }

    static Document decode(byte[] bson) {
        return BsonDecoder.decodeBson(Unpooled.wrappedBuffer(bson));
    }
}
