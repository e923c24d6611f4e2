package eu.bilateral.dashboard.gateway;

/** A service behind the door gave no answer: it is down, too slow, or was so just now. */
public final class ServiceUnavailable extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Neighbour service;

    ServiceUnavailable(Neighbour service, String situation, Throwable why) {
        super(situation, why);
        this.service = service;
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
