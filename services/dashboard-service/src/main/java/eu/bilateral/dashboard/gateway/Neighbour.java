package eu.bilateral.dashboard.gateway;

/** The services behind the door. */
public enum Neighbour {
    CONTACT("contact-service"),
    MEETING("meeting-service"),
    FOLLOW_UP("follow-up-service");

    private final String serviceName;

    Neighbour(String serviceName) {
        this.serviceName = serviceName;
    }

    /** The name by which people and problems speak of it. */
    public String serviceName() {
        return serviceName;
    }
}
