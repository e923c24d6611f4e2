package eu.bilateral.kernel.delivery;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import eu.bilateral.kernel.command.Claims;
import eu.bilateral.kernel.command.CommandRefusal.KeyReused;
import eu.bilateral.kernel.command.CommandRefusal.Outrun;
import eu.bilateral.kernel.command.Instruction;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/** Claims in MongoDB, one small document for each command. */
final class MongoClaims implements Claims {

    private final MongoCollection<Document> claims;

    MongoClaims(MongoDatabase database) {
        claims = database.getCollection("claims");
    }

    @Override
    public void check(Instruction by, String about) {
        if (!by.command().hasKey()) {
            return;
        }
        var claimed = find(by);
        if (claimed != null && !about.equals(claimed.getString("about"))) {
            throw new KeyReused();
        }
    }

    @Override
    public void claim(Instruction by, String about) {
        if (!by.command().hasKey()) {
            return;
        }
        try {
            claims.insertOne(new Document("_id", by.command().value().toString())
                    .append("workspace", by.workspace().value())
                    .append("about", about));
            return;
        } catch (MongoWriteException failed) {
            if (failed.getError().getCategory() != ErrorCategory.DUPLICATE_KEY) {
                throw failed;
            }
        }
        var claimed = find(by);
        if (claimed == null) {
            // It was there and is not: a change of primary has taken it back.
            throw new Outrun();
        }
        if (!about.equals(claimed.getString("about"))) {
            throw new KeyReused();
        }
    }

    private @Nullable Document find(Instruction by) {
        return claims.find(Filters.and(
                        Filters.eq("_id", by.command().value().toString()),
                        Filters.eq("workspace", by.workspace().value())))
                .first();
    }
}
