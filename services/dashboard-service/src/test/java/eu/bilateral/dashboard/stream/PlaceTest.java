package eu.bilateral.dashboard.stream;

import static eu.bilateral.kernel.event.Topic.CONTACT_EVENTS;
import static eu.bilateral.kernel.event.Topic.FOLLOW_UP_EVENTS;
import static eu.bilateral.kernel.event.Topic.MEETING_EVENTS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlaceTest {

    static final Place SOMEWHERE = Place.beginning(1, 3, 2)
            .with(CONTACT_EVENTS, 0, 127)
            .with(MEETING_EVENTS, 1, 128)
            .with(FOLLOW_UP_EVENTS, 1, Long.MAX_VALUE);

    @Test
    void aPlaceTravelsAsTextAndComesBack() {
        assertThat(Place.parse(SOMEWHERE.text())).isEqualTo(SOMEWHERE);
        assertThat(SOMEWHERE.text()).matches("[A-Za-z0-9_-]+");
    }

    @Test
    void aPartitionThatItDoesNotNameBeginsAtNothing() {
        assertThat(SOMEWHERE.next(MEETING_EVENTS, 17)).isZero();
    }

    @Test
    void onePlaceReachesAnotherOnlyWhenItIsNowhereBefore() {
        var further = SOMEWHERE.with(MEETING_EVENTS, 2, 1);
        assertThat(further.reaches(SOMEWHERE)).isTrue();
        assertThat(SOMEWHERE.reaches(further)).isFalse();
        var elsewhere = SOMEWHERE.with(MEETING_EVENTS, 1, 127).with(MEETING_EVENTS, 2, 1);
        assertThat(elsewhere.reaches(SOMEWHERE)).isFalse();
        assertThat(SOMEWHERE.reaches(elsewhere)).isFalse();
        assertThat(elsewhere.orLater(SOMEWHERE)).isEqualTo(further);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "42", "AQ", "AgAAAA", "AQAAAAA", "AQEA", "AQH_____________wAA", "not base64!", "AQAAAP8"})
    void aTextOfAnotherFormIsNoPlace(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> Place.parse(text));
    }
}
