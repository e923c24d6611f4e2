package eu.bilateral.dashboard.web;

import eu.bilateral.dashboard.web.page.PluralMessages;
import eu.bilateral.dashboard.web.page.Words;
import java.util.Locale;

/** Both languages of the pages, on the morning of the sample workspace. */
public final class SampleWords {

    public static final Words ENGLISH = in(Locale.UK);
    public static final Words POLISH = in(Locale.of("pl", "PL"));

    private SampleWords() {}

    private static Words in(Locale language) {
        return new Words(new PluralMessages(), language, SampleWorkspace.NINE_ON_TUESDAY, SampleWorkspace.LUBLIN);
    }
}
