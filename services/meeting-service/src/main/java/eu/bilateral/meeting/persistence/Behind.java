package eu.bilateral.meeting.persistence;

import com.mongodb.client.model.Filters;
import org.bson.conversions.Bson;

/** Where the next page of a descending list begins. */
final class Behind {

    private Behind() {}

    /** What comes behind that place in the order of the field, then of the id, both downwards. */
    static Bson of(String field, String value, String id) {
        return Filters.and(Filters.lte(field, value), Filters.or(Filters.lt(field, value), Filters.lt("_id", id)));
    }
}
