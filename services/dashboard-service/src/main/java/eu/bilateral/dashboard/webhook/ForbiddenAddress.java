package eu.bilateral.dashboard.webhook;

import java.net.UnknownHostException;

/** The name is known, and nobody may be sent to where it leads; in the form in which a resolver can say so. */
public final class ForbiddenAddress extends UnknownHostException {

    private static final long serialVersionUID = 1L;

    private final AddressFault fault;

    ForbiddenAddress(AddressFault fault) {
        super(fault.words());
        this.fault = fault;
    }

    /** What is wrong with it. */
    public AddressFault fault() {
        return fault;
    }
}
