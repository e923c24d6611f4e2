package eu.bilateral.dashboard.projection;

import eu.bilateral.kernel.delivery.BatchListener;
import eu.bilateral.kernel.event.Topic;
import java.util.Map;

/**
 * The read models, of which a new generation can be built from the topics while the one before goes on serving. Every
 * question is answered from one generation, the serving one.
 */
public interface ReadModels {

    /** The generation that answers questions in this instance. */
    int serving();

    /** What has to hear the topics to keep that generation up to date; makes its collections where they are missing. */
    Map<Topic, BatchListener<?>> listeners(int generation);

    /** From now on questions are answered from that generation, and the quarantine replays into it. */
    void serve(int generation);

    /** Forgets that generation for good; it must no longer be fed or asked. */
    void drop(int generation);
}
