package eu.bilateral.standalone;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** The forms that a data directory has had, numbered, and the steps that lead from each to the next: forward only. */
public final class DataForms {

    /** Those of this program. The first form that changes adds its step here, and never changes it again. */
    public static final DataForms OURS = new DataForms(1, List.of());

    private final int first;
    private final List<Step> steps;

    /**
     * What makes data of one form into data of the next.
     *
     * @param what what it does, for the person who waits, such as "moving the accounts"
     */
    record Step(String what, Change change) {}

    /**
     * Changes the directory. It may find any part of it in the old form or already in the new one: it may have been
     * stopped half-way before, and a backup of the old form may have been restored by a newer program.
     */
    @FunctionalInterface
    interface Change {
        void in(Path root) throws IOException;
    }

    /** {@code steps} lead from the first form to the second, and so on. */
    DataForms(int first, List<Step> steps) {
        this.first = first;
        this.steps = List.copyOf(steps);
    }

    /** The form that this program writes. */
    public String current() {
        return String.valueOf(first + steps.size());
    }

    /** Whether this program can work with data of that form, at once or after bringing them to its own. */
    public boolean canRead(String form) {
        return form.matches("[1-9][0-9]{0,8}") && number(form) >= first && number(form) <= number(current());
    }

    /** What is to be done to data of that form, which can be read; empty where they are of the current one. */
    List<Step> from(String form) {
        return steps.subList(number(form) - first, steps.size());
    }

    /** The form after that one. */
    static String next(String form) {
        return String.valueOf(number(form) + 1);
    }

    private static int number(String form) {
        return Integer.parseInt(form);
    }
}
