package eu.bilateral.benchmark.chaos;

/** The four services, each a process. */
enum Service {
    CONTACT("contact-service", "eu.bilateral.contact.ContactServiceApplication"),
    MEETING("meeting-service", "eu.bilateral.meeting.MeetingServiceApplication"),
    FOLLOW_UP("follow-up-service", "eu.bilateral.followup.FollowUpServiceApplication"),
    DASHBOARD("dashboard-service", "eu.bilateral.dashboard.DashboardServiceApplication");

    private final String wireName;
    private final String application;

    Service(String wireName, String application) {
        this.wireName = wireName;
        this.application = application;
    }

    /** Its name, also that of its database and its consumer group. */
    String wireName() {
        return wireName;
    }

    String application() {
        return application;
    }
}
