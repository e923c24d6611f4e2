package eu.bilateral.benchmark.chaos;

import eu.bilateral.benchmark.chaos.Deed.Kind;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Writes at a fixed rate as the people of a workspace do: meetings are logged, amended and voided, follow-ups added and
 * completed, partnerships moved. Some two dozen pairs are busy at a time, so that several writes meet in one document.
 */
final class Workload {

    /** Whose writes they are. */
    static final String ACCOUNT = "writer";

    private static final int BUSY_PAIRS = 16;
    private static final int MEETINGS_OF_A_PAIR = 40;
    private static final int AT_ONCE = 400;
    private static final Duration WARM_UP = Duration.ofSeconds(40);
    private static final Duration QUICK = Duration.ofMillis(100);
    private static final int QUICK_ANSWERS = 40;
    private static final Duration LAST_ANSWERS = Duration.ofSeconds(90);
    private static final List<String> STAGES = List.of("SCOPING", "AGREEMENT_DRAFTED", "MET", "NURTURE");

    private final String workspace;
    private final Door door;
    private final Cast cast;
    private final Ledger ledger;
    private final long seed;
    private final LocalDate today = LocalDate.now(ZoneOffset.UTC);
    private final AtomicInteger numbers = new AtomicInteger();
    private final AtomicInteger logged = new AtomicInteger();
    private final AtomicInteger heldBack = new AtomicInteger();
    private final ConcurrentLinkedDeque<Standing> meetings = new ConcurrentLinkedDeque<>();
    private final ConcurrentLinkedDeque<String> partnerships = new ConcurrentLinkedDeque<>();

    /** A meeting as its client knows it; whoever takes it off the queue is the only one who changes it. */
    private record Standing(String id, String etag) {}

    Workload(String workspace, Door door, Cast cast, Ledger ledger, long seed) {
        this.workspace = workspace;
        this.door = door;
        this.cast = cast;
        this.ledger = ledger;
        this.seed = seed;
    }

    /** Ticks at which nothing was asked because too many were still waiting for an answer. */
    int heldBack() {
        return heldBack.get();
    }

    /** Logs meetings one by one until they are answered quickly: processes that have just started take long. */
    void warmUp() throws InterruptedException {
        var dice = new Random(seed);
        long until = System.nanoTime() + WARM_UP.toNanos();
        int quickInARow = 0;
        while (quickInARow < QUICK_ANSWERS && System.nanoTime() < until) {
            long asked = System.nanoTime();
            log(dice);
            quickInARow = System.nanoTime() - asked < QUICK.toNanos() ? quickInARow + 1 : 0;
        }
    }

    /** A partnership about which much is told now; absent before the first. */
    @Nullable
    String someBusyPartnership() {
        return partnerships.peekLast();
    }

    /** Logs the first meetings, for as long as the meeting service has not heard of all organisations. */
    void awaitKnown() throws InterruptedException {
        long until = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        for (int pair : new int[] {0, cast.pairs() / 2, cast.pairs() - 1}) {
            int known = meetings.size();
            while (meetings.size() == known) {
                if (System.nanoTime() > until) {
                    throw new IllegalStateException("The meeting service does not hear of the organisations");
                }
                log(pair);
                Thread.sleep(100);
            }
        }
    }

    /** So many writes a second for that long; returns when each has its answer or nobody gave one for a while. */
    void run(int perSecond, Duration time) throws InterruptedException {
        var dice = new Random(seed);
        var room = new Semaphore(AT_ONCE);
        long begin = System.nanoTime();
        long count = time.toSeconds() * perSecond;
        try (var workers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (long n = 0; n < count; n++) {
                long due = begin + n * 1_000_000_000L / perSecond;
                LockSupport.parkNanos(Math.max(0, due - System.nanoTime()));
                int what = dice.nextInt(100);
                if (room.tryAcquire()) {
                    start(workers, room, what, new Random(dice.nextLong()));
                } else {
                    heldBack.incrementAndGet();
                }
            }
            door.giveUpAt(System.nanoTime() + LAST_ANSWERS.toNanos());
            workers.shutdown();
            var unused = workers.awaitTermination(LAST_ANSWERS.toSeconds() + 60, TimeUnit.SECONDS);
        }
        door.giveUpAt(Long.MAX_VALUE);
    }

    private void start(ExecutorService workers, Semaphore room, int what, Random dice) {
        workers.execute(() -> {
            try {
                act(what, dice);
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            } finally {
                room.release();
            }
        });
    }

    private void act(int what, Random dice) throws InterruptedException {
        if (what < 60) {
            log(dice);
        } else if (what < 70) {
            amend();
        } else if (what < 75) {
            takeBack();
        } else {
            var partnership = busy(dice);
            if (partnership == null) {
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

    private void log(Random dice) throws InterruptedException {
        log((logged.getAndIncrement() / (BUSY_PAIRS * MEETINGS_OF_A_PAIR) * BUSY_PAIRS + dice.nextInt(BUSY_PAIRS))
                % cast.pairs());
    }

    private void log(int pair) throws InterruptedException {
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
            if (partnerships.size() > 64) {
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
