package eu.bilateral.contact.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.MongoClientSettings;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.IndexModel;
import eu.bilateral.contact.ServiceTest;
import eu.bilateral.contact.domain.FoldedName;
import eu.bilateral.contact.domain.OrganisationSearch;
import eu.bilateral.contact.domain.People;
import eu.bilateral.kernel.id.OrganisationId;
import eu.bilateral.kernel.id.PersonId;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.bson.BsonDocument;
import org.bson.BsonString;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;

/** Every list has an index that a real MongoDB can walk in the list's order, and each index is there. */
@ServiceTest
class QueryShapesTest {

    private static final List<String> ORDER = List.of("state.folded", "_id");
    private static final OrganisationSearch.Place PLACE =
            new OrganisationSearch.Place(new FoldedName("a"), OrganisationId.next());

    @Autowired
    private MongoDatabase database;

    static Stream<Arguments> shapes() {
        return Stream.of(
                Arguments.of(
                        "live organisations by name",
                        MongoOrganisations.filter(new OrganisationSearch(null, null, false, null, 1)),
                        MongoOrganisations.BY_NAME),
                Arguments.of(
                        "live organisations by name, next page",
                        MongoOrganisations.filter(new OrganisationSearch(null, null, false, PLACE, 1)),
                        MongoOrganisations.BY_NAME),
                Arguments.of(
                        "organisations with a part of their name",
                        MongoOrganisations.filter(new OrganisationSearch(new FoldedName("a"), null, true, PLACE, 1)),
                        MongoOrganisations.BY_NAME),
                Arguments.of(
                        "people of an organisation by name",
                        MongoPeople.filter(OrganisationId.next(), null),
                        MongoPeople.BY_ORGANISATION),
                Arguments.of(
                        "people of an organisation by name, next page",
                        MongoPeople.filter(
                                OrganisationId.next(), new People.Place(new FoldedName("a"), PersonId.next())),
                        MongoPeople.BY_ORGANISATION));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("shapes")
    void theListIsReadFromItsIndexInItsOrder(String list, Bson filter, IndexModel index) {
        var keys = new ArrayList<>(rendered(index.getKeys()).keySet());
        var equal = new LinkedHashSet<String>();
        var asked = new LinkedHashSet<String>();
        walk(rendered(filter), equal, asked);
        equal.add("workspace");

        assertThat(keys.subList(0, equal.size())).as(list).containsExactlyInAnyOrderElementsOf(equal);
        assertThat(keys.subList(equal.size(), keys.size())).as(list).isEqualTo(ORDER);
        assertThat(keys).as(list).containsAll(asked);
    }

    @Test
    void theOneThatIsAskedForIsLookedUpByItsIdOnTop() {
        var only = OrganisationId.next();

        var filter =
                rendered(MongoOrganisations.filter(new OrganisationSearch(new FoldedName("a"), only, false, PLACE, 1)));

        assertThat(filter).containsEntry("_id", new BsonString(only.toString()));
    }

    @Test
    void theIndexesAreThere() {
        assertThat(indexesOf(MongoOrganisations.COLLECTION)).contains("by-name", "outbox");
        assertThat(indexesOf(MongoPeople.COLLECTION)).contains("by-organisation", "outbox");
    }

    private List<String> indexesOf(String collection) {
        return database.getCollection(collection)
                .listIndexes()
                .map((Document index) -> index.getString("name"))
                .into(new ArrayList<>());
    }

    private static BsonDocument rendered(Bson bson) {
        return bson.toBsonDocument(Document.class, MongoClientSettings.getDefaultCodecRegistry());
    }

    /** Which fields the filter wants equal to one value, and which it asks for at all. */
    private static void walk(BsonDocument filter, Set<String> equal, Set<String> asked) {
        filter.forEach((field, wanted) -> {
            if (field.equals("$and")) {
                wanted.asArray().forEach(part -> walk(part.asDocument(), equal, asked));
            } else if (field.equals("$or")) {
                wanted.asArray().forEach(part -> walk(part.asDocument(), new LinkedHashSet<>(), asked));
            } else {
                asked.add(field);
                if (!wanted.isDocument() && !wanted.isRegularExpression()) {
                    equal.add(field);
                }
            }
        });
    }
}
