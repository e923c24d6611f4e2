package eu.bilateral.benchmark.chaos;

import eu.bilateral.benchmark.chaos.Deed.Kind;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * What the people of a workspace do: meetings are logged, amended and voided, follow-ups added and completed, partnerships
 * moved. Sixteen pairs are busy at a time, so that several writes meet in one document. Each answer goes into the ledger.
 */
final class People {

    /** Whose writes they are. */
    static final String ACCOUNT = "writer";

    private static final int BUSY_PAIRS = 16;
    private static final int MEETINGS_OF_A_PAIR = 8;
    /** Of the meetings of the last seconds, whose partnerships are still busy. */
    private static final int REMEMBERED = 512;

    private static final List<String> STAGES = List.of("SCOPING", "AGREEMENT_DRAFTED", "MET", "NURTURE");

    private final String workspace;
    private final Door door;
    private final Cast cast;
    private final Ledger ledger;
    private final long seed;
    private final LocalDate today = LocalDate.now(ZoneOffset.UTC);
    private final AtomicInteger numbers = new AtomicInteger();
    private final AtomicInteger logged = new AtomicInteger();
    private final ConcurrentLinkedDeque<Standing> meetings = new ConcurrentLinkedDeque<>();
    private final ConcurrentLinkedDeque<String> partnerships = new ConcurrentLinkedDeque<>();
    private final Set<String> found = ConcurrentHashMap.newKeySet();

    /** A meeting as its client knows it; whoever takes it off the queue is the only one who changes it. */
    private record Standing(String id, String etag) {}

    People(String workspace, Door door, Cast cast, Ledger ledger, long seed) {
        this.workspace = workspace;
        this.door = door;
        this.cast = cast;
        this.ledger = ledger;
        this.seed = seed;
    }

    /** A partnership about which much is told now; absent before the first. */
    @Nullable
    String someBusyPartnership() {
        return partnerships.peekLast();
    }

    /** How many meetings were accepted and are not void. */
    int meetings() {
        return meetings.size();
    }

    int pairs() {
        return cast.pairs();
    }

    /** One write; {@code what}, from 0 to 99, says which. */
    void act(int what, Random dice) throws InterruptedException {
        if (what < 60) {
            log(dice);
        } else if (what < 70) {
            amend();
        } else if (what < 75) {
            takeBack();
        } else {
            var partnership = busy(dice);
            if (partnership == null || !isThere(partnership)) {
                log(dice);
            } else if (what < 83) {
                add(partnership);
            } else if (what < 92) {
                complete(partnership, dice);
            } else {
                move(partnership, dice);
            }
        }
    }

    private String key() {
        return "c%d-%d".formatted(seed, numbers.incrementAndGet());
    }

    // ---- meetings

    /** Logs a meeting of one of the pairs that are busy now. */
    void log(Random dice) throws InterruptedException {
        log((logged.getAndIncrement() / (BUSY_PAIRS * MEETINGS_OF_A_PAIR) * BUSY_PAIRS + dice.nextInt(BUSY_PAIRS))
                % cast.pairs());
    }

    /** Logs a meeting of that pair. */
    void log(int pair) throws InterruptedException {
        var key = key();
        var said = door.write(
                "POST",
                "/api/meetings",
                """
                {"ours":"%s","partner":"%s","kind":"ADHOC","heldOn":"%s","zone":"Europe/Warsaw","record":%s}\
                """.formatted(cast.ours(pair), cast.partner(pair), today.minusDays(2), record(key)),
                key,
                null);
        var meeting = said.isAccepted() ? said.json().get("meetingId").asString() : null;
        note(key, Kind.LOG, said, meeting, null);
        if (meeting != null) {
            meetings.addLast(new Standing(meeting, said.headers().getOrDefault("etag", "")));
            partnerships.addLast(said.json().get("partnershipId").asString());
            if (partnerships.size() > REMEMBERED) {
                partnerships.pollFirst();
            }
        }
    }

    private String record(String key) {
        return """
            {"interestOurs":3,"interestTheirs":2,"areas":["RESEARCH_AND_DEVELOPMENT"],\
            "promises":[{"kind":"SEND_DOCUMENTS","text":"Send the profile","dueOn":"%s","by":"OURS"}],\
            "note":"%s"}\
            """.formatted(today.plusDays(5), key);
    }

    private void amend() throws InterruptedException {
        var meeting = meetings.pollFirst();
        if (meeting == null) {
            return;
        }
        var key = key();
        var said = door.write("PUT", "/api/meetings/" + meeting.id() + "/record", record(key), key, meeting.etag());
        note(key, Kind.AMEND, said, meeting.id(), null);
        if (said.isAccepted()) {
            meetings.addLast(new Standing(meeting.id(), said.headers().getOrDefault("etag", "")));
        }
    }

    private void takeBack() throws InterruptedException {
        var meeting = meetings.pollFirst();
        if (meeting != null) {
            var key = key();
            note(
                    key,
                    Kind.VOID,
                    door.write("POST", "/api/meetings/" + meeting.id() + "/void", "", key, null),
                    meeting.id(),
                    null);
        }
    }

    // ---- partnerships

    private @Nullable String busy(Random dice) {
        var all = List.copyOf(partnerships);
        return all.isEmpty() ? null : all.get(dice.nextInt(all.size()));
    }

    /** Whether its first meeting has opened it by now; asked without a write, which would be refused and prove nothing. */
    private boolean isThere(String partnership) throws InterruptedException {
        if (found.contains(partnership)) {
            return true;
        }
        boolean there = door.read("/api/partnerships/" + partnership).isAccepted();
        if (there) {
            found.add(partnership);
        }
        return there;
    }

    /** Several at the same moment, because they must not overwrite each other. */
    private void add(String partnership) throws InterruptedException {
        try (var together = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 2; i++) {
                var unused = together.submit(() -> {
                    var key = key();
                    var said = door.write(
                            "POST",
                            "/api/partnerships/" + partnership + "/follow-ups",
                            """
                            {"kind":"CALL","text":"%s","dueOn":"%s"}\
                            """.formatted(key, today.plusDays(20)),
                            key,
                            null);
                    note(key, Kind.ADD_FOLLOW_UP, said, partnership, null);
                    return null;
                });
            }
        }
    }

    private void complete(String partnership, Random dice) throws InterruptedException {
        var found = door.read("/api/partnerships/" + partnership);
        if (!found.isAccepted() || found.json().get("followUps").isEmpty()) {
            return;
        }
        var open = found.json().get("followUps");
        var followUp = open.get(dice.nextInt(open.size())).get("followUpId").asString();
        var key = key();
        var said = door.write(
                "POST",
                "/api/partnerships/%s/follow-ups/%s/complete".formatted(partnership, followUp),
                """
                {"outcome":"%s","next":{"kind":"CALL","text":"next","dueOn":"%s"}}\
                """.formatted(key, today.plusDays(30)),
                key,
                null);
        note(key, Kind.COMPLETE, said, partnership, followUp);
    }

    private void move(String partnership, Random dice) throws InterruptedException {
        var stage = STAGES.get(dice.nextInt(STAGES.size()));
        var key = key();
        var wakeUp = stage.equals("NURTURE") ? ",\"wakeUpOn\":\"" + today.plusDays(60) + '"' : "";
        var said = door.write(
                "POST", "/api/partnerships/" + partnership + "/move", """
                    {"to":"%s","reason":"%s","evidence":"by letter"%s}\
                    """.formatted(stage, key, wakeUp), key, null);
        note(key, Kind.MOVE, said, partnership, stage);
    }

    private void note(String key, Kind kind, Door.Said said, @Nullable String aggregate, @Nullable String detail) {
        ledger.note(new Deed(
                workspace,
                key,
                kind,
                said.answer(),
                aggregate,
                detail,
                said.status(),
                said.attempts(),
                System.currentTimeMillis()));
    }
}
