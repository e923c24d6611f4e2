package eu.bilateral.kernel.delivery;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import eu.bilateral.kernel.delivery.GroundSettings.Missing;
import eu.bilateral.kernel.delivery.TopicGround.BrokerAway;
import eu.bilateral.kernel.setting.StartRefused;
import eu.bilateral.kernel.testing.AlsoOnRealParts;
import eu.bilateral.kernel.testing.TestBroker;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.Test;
import org.springframework.boot.health.contributor.Status;

@AlsoOnRealParts
class TopicGroundTest {

    private static final Duration SOON = Duration.ofSeconds(30);
    private static final GroundSettings SIX = new GroundSettings(Missing.REFUSE, 6, (short) 1);

    private final String name = TestBroker.unique("told");

    @Test
    void aMissingTopicIsSaidAndThenMadeOnce() throws Exception {
        var topics = on(TestBroker.bootstrapServers(), SIX);

        assertThatExceptionOfType(StartRefused.class)
                .isThrownBy(() -> topics.check(SOON))
                .withMessageContaining("the topic %s is missing", name);

        assertThat(topics.make(SOON))
                .containsExactly("topic %s: made with 6 partitions on 1 broker(s)".formatted(name));
        topics.check(SOON);
        assertThat(topics.make(SOON)).containsExactly("topic %s: there, as it should be".formatted(name));
    }

    @Test
    void aTopicWithTooFewPartitionsIsSaidAndNeverGivenMore() throws Exception {
        create(new NewTopic(name, Optional.of(2), Optional.empty()));
        var topics = on(TestBroker.bootstrapServers(), SIX);

        assertThat(topics.make(SOON)).singleElement().asString().startsWith("topic %s: there".formatted(name));

        assertThatExceptionOfType(StartRefused.class)
                .isThrownBy(() -> topics.check(SOON))
                .withMessageContaining("the topic %s has 2 partitions where bilateral.ground.partitions", name);
    }

    @Test
    void aTopicThatForgetsIsSaidAndThenKeepsForEver() throws Exception {
        create(new NewTopic(name, Optional.of(6), Optional.empty()).configs(Map.of("retention.ms", "3600000")));
        var topics = on(TestBroker.bootstrapServers(), SIX);

        assertThatExceptionOfType(StartRefused.class)
                .isThrownBy(() -> topics.check(SOON))
                .withMessageContaining("the topic %s has retention.ms=3600000 where -1 is needed", name);

        assertThat(topics.make(SOON)).singleElement().asString().contains("set to", "retention.ms=-1");
        topics.check(SOON);
    }

    @Test
    void aTopicThatKeepsOnlySoMuchOrOnlyTheLatestIsSaidAndThenKeepsAll() throws Exception {
        create(new NewTopic(name, Optional.of(6), Optional.empty())
                .configs(Map.of("retention.bytes", "1000000", "cleanup.policy", "compact")));
        var topics = on(TestBroker.bootstrapServers(), SIX);

        assertThatExceptionOfType(StartRefused.class)
                .isThrownBy(() -> topics.check(SOON))
                .withMessageContaining("the topic %s has retention.bytes=1000000 where -1 is needed", name)
                .withMessageContaining("the topic %s has cleanup.policy=compact where delete is needed", name);

        assertThat(topics.make(SOON))
                .singleElement()
                .asString()
                .contains("set to", "retention.bytes=-1", "cleanup.policy=delete");
        topics.check(SOON);
    }

    @Test
    void aTopicOnTooFewBrokersIsSaid() throws Exception {
        create(new NewTopic(name, Optional.of(6), Optional.empty()));

        assertThatExceptionOfType(StartRefused.class)
                .isThrownBy(() -> on(TestBroker.bootstrapServers(), new GroundSettings(Missing.REFUSE, 6, (short) 3))
                        .check(SOON))
                .withMessageContaining("the topic %s is kept on 1 broker(s) where", name)
                .withMessageContaining("min.insync.replicas=1 where 2 is needed");
    }

    @Test
    void moreReplicasThanThereAreBrokersAreRefusedAndNotTakenForABrokerThatIsAway() {
        var topics = on(TestBroker.bootstrapServers(), new GroundSettings(Missing.MAKE, 6, (short) 3));

        assertThatExceptionOfType(StartRefused.class)
                .isThrownBy(() -> assertThat(topics.make(SOON)).isEmpty())
                .withMessageContaining("the broker refuses: ");
    }

    @Test
    void aStartIsRefusedOverATopicAndPutOffWhileTheBrokerIsAway() {
        var refused = new TopicsAtStart(on(TestBroker.bootstrapServers(), SIX), Missing.REFUSE);
        var putOff = new TopicsAtStart(on("127.0.0.1:1", SIX), Missing.REFUSE);

        assertThatExceptionOfType(StartRefused.class).isThrownBy(refused::start);
        putOff.start();

        assertThat(putOff.isRunning()).isTrue();
        assertThat(putOff.health().getStatus()).isEqualTo(Status.DOWN);
        putOff.stop();
    }

    @Test
    void aStartMakesWhatIsMissingWhereItMay() {
        var start = new TopicsAtStart(on(TestBroker.bootstrapServers(), SIX), Missing.MAKE);

        start.start();

        assertThat(start.health().getStatus()).isEqualTo(Status.UP);
        start.stop();
    }

    @Test
    void aBrokerThatIsAwayIsNotTakenForOneWithoutTopics() {
        assertThatExceptionOfType(BrokerAway.class)
                .isThrownBy(() -> on("127.0.0.1:1", SIX).check(Duration.ofSeconds(1)));
    }

    private TopicGround on(String brokers, GroundSettings settings) {
        return new TopicGround(BrokerAccess.at(brokers), List.of(name), settings);
    }

    private static void create(NewTopic topic) throws Exception {
        try (var admin = Admin.create(Map.of("bootstrap.servers", TestBroker.bootstrapServers()))) {
            admin.createTopics(List.of(topic)).all().get(30, SECONDS);
        }
    }
}
