package eu.bilateral.kernel.delivery;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import java.util.Objects;

/**
 * Which life of the data set this is. The epoch is 1 at first and is raised by a restore from a backup, so that what is
 * told after the restore outranks whatever the lost life had told.
 */
public final class Dataset {

    private static final String COLLECTION = "dataset";
    private static final String ID = "dataset";

    private final long epoch;

    private Dataset(long epoch) {
        this.epoch = epoch;
    }

    static Dataset of(MongoDatabase database) {
        var documents = database.getCollection(COLLECTION);
        documents.updateOne(Filters.eq("_id", ID), Updates.setOnInsert("epoch", 1L), new UpdateOptions().upsert(true));
        var stored =
                Objects.requireNonNull(documents.find(Filters.eq("_id", ID)).first());
        return new Dataset(stored.getLong("epoch"));
    }

    /** The epoch in which this service tells what it tells. */
    public long epoch() {
        return epoch;
    }
}
