package eu.bilateral.standalone.backup;

/** A backup or a restore that cannot be done; the message is the one line that the person at the terminal reads. */
final class Refused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    Refused(String line) {
        super(line);
    }

    Refused(String line, Throwable cause) {
        super(line, cause);
    }

    /** What could not be done, and the reason in the words of whatever failed. */
    static Refused because(String what, Throwable failed) {
        var deepest = failed;
        while (deepest.getCause() != null) {
            if (deepest instanceof Refused known) {
                return known;
            }
            deepest = deepest.getCause();
        }
        if (deepest instanceof Refused known) {
            return known;
        }
        var message = deepest.getMessage();
        var reason = message == null || message.isBlank()
                ? deepest.getClass().getSimpleName()
                : message.lines().findFirst().orElse(message);
        var full = reason.contains("No space left") || reason.contains("Disk quota exceeded");
        return new Refused(full ? what + ": the disk is full" : what + ": " + reason, failed);
    }
}
