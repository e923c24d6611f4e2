package eu.bilateral.standalone;

import java.io.PrintStream;
import java.util.Locale;

/** Tells the person at the terminal how far the start is, with the seconds since it began. */
final class Progress {

    private final PrintStream out;
    private final long began;

    Progress(PrintStream out, long began) {
        this.out = out;
        this.began = began;
    }

    void say(String what) {
        out.printf(Locale.ROOT, "%6.1f s  %s%n", (System.currentTimeMillis() - began) / 1000.0, what);
        out.flush();
    }
}
