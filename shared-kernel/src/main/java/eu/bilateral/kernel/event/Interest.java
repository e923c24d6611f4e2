package eu.bilateral.kernel.event;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** How keen one side was, as the other saw it: 0 none, 1 polite, 2 real, 3 strong; anything else is refused. */
public record Interest(@JsonValue int level) {

    public Interest {
        if (level < 0 || level > 3) {
            throw new IllegalArgumentException("Interest is 0, 1, 2 or 3, not " + level);
        }
    }

    /** Reads the wire form, a number from 0 to 3. */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static Interest of(int level) {
        return new Interest(level);
    }

    /** Whether it is more than politeness: 2 or 3. */
    public boolean isReal() {
        return level >= 2;
    }
}
