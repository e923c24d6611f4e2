package eu.bilateral.kernel.event;

/** The three streams of events, one for each service that tells; plural kebab-case on the broker. */
public enum Topic {
    CONTACT_EVENTS("contact-events", ContactEvent.class, "/contact-service"),
    MEETING_EVENTS("meeting-events", MeetingEvent.class, "/meeting-service"),
    FOLLOW_UP_EVENTS("follow-up-events", FollowUpEvent.class, "/follow-up-service");

    private final String wireName;
    private final Class<? extends DomainEvent> family;
    private final String source;

    Topic(String wireName, Class<? extends DomainEvent> family, String source) {
        this.wireName = wireName;
        this.family = family;
        this.source = source;
    }

    /** The name on the broker. */
    public String wireName() {
        return wireName;
    }

    /** The sealed family of all that can be told here. */
    public Class<? extends DomainEvent> family() {
        return family;
    }

    /** Who tells it: the CloudEvents source. */
    public String source() {
        return source;
    }

    /** Where this event is told. */
    public static Topic of(DomainEvent event) {
        return switch (event) {
            case ContactEvent contact -> CONTACT_EVENTS;
            case MeetingEvent meeting -> MEETING_EVENTS;
            case FollowUpEvent followUp -> FOLLOW_UP_EVENTS;
        };
    }

    /** The topic of that name on the broker; an {@link IllegalArgumentException} for any other. */
    public static Topic named(String wireName) {
        for (var topic : values()) {
            if (topic.wireName.equals(wireName)) {
                return topic;
            }
        }
        throw new IllegalArgumentException("There is no topic " + wireName);
    }
}
