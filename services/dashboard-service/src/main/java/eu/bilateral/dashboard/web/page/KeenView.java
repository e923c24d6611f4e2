package eu.bilateral.dashboard.web.page;

import eu.bilateral.kernel.event.Interest;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How keen one side is, as dots and as words. */
public record KeenView(String side, List<Boolean> dots, String words) {

    /** That interest of that side, {@code ours} or {@code theirs}; absent where nobody has said how keen it is. */
    public static @Nullable KeenView of(@Nullable Interest interest, String side, Words words) {
        if (interest == null) {
            return null;
        }
        int level = interest.level();
        return new KeenView(
                words.say("keen." + side),
                List.of(level >= 1, level >= 2, level >= 3),
                words.say("keen." + side + ".words", words.say("interest." + level)));
    }
}
