package eu.bilateral.benchmark.chaos;

import org.jspecify.annotations.Nullable;

/**
 * A difference between what was accepted and what there is.
 *
 * @param rule the promise that does not hold
 * @param aggregate the document about which it is; absent where it is about none
 */
record Finding(String rule, @Nullable String aggregate, String what) {

    @Override
    public String toString() {
        return "%s: %s%s".formatted(rule, what, aggregate == null ? "" : " [" + aggregate + "]");
    }
}
