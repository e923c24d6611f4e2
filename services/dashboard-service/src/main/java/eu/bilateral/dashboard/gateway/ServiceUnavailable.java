package eu.bilateral.dashboard.gateway;

import org.jspecify.annotations.Nullable;

/** A service behind the door gave no answer: it is down, too slow, or was so just now, or was not asked for being too busy. */
public final class ServiceUnavailable extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Neighbour service;
    private final Asked asked;

    private enum Asked {
        IN_VAIN,
        NOT_WHILE_BUSY,
        NOT_WHILE_CUT_SHORT
    }

    /** It was asked, in vain; {@code situation} is what happened, with {@code %s} for its name. */
    ServiceUnavailable(Neighbour service, String situation, Throwable why) {
        this(service, situation, Asked.IN_VAIN, why);
    }

    private ServiceUnavailable(Neighbour service, String situation, Asked asked, @Nullable Throwable why) {
        super(situation.formatted(service.serviceName()), why);
        this.service = service;
        this.asked = asked;
    }

    /** It has as much to do as it can do at once, and was not asked. */
    static ServiceUnavailable busy(Neighbour service, @Nullable Throwable why) {
        return new ServiceUnavailable(service, "The %s has too much to do at the moment", Asked.NOT_WHILE_BUSY, why);
    }

    /** It did not answer just now, and was not asked once more. */
    static ServiceUnavailable cutShort(Neighbour service, Throwable why) {
        return new ServiceUnavailable(service, "The %s does not answer", Asked.NOT_WHILE_CUT_SHORT, why);
    }

    /** Whether it works, and would rather be asked a little later. */
    boolean isBusy() {
        return asked == Asked.NOT_WHILE_BUSY;
    }

    /** Whether the last attempt was made, and failed. */
    boolean wasAsked() {
        return asked == Asked.IN_VAIN;
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
