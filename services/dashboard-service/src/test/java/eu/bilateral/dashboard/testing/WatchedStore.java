package eu.bilateral.dashboard.testing;

import com.mongodb.event.CommandListener;
import com.mongodb.event.CommandStartedEvent;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.bson.BsonDocument;
import org.springframework.boot.mongodb.autoconfigure.MongoClientSettingsBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Writes down every question that is asked of the document store. */
@Configuration(proxyBeanMethods = false)
public class WatchedStore {

    private static final Set<String> QUESTIONS = Set.of("find", "aggregate", "count", "distinct");

    /** What was asked so far. */
    public static final class Questions implements CommandListener {

        private final List<BsonDocument> asked = new CopyOnWriteArrayList<>();

        @Override
        public void commandStarted(CommandStartedEvent event) {
            if (QUESTIONS.contains(event.getCommandName())) {
                asked.add(event.getCommand().clone());
            }
        }

        public List<BsonDocument> asked() {
            return List.copyOf(asked);
        }

        public void forget() {
            asked.clear();
        }
    }

    @Bean
    Questions questions() {
        return new Questions();
    }

    @Bean
    MongoClientSettingsBuilderCustomizer watched(Questions questions) {
        return settings -> settings.addCommandListener(questions);
    }
}
