package eu.bilateral.brokenhouse.web;

import eu.bilateral.brokenhouse.persistence.MongoTreaties;
import org.apache.kafka.clients.producer.Producer;
import org.bson.Document;

/** An adapter that reaches for another one and publishes past the outbox. */
class TreatyController {

    Document get(MongoTreaties treaties, Producer<byte[], byte[]> producer) {
        producer.flush();
        return treaties.all();
    }
}
