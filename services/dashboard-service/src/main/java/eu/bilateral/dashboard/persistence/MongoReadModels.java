package eu.bilateral.dashboard.persistence;

import com.mongodb.client.MongoDatabase;
import eu.bilateral.dashboard.projection.Generations;
import eu.bilateral.dashboard.projection.ReadModels;
import eu.bilateral.kernel.delivery.BatchListener;
import eu.bilateral.kernel.delivery.EventFormat;
import eu.bilateral.kernel.delivery.Listeners;
import eu.bilateral.kernel.delivery.Stores;
import eu.bilateral.kernel.event.Topic;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** The generations that this instance has opened, and the one that it answers from. */
@Component
class MongoReadModels implements ReadModels {

    private final Stores stores;
    private final MongoDatabase database;
    private final Listeners listeners;
    private final EventFormat format;
    private final ZoneId zone;
    private final Map<Integer, Generation> opened = new ConcurrentHashMap<>();
    private volatile Generation serving;

    MongoReadModels(
            Stores stores,
            MongoDatabase database,
            Listeners listeners,
            EventFormat format,
            Generations generations,
            @Value("${bilateral.zone:Europe/Warsaw}") ZoneId zone) {
        this.stores = stores;
        this.database = database;
        this.listeners = listeners;
        this.format = format;
        this.zone = zone;
        this.serving = opened(generations.plan().serving());
    }

    private Generation opened(int number) {
        return opened.computeIfAbsent(number, missing -> Generation.open(missing, stores, database));
    }

    /** Where questions are answered from. */
    Generation current() {
        return serving;
    }

    @Override
    public int serving() {
        return serving.number();
    }

    @Override
    public Map<Topic, BatchListener<?>> listeners(int generation) {
        var hearing = new EnumMap<Topic, BatchListener<?>>(Topic.class);
        opened(generation)
                .listeners(listeners, format, zone)
                .forEach((topic, building) ->
                        hearing.put(topic, building.building().apart()));
        return hearing;
    }

    @Override
    public void serve(int generation) {
        var next = opened(generation);
        next.listeners(listeners, format, zone).values().forEach(building -> {
            var unused = building.building().listen();
        });
        serving = next;
    }

    @Override
    public void drop(int generation) {
        if (generation == serving.number()) {
            throw new IllegalArgumentException("Generation " + generation + " is the one that serves");
        }
        opened(generation).drop();
        opened.remove(generation);
    }
}
