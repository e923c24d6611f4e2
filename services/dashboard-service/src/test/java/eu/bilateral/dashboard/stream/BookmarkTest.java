package eu.bilateral.dashboard.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import eu.bilateral.kernel.event.Topic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BookmarkTest {

    private static final Place THERE = Place.beginning(6, 6, 6).with(Topic.MEETING_EVENTS, 2, 42);

    @Test
    void comesBackAsItWent() {
        var bookmark = new Bookmark(1_800_000_000L, THERE);

        assertThat(Bookmark.parse(bookmark.text())).isEqualTo(bookmark);
        assertThat(bookmark.text()).matches("[A-Za-z0-9_.-]+");
    }

    @Test
    void withoutAnEpochItIsOfTheFirst() {
        assertThat(Bookmark.parse(THERE.text())).isEqualTo(new Bookmark(1, THERE));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "1.", "x.AQAAAA", "-1.AQAAAA", "1.2.AQAAAA", "99999999999999999999.AQAAAA", "42"})
    void nothingElseIsTaken(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> Bookmark.parse(text));
    }
}
