package eu.bilateral.brokenhouse.application;

import eu.bilateral.brokenhouse.persistence.MongoTreaties;
import org.bson.Document;

/** A use case that reaches into an adapter and its technology. */
public class SignTreaty {

    /** Looks at an adapter. */
    public Document handle(MongoTreaties treaties) {
        return treaties.all();
    }
}
