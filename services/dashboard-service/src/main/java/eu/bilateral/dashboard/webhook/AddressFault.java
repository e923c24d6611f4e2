package eu.bilateral.dashboard.webhook;

/** What can be wrong with the address of a receiver. */
public enum AddressFault {
    MALFORMED("It is no address such as https://example.org/hook"),
    NOT_ENCRYPTED(
            "Only https is spoken; a receiver on the machine of this service may do without it where whoever runs the"
                    + " service sets BILATERAL_WEBHOOKS_HTTP_ON_LOOPBACK=true"),
    WITH_PASSWORD("An address has no user and no password in it; receivers check the signature"),
    PORT("This port is none of those that webhooks are sent to"),
    FORBIDDEN("It leads into a private or reserved network; whoever runs the service may allow one of their own with"
            + " BILATERAL_WEBHOOKS_ALLOW, and its own machine with BILATERAL_WEBHOOKS_HTTP_ON_LOOPBACK=true");

    private final String words;

    AddressFault(String words) {
        this.words = words;
    }

    /** The same as a sentence without its full stop. */
    public String words() {
        return words;
    }
}
