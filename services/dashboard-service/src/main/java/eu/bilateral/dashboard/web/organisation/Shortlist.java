package eu.bilateral.dashboard.web.organisation;

import java.util.List;
import java.util.function.Function;

/** The first of what was found, as many as a page shows, and whether there was more. */
record Shortlist<T>(List<T> shown, boolean more) {

    /** Of what was found where one more than {@code most} was asked for, which tells whether there is more. */
    static <T> Shortlist<T> of(List<T> found, int most) {
        return new Shortlist<>(List.copyOf(found.subList(0, Math.min(most, found.size()))), found.size() > most);
    }

    /** The same of another form. */
    <U> Shortlist<U> map(Function<T, U> form) {
        return new Shortlist<>(shown.stream().map(form).toList(), more);
    }
}
