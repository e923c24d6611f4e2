package eu.bilateral.benchmark.chaos;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/** Lets things go wrong as planned, one after the other, and mends each: a cluster in which nothing comes back proves nothing. */
final class Faults {

    private static final Duration DOWN = Duration.ofMillis(500);
    private static final List<Service> WRITERS = List.of(Service.MEETING, Service.FOLLOW_UP, Service.DASHBOARD);

    private final Cluster cluster;
    private final Topics topics;
    private final Poison poison;
    private final List<Listener> listeners;
    private final Supplier<@Nullable String> busy;
    private final Map<FaultKind, Integer> done = new LinkedHashMap<>();
    private final Set<String> poisoned = new HashSet<>();
    private final List<String> story = new ArrayList<>();
    private int repeated;

    /** {@code busy} knows the key of a partnership about which much is told right now. */
    Faults(Cluster cluster, Topics topics, Poison poison, List<Listener> listeners, Supplier<@Nullable String> busy) {
        this.cluster = cluster;
        this.topics = topics;
        this.poison = poison;
        this.listeners = listeners;
        this.busy = busy;
    }

    /** How often each kind happened. */
    Map<FaultKind, Integer> done() {
        return done;
    }

    /** The places of all records that are in the quarantine of whoever hears their topic, if all is well. */
    Set<String> poisoned() {
        return poisoned;
    }

    /** How many old records were put on the topics once more. */
    int repeated() {
        return repeated;
    }

    /** What happened, line by line. */
    List<String> story() {
        return story;
    }

    void run(List<Fault> plan) throws IOException, InterruptedException {
        long begin = System.nanoTime();
        for (var fault : plan) {
            long wait = begin + fault.after().toNanos() - System.nanoTime();
            if (wait > 0) {
                Thread.sleep(Duration.ofNanos(wait));
            }
            long at = (System.nanoTime() - begin) / 1_000_000;
            var whom = happen(fault);
            done.merge(fault.kind(), 1, Integer::sum);
            story.add("%7.1f s  %s %s".formatted(at / 1e3, fault.kind().label(), whom));
            System.err.println(story.getLast());
        }
    }

    private String happen(Fault fault) throws IOException, InterruptedException {
        return switch (fault.kind()) {
            case KILL -> kill(any(fault), fault);
            case FREEZE -> freeze(any(fault), fault);
            case KILL_WHILE_BROKER_FROZEN -> killWhileBrokerFrozen(fault);
            case CUT_BROKER -> weather(cluster.brokerLink(), Link.Weather.CUT, "broker", fault);
            case CUT_STORE ->
                weather(storeLink(fault), Link.Weather.CUT, writer(fault).wireName(), fault);
            case SLOW_BROKER -> weather(cluster.brokerLink(), Link.Weather.SLOW, "broker", fault);
            case SLOW_STORE ->
                weather(storeLink(fault), Link.Weather.SLOW, writer(fault).wireName(), fault);
            case ANSWERS_LOST -> weatherForAll(Link.Weather.ANSWERS_LOST, fault);
            case WRITES_LOST -> weatherForAll(Link.Weather.WRITES_LOST, fault);
            case DOUBT_THEN_KILL -> doubtThenKill(Service.FOLLOW_UP, fault);
            case POISON -> poison();
            case POISON_IN_THE_WAY -> poisonInTheWay();
            case POISON_WHILE_PARKING_LOST -> poisonWhileParkingLost();
            case REPEATED -> repeat(fault);
            case DISK_FULL -> diskFull();
            case ROLLING_RESTART -> {
                cluster.restartInTurn();
                yield "all services";
            }
        };
    }

    private Child any(Fault fault) {
        var children = cluster.children();
        return children.get(fault.victim() % children.size());
    }

    private static Service writer(Fault fault) {
        return WRITERS.get(fault.victim() % WRITERS.size());
    }

    private Link storeLink(Fault fault) {
        return cluster.storeLink(writer(fault));
    }

    private static String kill(Child child, Fault fault) throws IOException, InterruptedException {
        child.kill();
        Thread.sleep(fault.lasts().dividedBy(3));
        child.start();
        return child.name();
    }

    private static String freeze(Child child, Fault fault) throws IOException, InterruptedException {
        child.freeze();
        try {
            Thread.sleep(fault.lasts());
        } finally {
            child.thaw();
        }
        return "%s %.1f s".formatted(child.name(), fault.lasts().toMillis() / 1e3);
    }

    private String killWhileBrokerFrozen(Fault fault) throws IOException, InterruptedException {
        var killed = List.of(
                cluster.child(Service.MEETING, fault.victim()), cluster.child(Service.FOLLOW_UP, fault.victim()));
        cluster.broker().freeze();
        try {
            Thread.sleep(1_500);
            for (var child : killed) {
                child.kill();
            }
            Thread.sleep(DOWN);
        } finally {
            cluster.broker().thaw();
        }
        for (var child : killed) {
            child.start();
        }
        return "both who tell";
    }

    private String weatherForAll(Link.Weather weather, Fault fault) throws InterruptedException {
        WRITERS.forEach(service -> cluster.storeLink(service).become(weather));
        Thread.sleep(fault.lasts());
        WRITERS.forEach(service -> cluster.storeLink(service).become(Link.Weather.CLEAR));
        return "all who write %.1f s".formatted(fault.lasts().toMillis() / 1e3);
    }

    private static String weather(Link link, Link.Weather weather, String whom, Fault fault)
            throws InterruptedException {
        link.become(weather);
        Thread.sleep(fault.lasts());
        link.become(Link.Weather.CLEAR);
        return "%s %.1f s".formatted(whom, fault.lasts().toMillis() / 1e3);
    }

    /** Removals are repeated that were done already, while new events wait that the broker does not confirm. */
    private String doubtThenKill(Service service, Fault fault) throws IOException, InterruptedException {
        var link = cluster.storeLink(service);
        var killed = cluster.child(service, fault.victim());
        link.become(Link.Weather.REMOVALS_IN_DOUBT);
        Thread.sleep(800);
        cluster.broker().freeze();
        try {
            Thread.sleep(4_500);
            killed.kill();
            Thread.sleep(DOWN);
        } finally {
            link.become(Link.Weather.CLEAR);
            cluster.broker().thaw();
        }
        killed.start();
        return killed.name();
    }

    private String poison() throws InterruptedException {
        int count = 0;
        for (var topic : Topics.NAMES) {
            for (var one : poison.forTopic(topic)) {
                poisoned.add(topics.put(one));
                count++;
            }
        }
        return count + " records";
    }

    private String poisonInTheWay() throws InterruptedException {
        var key = busy.get();
        if (key == null) {
            return "nobody";
        }
        poisoned.add(topics.put(poison.under(Told.MEETINGS, key)));
        return key;
    }

    /** Nothing else fails with it, which would have the whole batch tried again. */
    private String poisonWhileParkingLost() throws InterruptedException {
        var links = List.of(cluster.storeLink(Service.MEETING), cluster.storeLink(Service.DASHBOARD));
        links.forEach(link -> link.become(Link.Weather.PARKING_LOST));
        for (int i = 0; i < 4; i++) {
            poisoned.add(topics.put(poison.some(Told.CONTACTS)));
            Thread.sleep(500);
        }
        Thread.sleep(1_000);
        links.forEach(link -> link.become(Link.Weather.CLEAR));
        return "4 records";
    }

    private String repeat(Fault fault) throws InterruptedException {
        var dice = new Random(fault.victim());
        int count = 0;
        for (var topic : List.of(Told.MEETINGS, Told.FOLLOW_UPS)) {
            for (var old : topics.latest(topic, 60)) {
                boolean ours = poisoned.contains(Told.place(old.topic(), old.partition(), old.offset()));
                if (!ours && dice.nextInt(3) == 0) {
                    var unused = topics.put(
                            new ProducerRecord<>(topic, old.partition(), old.key(), old.value(), old.headers()));
                    count++;
                }
            }
        }
        repeated += count;
        return count + " records";
    }

    private String diskFull() throws IOException, InterruptedException {
        var file = cluster.storeFile();
        cluster.store().limitFiles(Files.exists(file) ? Files.size(file) + 8_192 : 8_192);
        Thread.sleep(4_000);
        return "store";
    }

    /** Puts everything right that may still be wrong. */
    void mend() throws IOException, InterruptedException {
        cluster.brokerLink().become(Link.Weather.CLEAR);
        for (var service : Service.values()) {
            cluster.storeLink(service).become(Link.Weather.CLEAR);
        }
        for (var child : cluster.children()) {
            child.thaw();
        }
        cluster.awaitReady();
        listeners.forEach(Listener::drop);
    }
}
