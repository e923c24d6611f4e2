package eu.bilateral.kernel.command;

import java.util.function.Function;

/**
 * A state as the store keeps it.
 *
 * @param version grows by one with each change; the ETag of the HTTP API
 * @param repeated whether the command that asked for it had already been carried out before
 */
public record Kept<S>(S state, long version, boolean repeated) {

    /** The same keeping of another form of the state. */
    public <T> Kept<T> map(Function<S, T> form) {
        return new Kept<>(form.apply(state), version, repeated);
    }

    /** The same keeping of a view of it, which may say the version, too. */
    public <T> Kept<T> as(Function<Kept<S>, T> view) {
        return new Kept<>(view.apply(this), version, repeated);
    }
}
