package eu.bilateral.kernel.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.mongodb.client.model.IndexModel;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import eu.bilateral.kernel.setting.StartRefused;
import eu.bilateral.kernel.testing.AlsoOnRealParts;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@AlsoOnRealParts
class IndexGroundTest {

    private static final List<IndexModel> DECLARED = List.of(
            new IndexModel(Indexes.ascending("workspace", "name"), new IndexOptions().name("by-name")),
            new IndexModel(Indexes.ascending("workspace", "born")));

    private final SmallStore small = new SmallStore();

    @AfterEach
    void close() {
        small.close();
    }

    @Test
    void aMissingIndexIsSaidAndThenMade() {
        var people = small.database.getCollection("people");
        var making = new IndexGround(true);
        var checking = new IndexGround(false);

        assertThatExceptionOfType(StartRefused.class)
                .isThrownBy(() -> checking.need(people, DECLARED))
                .withMessageContaining("people lacks the index by-name, ")
                .withMessageContaining("--bilateral.prepare");

        making.need(people, DECLARED);
        making.need(people, DECLARED);
        checking.need(people, DECLARED);
        assertThat(making.seenTo()).containsOnlyKeys("people");
    }

    @Test
    void aCollectionThatIsNewComesWithItsIndexesAndAnOldOneIsChecked() {
        var cards = small.database.getCollection("cards-g2");
        var checking = new IndexGround(false);

        checking.needWhereNew(cards, DECLARED);
        checking.need(cards, DECLARED);

        assertThatExceptionOfType(StartRefused.class)
                .isThrownBy(() ->
                        checking.needWhereNew(cards, List.of(new IndexModel(Indexes.ascending("workspace", "stage")))))
                .withMessageContaining("stage");
    }
}
