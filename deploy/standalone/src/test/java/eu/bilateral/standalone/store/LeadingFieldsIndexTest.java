package eu.bilateral.standalone.store;

import static org.assertj.core.api.Assertions.assertThat;

import de.bwaldvogel.mongo.backend.IndexKey;
import de.bwaldvogel.mongo.bson.Document;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LeadingFieldsIndexTest {

    static final List<IndexKey> FIELDS =
            List.of(new IndexKey("workspace", true), new IndexKey("stage", true), new IndexKey("due", true));

    private final LeadingFieldsIndex index = new LeadingFieldsIndex("by-stage", FIELDS);

    static Document document(String id, Object stage) {
        return new Document("_id", id).append("workspace", "w").append("stage", stage);
    }

    static Document filter(@Nullable Object stage) {
        return new Document("workspace", "w").append("stage", stage);
    }

    @Test
    void servesWhoeverSaysBothFields() {
        assertThat(index.serves(filter("MET"))).isTrue();
        assertThat(index.serves(filter(true))).isTrue();
        assertThat(index.serves(filter(new Document("$in", List.of("MET", "SCOPING")))))
                .isTrue();
        assertThat(index.serves(new Document("$and", List.of(filter("MET"), new Document("due", 3)))))
                .isTrue();
    }

    @Test
    void servesNobodyWhoLeavesOneOpenOrAsksForWhatItDoesNotKeep() {
        assertThat(index.serves(new Document("workspace", "w"))).isFalse();
        assertThat(index.serves(new Document("stage", "MET"))).isFalse();
        assertThat(index.serves(filter(7))).isFalse();
        assertThat(index.serves(filter(null))).isFalse();
        assertThat(index.serves(filter(List.of("MET")))).isFalse();
        assertThat(index.serves(filter(new Document("$gt", "MET")))).isFalse();
        assertThat(index.serves(filter(new Document("$in", List.of("MET", 7))))).isFalse();
        assertThat(index.serves(new Document("$or", List.of(filter("MET"), filter("SCOPING")))))
                .isFalse();
    }

    @Test
    void forgetsAGroupWithItsLastDocument() {
        index.build(Stream::empty);
        index.put(document("one", List.of("MET", "SCOPING")), "one");
        index.put(document("two", "MET"), "two");

        assertThat(index.candidates(filter("MET"))).containsExactly("one", "two");
        assertThat(index.candidates(filter(new Document("$in", List.of("MET", "SCOPING")))))
                .containsExactly("one", "two");
        index.take(document("one", List.of("MET", "SCOPING")), "one");
        assertThat(index.candidates(filter("SCOPING"))).isEmpty();
        assertThat(index.getCount()).isEqualTo(1);
    }
}
