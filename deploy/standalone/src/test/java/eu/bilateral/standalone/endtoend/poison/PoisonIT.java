package eu.bilateral.standalone.endtoend.poison;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import eu.bilateral.kernel.id.WorkspaceId;
import eu.bilateral.standalone.endtoend.driver.Api;
import eu.bilateral.standalone.endtoend.driver.RunningBilateral;
import eu.bilateral.standalone.endtoend.driver.TopicAccess;
import eu.bilateral.standalone.endtoend.poison.Rubbish.Fate;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

/**
 * Every class of rubbish on every topic, mixed with good events: it is in the quarantine with its reason, no consumer stops,
 * others go on, and what is about the same thing waits. What became of each class is approved in {@code docs/poison.md}.
 */
class PoisonIT {

    private static final Path SEEN = Path.of("target", "poison.md");
    private static final Path APPROVED = Path.of("..", "..", "docs", "poison.md");
    private static final Duration SOON_ENOUGH = Duration.ofSeconds(5);

    @Test
    void rubbishIsParkedInSightHoldsUpNoOtherAndCostsNothingThatIsGood() throws Exception {
        try (var bilateral = RunningBilateral.start()) {
            var unused = bilateral.account("add", "stranger", "elsewhere", "manager");
            var endpoints = bilateral.endpoints();
            try (var topics = new TopicAccess(endpoints.getProperty("brokers"));
                    var store = MongoClients.create(endpoints.getProperty("mongo"))) {
                var trials = trials(bilateral.as("manager"), topics);
                var hearers = hearers(store);

                var undisturbed = tellTheBeginnings(trials, topics, new Patience(hearers));
                var slowest = tellTheRubbish(trials, topics, new Patience(hearers));
                topics.awaitAllHeard();
                each(trials, trial -> trial.note(hearers));
                tellTheRest(trials, topics);
                topics.awaitAllHeard();

                System.out.printf(
                        "%d records of rubbish; the slowest good event %s, without rubbish %s%n",
                        trials.size(), slowest, undisturbed);
                Files.writeString(SEEN, PoisonTable.of(trials));
                assertThat(unhealthy(bilateral.as("manager"))).isEmpty();
                each(trials, trial -> trial.checkThatOnlyItsOwnWaits(hearers));

                var desk = Map.of("main", bilateral.as("manager"), "elsewhere", bilateral.as("stranger"));
                each(trials, trial -> trial.replayInVain(hearers, desk));
                each(trials, trial -> trial.discard(hearers, desk));
                each(trials, trial -> trial.checkThatAllLaterOnesAreApplied(hearers));
                assertThat(hearers)
                        .allSatisfy(hearer -> assertThat(hearer.parked()).isZero());
                assertThat(slowest.time()).as(slowest.toString()).isLessThan(allowed(undisturbed));
                assertThat(SEEN).hasSameTextualContentAs(APPROVED);
            }
        }
    }

    /** Two of our organisations, one meeting and what came of it, as the services tell it; each class gets its copies. */
    private static List<Trial> trials(Api api, TopicAccess topics) throws Exception {
        var ours = api.organisation("Ours");
        var partner = api.organisation("Theirs");
        var shown = api.get("/api/organisations/" + partner);
        var changed = api.send(
                "PUT", "/api/organisations/" + partner, "application/json", """
                {"name":"Theirs, renamed","type":"CLUSTER","country":"PL","city":"Lublin","areas":["medicine"]}""", Map.of("If-Match", shown.etag()));
        assertThat(changed.status()).as(changed.text()).isEqualTo(200);
        var logged = api.log("a-meeting", Api.meeting(ours, partner, "2026-01-15"));
        assertThat(logged.status()).as(logged.text()).isEqualTo(201);
        var meeting = logged.json().path("meetingId").asString();
        var partnership = logged.json().path("partnershipId").asString();
        var amended = api.send(
                "PUT",
                "/api/meetings/" + meeting + "/record",
                "application/json",
                """
                {"interestOurs":2,"interestTheirs":2,"areas":["JOINT_FUNDING"],"promises":[],"nextStep":{"kind":"CALL",\
                "text":"Call them","dueOn":"2026-01-29","by":"OURS"}}""",
                Map.of("If-Match", logged.etag()));
        assertThat(amended.status()).as(amended.text()).isEqualTo(200);

        var real = List.of(
                real(
                        topics,
                        "contact-events",
                        "organisation-registered",
                        "organisation-changed",
                        partner,
                        Story.Ids.organisation(partner)),
                real(
                        topics,
                        "meeting-events",
                        "meeting-held",
                        "meeting-amended",
                        meeting,
                        Story.Ids.meeting(ours, partner, meeting, partnership)),
                real(
                        topics,
                        "follow-up-events",
                        "lead-opened",
                        "meeting-attached",
                        partnership,
                        Story.Ids.partnership(partnership)));
        var trials = new ArrayList<Trial>();
        for (var rubbish : Rubbish.values()) {
            real.stream()
                    .filter(one -> rubbish.isPossibleOn(one.topic()))
                    .forEach(one -> trials.add(new Trial(rubbish, one)));
        }
        return trials;
    }

    private static Story.Real real(
            TopicAccess topics, String topic, String first, String next, String id, Story.Ids ids) {
        var told = topics.firstOf(List.of(first, next), topic, id);
        return new Story.Real(
                topic,
                WorkspaceId.of("main"),
                Objects.requireNonNull(told.get(first)),
                Objects.requireNonNull(told.get(next)),
                ids);
    }

    private static List<Hearer> hearers(MongoClient store) {
        return List.of(
                new Hearer(store, "meeting-service", "contact-events", "known-organisations"),
                new Hearer(store, "dashboard-service", "contact-events", "organisations"),
                new Hearer(store, "follow-up-service", "meeting-events", "partnerships"),
                new Hearer(store, "dashboard-service", "meeting-events", "meetings"),
                new Hearer(store, "dashboard-service", "follow-up-events", "cards"));
    }

    /** Five seconds; more only where good events alone are that slow, because others use the machine. */
    private static Duration allowed(Patience.Slowest undisturbed) {
        var slow = undisturbed.time().multipliedBy(3);
        return slow.compareTo(SOON_ENOUGH) > 0 ? slow : SOON_ENOUGH;
    }

    private static Patience.Slowest tellTheBeginnings(List<Trial> trials, TopicAccess topics, Patience patience)
            throws Exception {
        try (var watching = Executors.newSingleThreadExecutor()) {
            var slowest = watching.submit(() -> patience.untilAllAreHeard(trials.size()));
            for (var trial : trials) {
                patience.awaitRoom();
                for (var good : trial.beginning()) {
                    var unused = topics.send(good.toRecord());
                }
                var other = trial.another();
                patience.begins(other, "nothing", topics.send(other.good(1).toRecord()));
            }
            var seen = slowest.get();
            topics.awaitAllHeard();
            return seen;
        }
    }

    private static Patience.Slowest tellTheRubbish(List<Trial> trials, TopicAccess topics, Patience patience)
            throws Exception {
        try (var watching = Executors.newSingleThreadExecutor()) {
            var slowest = watching.submit(() -> patience.untilAllAreHeard(trials.size()));
            for (var trial : trials) {
                patience.awaitRoom();
                var sent = topics.send(trial.record().toRecord());
                if (trial.rubbish().fate() == Fate.PARKED) {
                    trial.waits(topics.send(trial.later().toRecord()));
                }
                patience.begins(
                        trial.other(),
                        trial.rubbish().words(),
                        topics.send(trial.other().good(1).toRecord()));
                trial.lies(sent);
            }
            return slowest.get();
        }
    }

    private static void tellTheRest(List<Trial> trials, TopicAccess topics) throws Exception {
        for (var trial : trials) {
            trial.waits(topics.send(trial.later().toRecord()));
            trial.waits(topics.send(trial.later().toRecord()));
        }
    }

    private interface Step {
        void with(Trial trial) throws Exception;
    }

    /** All of them, so that one run tells everything that is not as it must be. */
    private static void each(List<Trial> trials, Step step) throws Exception {
        var wrong = new ArrayList<String>();
        for (var trial : trials) {
            try {
                step.with(trial);
            } catch (AssertionError failed) {
                wrong.add(String.valueOf(failed.getMessage()));
            }
        }
        assertThat(wrong).isEmpty();
    }

    private static List<String> unhealthy(Api api) throws Exception {
        var services = new ArrayList<String>();
        api.get("/api/health").json().path("services").forEach(service -> {
            if (!service.path("state").asString().equals("up")) {
                services.add(service.toString());
            }
        });
        return services;
    }
}
