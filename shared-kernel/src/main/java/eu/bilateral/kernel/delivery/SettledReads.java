package eu.bilateral.kernel.delivery;

import com.mongodb.ReadConcern;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoCollection;
import com.mongodb.connection.ClusterType;
import java.util.function.Supplier;
import org.bson.Document;

/**
 * Reads only what no failover takes back. An event that was told of a state that is taken back later would leave its sequence
 * to another one, which those who heard the first would drop.
 */
final class SettledReads {

    private final Supplier<ClusterType> cluster;

    SettledReads(Supplier<ClusterType> cluster) {
        this.cluster = cluster;
    }

    static SettledReads by(MongoClient client) {
        return new SettledReads(() -> client.getClusterDescription().getType());
    }

    /** The same documents, as a majority of the replica set has them; a single store takes nothing back and knows no majority. */
    MongoCollection<Document> of(MongoCollection<Document> documents) {
        return cluster.get() == ClusterType.STANDALONE ? documents : documents.withReadConcern(ReadConcern.MAJORITY);
    }
}
