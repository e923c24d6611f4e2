package eu.bilateral.standalone.store;

import static org.assertj.core.api.Assertions.assertThat;

import de.bwaldvogel.mongo.bson.Document;
import java.util.Comparator;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ForemostTest {

    private static final Comparator<Document> BY_DUE = Comparator.comparing(document -> (Integer) document.get("due"));

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 50, 199, 200, 500})
    void areThoseOfASortedStreamInItsOrder(int count) {
        var dice = new Random(count);
        // Many are equal: they keep the order in which they come.
        var all = IntStream.range(0, 200)
                .mapToObj(id -> new Document("_id", id).append("due", dice.nextInt(20)))
                .toList();

        var foremost = Foremost.of(all.stream(), BY_DUE, count).toList();

        assertThat(foremost).isEqualTo(all.stream().sorted(BY_DUE).limit(count).toList());
    }
}
