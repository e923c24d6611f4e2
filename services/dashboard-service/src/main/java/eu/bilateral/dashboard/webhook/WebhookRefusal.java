package eu.bilateral.dashboard.webhook;

import java.util.Set;
import java.util.stream.Collectors;

/** A rule said no. Sealed, so that whoever answers for it must have an answer to every one. */
public abstract sealed class WebhookRefusal extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private WebhookRefusal(String situation) {
        super(situation);
    }

    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }

    /** There is none of that id in the workspace. */
    public static final class UnknownWebhook extends WebhookRefusal {
        private static final long serialVersionUID = 1L;

        UnknownWebhook(WebhookId id) {
            super("There is no webhook " + id);
        }
    }

    /** There is none of that id for the webhook. */
    public static final class UnknownDelivery extends WebhookRefusal {
        private static final long serialVersionUID = 1L;

        UnknownDelivery() {
            super("There is no such delivery to this webhook, or not any more");
        }
    }

    /** Nobody may be sent to that address. */
    public static final class AddressRefused extends WebhookRefusal {
        private static final long serialVersionUID = 1L;

        private final AddressFault fault;
        private final String ports;

        AddressRefused(AddressFault fault, Set<Integer> ports) {
            super(fault.words());
            this.fault = fault;
            this.ports = ports.stream().sorted().map(String::valueOf).collect(Collectors.joining(", "));
        }

        @Override
        public String getMessage() {
            return fault == AddressFault.PORT
                    ? "%s: %s; whoever runs the service may name others in BILATERAL_WEBHOOKS_PORTS"
                            .formatted(super.getMessage(), ports)
                    : super.getMessage();
        }

        /** To which ports of public addresses webhooks are sent. */
        public String ports() {
            return ports;
        }

        /** What is wrong with it. */
        public AddressFault fault() {
            return fault;
        }
    }

    /** The workspace has as many as it may have. */
    public static final class TooManyWebhooks extends WebhookRefusal {
        private static final long serialVersionUID = 1L;

        TooManyWebhooks(int most) {
            super("A workspace has at most %d webhooks".formatted(most));
        }
    }
}
