package eu.bilateral.brokenhouse.web;

import eu.bilateral.brokenhouse.persistence.MongoTreaties;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.Producer;
import org.bson.Document;

/** An adapter that reaches for another one, publishes past the outbox, and goes to the broker without credentials. */
class TreatyController {

    Document get(MongoTreaties treaties, Producer<byte[], byte[]> producer) {
        producer.flush();
        return treaties.all();
    }

    Admin broker() {
        return Admin.create(Map.of("bootstrap.servers", "localhost:9092"));
    }
}
