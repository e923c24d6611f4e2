package eu.bilateral.meeting.web;

import static org.assertj.core.api.Assertions.assertThat;

import eu.bilateral.kernel.id.MeetingId;
import eu.bilateral.meeting.domain.meeting.MeetingRefusal.RecordMissing;
import eu.bilateral.meeting.domain.meeting.MeetingRefusal.UnknownMeeting;
import org.junit.jupiter.api.Test;

class MeetingProblemsTest {

    @Test
    void onlyWhoMayHaveWantedToStoreSomethingIsToldThatNothingWas() {
        var problems = new MeetingProblems();

        assertThat(problems.explain(new UnknownMeeting(MeetingId.next())).getDetail())
                .endsWith(".")
                .doesNotContain("stored");
        assertThat(problems.explain(new RecordMissing()).getDetail()).endsWith("; nothing was stored.");
    }
}
