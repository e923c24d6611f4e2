package eu.bilateral.meeting.domain.meeting;

import static eu.bilateral.meeting.Examples.BOTH_KEEN;
import static eu.bilateral.meeting.Examples.C2C_DAY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

import eu.bilateral.kernel.event.CooperationArea;
import eu.bilateral.kernel.event.FollowUpKind;
import eu.bilateral.kernel.event.Interest;
import eu.bilateral.kernel.event.Side;
import eu.bilateral.kernel.id.PersonId;
import eu.bilateral.meeting.domain.meeting.MeetingRefusal.RecordOverLimit;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class MeetingRecordTest {

    static final Step A_PROMISE = new Step(FollowUpKind.OTHER, "Something", C2C_DAY, Side.THEIRS, null);

    @Test
    void theFactsOfARecordHaveNoneOfItsWordsAndPeople() {
        var told = BOTH_KEEN.facts().toString();

        assertThat(told)
                .doesNotContain("cluster's profile")
                .doesNotContain("Arrange a call")
                .doesNotContain("Medical University")
                .doesNotContain("oncology")
                .doesNotContain("77777777");
    }

    @Test
    void areasAndParticipantsCountOnce() {
        var person = PersonId.next();
        var record = new MeetingRecord(
                Interest.of(1),
                Interest.of(1),
                List.of(CooperationArea.TALENT, CooperationArea.B2B, CooperationArea.TALENT),
                List.of(),
                null,
                List.of(),
                List.of(person, person),
                null,
                null);

        assertThat(record.areas()).containsExactly(CooperationArea.B2B, CooperationArea.TALENT);
        assertThat(record.participants()).containsExactly(person);
    }

    @Test
    void aRecordIsFullAtItsLimits() {
        assertThatNoException().isThrownBy(() -> record("n".repeat(10_000), 20, 50, 50));
        assertThatExceptionOfType(RecordOverLimit.class)
                .isThrownBy(() -> record("n".repeat(10_001), 0, 0, 0))
                .satisfies(over -> assertThat(over.field()).isEqualTo("record.note"));
        assertThatExceptionOfType(RecordOverLimit.class)
                .isThrownBy(() -> record("", 21, 0, 0))
                .satisfies(over -> assertThat(over.field()).isEqualTo("record.promises"));
        assertThatExceptionOfType(RecordOverLimit.class)
                .isThrownBy(() -> record("", 0, 51, 0))
                .satisfies(over -> assertThat(over.field()).isEqualTo("record.members"));
        assertThatExceptionOfType(RecordOverLimit.class)
                .isThrownBy(() -> record("", 0, 0, 51))
                .satisfies(over -> assertThat(over.field()).isEqualTo("record.participants"));
    }

    @Test
    void aPromiseIsWordedInAtMost500Characters() {
        assertThatNoException()
                .isThrownBy(() -> new Step(FollowUpKind.CALL, "w".repeat(500), C2C_DAY, Side.OURS, null));
        assertThatExceptionOfType(RecordOverLimit.class)
                .isThrownBy(() -> new Step(FollowUpKind.CALL, "w".repeat(501), C2C_DAY, Side.OURS, null));
    }

    private static MeetingRecord record(String note, int promises, int members, int participants) {
        return new MeetingRecord(
                Interest.of(0),
                Interest.of(3),
                List.of(),
                Collections.nCopies(promises, A_PROMISE),
                null,
                Collections.nCopies(members, "A member"),
                Stream.generate(PersonId::next).limit(participants).toList(),
                null,
                note);
    }
}
