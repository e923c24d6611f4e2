package eu.bilateral.kernel.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.ReadConcern;
import com.mongodb.connection.ClusterType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SettledReadsTest {

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "STANDALONE")
    void whereAnotherMayTakeOverOnlyWhatTheMajorityHasIsRead(ClusterType type) {
        assertThat(concern(type)).isEqualTo(ReadConcern.MAJORITY);
    }

    @Test
    void aSingleStoreIsNotAskedForAMajority() {
        assertThat(concern(ClusterType.STANDALONE)).isEqualTo(ReadConcern.DEFAULT);
    }

    private static ReadConcern concern(ClusterType type) {
        try (var small = new SmallStore()) {
            return new SettledReads(() -> type)
                    .of(small.database.getCollection("things"))
                    .getReadConcern();
        }
    }
}
