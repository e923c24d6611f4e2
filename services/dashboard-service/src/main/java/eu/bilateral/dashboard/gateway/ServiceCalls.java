package eu.bilateral.dashboard.gateway;

import org.jspecify.annotations.Nullable;

/**
 * Calls of the pages to the other services, in the name of whoever is signed in. A service that is down or slow costs at
 * most the time limit and answers a {@link ServiceAnswer.Problem}; nothing is thrown.
 */
public interface ServiceCalls {

    /** Reads; tried again where the service does not answer, for reading changes nothing. */
    ServiceAnswer get(Neighbour service, String path, String accessToken);

    /**
     * Asks for something new or for an action; {@code body} becomes JSON, nothing where it is absent. Not tried again by
     * itself: the same {@code idempotencyKey} makes it safe for the person to do so.
     */
    ServiceAnswer post(
            Neighbour service, String path, @Nullable Object body, String accessToken, @Nullable String idempotencyKey);

    /**
     * Replaces what was read at that version ({@code ifMatch} is its ETag). The {@code idempotencyKey} tells the same
     * replacement sent twice from somebody else's that came between: the first is answered again, the other refused (412).
     */
    ServiceAnswer put(
            Neighbour service, String path, Object body, String accessToken, String ifMatch, String idempotencyKey);
}
