package eu.bilateral.standalone;

/** Something around the process keeps it from starting; the message is the one line that the person at the terminal reads. */
final class CannotStart extends RuntimeException {

    private static final long serialVersionUID = 1L;

    CannotStart(String line) {
        super(line);
    }

    CannotStart(String line, Throwable cause) {
        super(line, cause);
    }
}
