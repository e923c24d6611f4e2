package eu.bilateral.dashboard.web.frame;

import eu.bilateral.dashboard.web.page.Initials;
import eu.bilateral.dashboard.web.page.Visitor;
import eu.bilateral.dashboard.web.page.Words;
import java.util.Locale;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** What every page shows around its main thing. Asks for the number beside "To do" only where it is shown. */
final class Frame {

    private final @Nullable Visitor visitor;
    private final Words words;
    private final String theme;
    private final String here;
    private final @Nullable String demo;
    private final @Nullable String csrfHeader;
    private final boolean developers;
    private final LongSupplier waiting;
    private @Nullable Long due;

    Frame(
            @Nullable Visitor visitor,
            Words words,
            String theme,
            String here,
            @Nullable String demo,
            @Nullable String csrfHeader,
            boolean developers,
            LongSupplier waiting) {
        this.visitor = visitor;
        this.words = words;
        this.theme = theme;
        this.here = here;
        this.demo = demo;
        this.csrfHeader = csrfHeader;
        this.developers = developers;
        this.waiting = waiting;
    }

    /** Whether anybody is signed in; nobody else has a use for what leads on. */
    public boolean signedIn() {
        return visitor != null;
    }

    public String lang() {
        return words.locale().getLanguage();
    }

    public String theme() {
        return theme;
    }

    /** The path that a language or theme switch comes back to. */
    public String here() {
        return here;
    }

    /** What the banner says while the domain's clock is not the real one. */
    public @Nullable String demo() {
        return demo;
    }

    public @Nullable String csrfHeader() {
        return csrfHeader;
    }

    /** The workspace's id as a name: the only one that is known here. */
    public String workspace() {
        return visitor == null ? "" : spelledOut(visitor.workspace().value());
    }

    public String account() {
        return visitor == null ? "" : visitor.account().value();
    }

    public String accountLabel() {
        return words.say("frame.account", account());
    }

    public String initials() {
        return Initials.of(account());
    }

    public String role() {
        return visitor == null ? "" : words.say("role." + visitor.caller().role());
    }

    public boolean writer() {
        return visitor != null && visitor.mayWrite();
    }

    public boolean manager() {
        return visitor != null && visitor.mayManage();
    }

    /** Whether there are pages for developers. */
    public boolean developers() {
        return developers;
    }

    public long due() {
        if (due == null) {
            due = waiting.getAsLong();
        }
        return due;
    }

    public String dueText() {
        return words.say("frame.due", due());
    }

    private static String spelledOut(String workspace) {
        var spaced = workspace.replace('-', ' ');
        return spaced.substring(0, 1).toUpperCase(Locale.ROOT) + spaced.substring(1);
    }
}
