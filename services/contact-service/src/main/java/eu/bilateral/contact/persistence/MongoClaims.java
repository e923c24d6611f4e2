package eu.bilateral.contact.persistence;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import eu.bilateral.contact.domain.Claims;
import eu.bilateral.kernel.command.CommandRefusal.KeyReused;
import eu.bilateral.kernel.command.Instruction;
import eu.bilateral.kernel.id.OrganisationId;
import org.bson.Document;
import org.springframework.stereotype.Repository;

/** Claims in MongoDB, one small document for each command. */
@Repository
class MongoClaims implements Claims {

    private final MongoCollection<Document> claims;

    MongoClaims(MongoDatabase database) {
        claims = database.getCollection("claims");
    }

    @Override
    public void claim(Instruction by, OrganisationId id) {
        var command = by.command().value().toString();
        var workspace = by.workspace().value();
        try {
            claims.insertOne(new Document("_id", command)
                    .append("workspace", workspace)
                    .append("organisationId", id.toString()));
            return;
        } catch (MongoWriteException failed) {
            if (failed.getError().getCategory() != ErrorCategory.DUPLICATE_KEY) {
                throw failed;
            }
        }
        var claimed = claims.find(Filters.and(Filters.eq("_id", command), Filters.eq("workspace", workspace)))
                .first();
        if (claimed == null || !id.toString().equals(claimed.getString("organisationId"))) {
            throw new KeyReused();
        }
    }
}
