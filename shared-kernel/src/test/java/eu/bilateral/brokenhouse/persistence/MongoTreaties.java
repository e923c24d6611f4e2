package eu.bilateral.brokenhouse.persistence;

import org.bson.Document;

/** An adapter that is public. */
public class MongoTreaties {

    /** Everything. */
    public Document all() {
        return new Document();
    }
}
