package eu.bilateral.dashboard.stream;

import static org.assertj.core.api.Assertions.assertThat;

import eu.bilateral.dashboard.testing.Story;
import eu.bilateral.kernel.event.Topic;
import eu.bilateral.kernel.id.MeetingId;
import eu.bilateral.kernel.id.OrganisationId;
import eu.bilateral.kernel.id.WorkspaceId;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

class RingTest {

    static final Story STORY = new Story(WorkspaceId.of("ring"));
    static final OrganisationId LUBLIN = OrganisationId.next();
    static final Place START = Place.beginning(1, 2, 1).with(Topic.MEETING_EVENTS, 0, 10);

    static LiveEvent meetingHeld(int partition, long offset) {
        var sent = Story.record(STORY.held(MeetingId.next(), LUBLIN, OrganisationId.next(), null));
        return LiveEvent.from(
                new ConsumerRecord<>(
                        sent.topic(),
                        partition,
                        offset,
                        0,
                        TimestampType.CREATE_TIME,
                        0,
                        0,
                        sent.key(),
                        sent.value(),
                        sent.headers(),
                        Optional.empty()),
                Story.FORMAT);
    }

    @Test
    void itServesWhoeverSawAllThatItHasForgotten() {
        var ring = new Ring(2, START);
        var seenNothing = ring.end();
        var one = ring.add(meetingHeld(0, 10));
        var two = ring.add(meetingHeld(1, 0));
        assertThat(ring.covers(seenNothing)).isTrue();
        assertThat(ring.after(seenNothing)).containsExactly(one, two);

        var three = ring.add(meetingHeld(0, 11));

        assertThat(ring.covers(seenNothing)).isFalse();
        assertThat(ring.covers(one.after())).isTrue();
        assertThat(ring.after(one.after())).containsExactly(two, three);
        assertThat(ring.after(ring.end())).isEmpty();
    }

    @Test
    void whatIsPassedOverIsNoHole() {
        var ring = new Ring(2, START);
        ring.pass(Place.beginning(0, 0, 0).with(Topic.MEETING_EVENTS, 0, 11));
        var next = ring.add(meetingHeld(0, 11));

        assertThat(ring.covers(START)).isTrue();
        assertThat(ring.after(START)).containsExactly(next);
    }

    @Test
    void aClientThatIsSlowerThanTheEventsIsSentAwayInsteadOfServedWithAHole() {
        var ring = new Ring(8, START);
        var slow = new Subscription(STORY.workspace(), StreamFilter.NONE, 2);

        assertThat(slow.offer(ring.add(meetingHeld(0, 10)))).isTrue();
        assertThat(slow.offer(ring.add(meetingHeld(0, 11)))).isTrue();
        assertThat(slow.isEnded()).isFalse();
        assertThat(slow.offer(ring.add(meetingHeld(0, 12)))).isFalse();
        assertThat(slow.isEnded()).isTrue();
    }

    @Test
    void anEventOfAnotherWorkspaceTakesNoPlaceInTheQueue() {
        var ring = new Ring(8, START);
        var stranger = new Subscription(WorkspaceId.of("stranger"), StreamFilter.NONE, 1);

        assertThat(stranger.offer(ring.add(meetingHeld(0, 10)))).isTrue();
        assertThat(stranger.isIdle()).isTrue();
    }
}
