package eu.bilateral.standalone.endtoend.poison;

import static org.assertj.core.api.Assertions.assertThat;

import eu.bilateral.standalone.endtoend.driver.Api;
import eu.bilateral.standalone.endtoend.poison.Hearer.Place;
import eu.bilateral.standalone.endtoend.poison.Rubbish.Fate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.jspecify.annotations.Nullable;

/** One class of rubbish on one topic: a story into whose middle it is told, and another story that it must not touch. */
final class Trial {

    private final Rubbish rubbish;
    private final Story.Real real;
    private final Story story;
    private final Story other;
    private final List<Draft> beginning;
    private final Draft record;
    private final List<Draft> later = new ArrayList<>();
    private final List<Future<RecordMetadata>> waiting = new ArrayList<>();
    private final Map<String, Became> became = new LinkedHashMap<>();
    private final Map<String, Long> versions = new LinkedHashMap<>();
    private @Nullable Place place;

    /** What a service made of the rubbish; {@code code} where it is parked. */
    record Became(String service, Kind kind, String code) {
        enum Kind {
            PARKED,
            APPLIED,
            NO_EFFECT,
            NOT_TAKEN
        }

        boolean isParked() {
            return kind == Kind.PARKED;
        }
    }

    Trial(Rubbish rubbish, Story.Real real) {
        this.real = real;
        this.rubbish = rubbish;
        this.story = real.story();
        this.other = real.story();
        this.beginning = rubbish.hasBeginning() ? List.of(story.good(1), story.good(2)) : List.of();
        this.record = rubbish.in(story.good(3), beginning.isEmpty() ? story.good(2) : beginning.getLast());
    }

    Rubbish rubbish() {
        return rubbish;
    }

    Story other() {
        return other;
    }

    /** One more story of the same topic. */
    Story another() {
        return real.story();
    }

    String topic() {
        return story.topic();
    }

    List<Draft> beginning() {
        return beginning;
    }

    Draft record() {
        return record;
    }

    /** The next good event of the story, after all that were asked for before. */
    Draft later() {
        int sequence = (rubbish == Rubbish.GAP ? 8 : 4) + later.size();
        // Where nothing was told before, what comes later brings it about.
        var next = (rubbish.hasBeginning() ? story.good(sequence) : story.good(1))
                .with("sequence", Integer.toString(sequence));
        later.add(next);
        return next;
    }

    void waits(Future<RecordMetadata> sent) {
        waiting.add(sent);
    }

    /** Where the rubbish lies, or that the broker has not taken it. */
    void lies(Future<RecordMetadata> sent) throws InterruptedException {
        try {
            place = placeOf(sent);
        } catch (ExecutionException refused) {
            assertThat(refused).hasCauseInstanceOf(RecordTooLargeException.class);
        }
    }

    private static Place placeOf(Future<RecordMetadata> sent) throws ExecutionException, InterruptedException {
        var metadata = sent.get();
        return new Place(metadata.partition(), metadata.offset());
    }

    /** What became of it, in the order of the services. */
    List<Became> became() {
        return List.copyOf(became.values());
    }

    /** Looks what became of it, before anything good comes later. */
    void note(List<Hearer> all) {
        for (var hearer : mine(all)) {
            became.put(hearer.service(), look(hearer));
        }
    }

    private Became look(Hearer hearer) {
        if (place == null) {
            return new Became(hearer.service(), Became.Kind.NOT_TAKEN, "");
        }
        var parked = hearer.parked(place);
        if (parked != null) {
            assertThat(parked.kind()).as(parked + " of " + this).isEqualTo("POISONED");
            assertThat(parked.reason()).as(parked + " of " + this).isNotBlank();
            return new Became(hearer.service(), Became.Kind.PARKED, parked.code());
        }
        var last = String.valueOf(hearer.lastHeard(story));
        if (last.equals(lastOfBeginning())) {
            return new Became(hearer.service(), Became.Kind.NO_EFFECT, "");
        }
        var itself = record.attribute("id");
        var after = later.stream().map(one -> one.attribute("id")).toList();
        assertThat(last.equals(itself) || after.contains(last))
                .as("neither parked nor applied by %s: %s", hearer, this)
                .isTrue();
        return new Became(hearer.service(), Became.Kind.APPLIED, "");
    }

    private String lastOfBeginning() {
        return beginning.isEmpty() ? "null" : beginning.getLast().attribute("id");
    }

    private boolean holdsUp(Hearer hearer) {
        var here = became.get(hearer.service());
        return here != null && here.isParked() && rubbish.fate() != Fate.ASIDE;
    }

    private List<Hearer> mine(List<Hearer> all) {
        return all.stream().filter(hearer -> hearer.hears(story)).toList();
    }

    /** Later events of the story are parked as waiting where the rubbish is parked under its key, and applied elsewhere. */
    void checkThatOnlyItsOwnWaits(List<Hearer> all) throws Exception {
        assertThat(became.values())
                .as(toString())
                .allSatisfy(one -> assertThat(one.kind()).isIn((Object[])
                        switch (rubbish.fate()) {
                            case PARKED, ASIDE -> new Became.Kind[] {Became.Kind.PARKED};
                            case HARMLESS ->
                                new Became.Kind[] {Became.Kind.APPLIED, Became.Kind.NO_EFFECT, Became.Kind.PARKED};
                            case REFUSED -> new Became.Kind[] {Became.Kind.NOT_TAKEN};
                        }));
        for (var hearer : mine(all)) {
            versions.put(hearer.service(), hearer.version(story));
            if (holdsUp(hearer)) {
                for (var one : waiting) {
                    assertThat(hearer.parked(placeOf(one)))
                            .as("later event in %s: %s", hearer, this)
                            .extracting(Hearer.Parked::code)
                            .isEqualTo("waits");
                }
                assertThat(String.valueOf(hearer.lastHeard(story)))
                        .as("last heard by %s: %s", hearer, this)
                        .isEqualTo(lastOfBeginning());
            } else {
                checkApplied(hearer);
            }
        }
    }

    /** The desk tries it again, and it is as wrong as before. */
    void replayInVain(List<Hearer> all, Map<String, Api> desks) throws Exception {
        ask("replay", all, desks);
        for (var hearer : mine(all)) {
            assertThat(look(hearer).kind() == Became.Kind.PARKED)
                    .as("%s after a replay in %s", this, hearer)
                    .isEqualTo(
                            Objects.requireNonNull(became.get(hearer.service())).isParked());
        }
    }

    /** The desk gives it up. */
    void discard(List<Hearer> all, Map<String, Api> desks) throws Exception {
        ask("discard", all, desks);
    }

    private void ask(String what, List<Hearer> all, Map<String, Api> desks) throws Exception {
        for (var hearer : mine(all)) {
            var parked = place == null ? null : hearer.parked(place);
            if (parked != null) {
                // What names no workspace is in everybody's sight.
                var desk =
                        Objects.requireNonNull(desks.get(parked.workspace().isEmpty() ? "main" : parked.workspace()));
                var answer = desk.post("/api/quarantine/%s/%s/%s".formatted(hearer.service(), parked.id(), what), "");
                assertThat(answer.status())
                        .as(answer + " to " + what + " of " + this)
                        .isEqualTo(204);
            }
        }
    }

    /** Nothing is left of it: what waited is applied, one after the other, up to the last. */
    void checkThatAllLaterOnesAreApplied(List<Hearer> all) {
        for (var hearer : mine(all)) {
            checkApplied(hearer);
            if (holdsUp(hearer)) {
                // One write each: out of order, the earlier one would have been known already and not written.
                assertThat(hearer.version(story))
                        .as("writes of %s for %s", hearer, this)
                        .isEqualTo(versions.getOrDefault(hearer.service(), 0L) + later.size());
            }
        }
    }

    private void checkApplied(Hearer hearer) {
        assertThat(hearer.lastHeard(story))
                .as("last heard by %s: %s", hearer, this)
                .isEqualTo(later.getLast().attribute("id"));
    }

    @Override
    public String toString() {
        return rubbish.words() + " on " + topic() + " " + became.values();
    }
}
