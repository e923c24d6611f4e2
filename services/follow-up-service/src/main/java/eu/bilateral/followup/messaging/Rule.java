package eu.bilateral.followup.messaging;

/** The playbook's rules that meetings set off, by their numbers in {@code docs/product.md}. */
enum Rule {
    ONCE(1),
    LEAD_OR_ATTACH(2),
    STAGE(4),
    FOLLOW_UPS(5),
    NO_SHOW(8),
    AMEND_OR_VOID(13),
    GUARD(14);

    private final int number;

    Rule(int number) {
        this.number = number;
    }

    /** Its number and name, as metrics show it. */
    String label() {
        return "%02d-%s"
                .formatted(number, name().toLowerCase(java.util.Locale.ROOT).replace('_', '-'));
    }
}
