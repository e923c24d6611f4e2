package eu.bilateral.dashboard.gateway;

import org.jspecify.annotations.Nullable;

/** A service behind the door gave no answer: it is down, too slow, or was so just now, or was not asked for being too busy. */
public final class ServiceUnavailable extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Neighbour service;
    private final boolean busy;

    ServiceUnavailable(Neighbour service, String situation, Throwable why) {
        this(service, situation, false, why);
    }

    private ServiceUnavailable(Neighbour service, String situation, boolean busy, @Nullable Throwable why) {
        super(situation, why);
        this.service = service;
        this.busy = busy;
    }

    /** It has as much to do as it can do at once, and was not asked. */
    static ServiceUnavailable busy(Neighbour service, @Nullable Throwable why) {
        return new ServiceUnavailable(
                service, "The %s has too much to do at the moment".formatted(service.serviceName()), true, why);
    }

    /** Whether it works, and would rather be asked a little later. */
    boolean isBusy() {
        return busy;
    }

    /** The service that did not answer. */
    public Neighbour service() {
        return service;
    }

    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}
