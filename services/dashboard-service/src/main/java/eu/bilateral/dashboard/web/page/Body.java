package eu.bilateral.dashboard.web.page;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The body of a call to a service: what is absent is left out, everything else goes as JSON writes it. */
public final class Body {

    private final Map<String, Object> members = new LinkedHashMap<>();

    /** Adds that member, unless it is absent. */
    @CanIgnoreReturnValue
    public Body with(String name, @Nullable Object value) {
        if (value != null) {
            members.put(name, value);
        }
        return this;
    }

    /** The members as they are now. */
    public Map<String, Object> json() {
        return Map.copyOf(members);
    }
}
