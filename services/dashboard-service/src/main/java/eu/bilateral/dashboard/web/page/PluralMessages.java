package eu.bilateral.dashboard.web.page;

import com.ibm.icu.text.MessageFormat;
import java.util.Locale;
import java.util.Map;
import java.util.MissingResourceException;
import java.util.ResourceBundle;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.context.support.AbstractMessageSource;

/**
 * The words of the pages. Unlike the JDK's formats ICU's know plural forms: Polish has three (1 spotkanie, 2 spotkania,
 * 5 spotkań). English answers where a language of ours is not asked for; a key that does not exist is an error.
 */
public final class PluralMessages extends AbstractMessageSource {

    /** The languages that the pages speak; the first one where the browser asks for none of them. */
    public static final Map<String, Locale> LANGUAGES = Map.of("en", Locale.UK, "pl", Locale.of("pl", "PL"));

    private static final Locale POLISH = Locale.of("pl", "PL");

    private static final ResourceBundle.Control NO_FALLBACK =
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);

    private final Map<String, MessageFormat> formats = new ConcurrentHashMap<>();

    /** The language that answers where that one is asked for. */
    public static Locale spoken(@Nullable Locale asked) {
        return asked != null && asked.getLanguage().equals("pl") ? POLISH : Locale.UK;
    }

    @Override
    protected @Nullable String getMessageInternal(
            @Nullable String code, Object @Nullable [] args, @Nullable Locale locale) {
        if (code == null) {
            return null;
        }
        var language = spoken(locale);
        var pattern = pattern(code, language);
        if (pattern == null) {
            return null;
        }
        var format =
                formats.computeIfAbsent(language.getLanguage() + code, key -> new MessageFormat(pattern, language));
        synchronized (format) {
            return format.format(args == null ? new Object[0] : args);
        }
    }

    @Override
    protected java.text.@Nullable MessageFormat resolveCode(String code, Locale locale) {
        return null;
    }

    private static @Nullable String pattern(String code, Locale language) {
        try {
            return words(language).getString(code);
        } catch (MissingResourceException unknown) {
            return null;
        }
    }

    /** All messages of a language. */
    static ResourceBundle words(Locale language) {
        return language.getLanguage().equals("pl")
                ? ResourceBundle.getBundle("messages", language, PluralMessages.class.getClassLoader(), NO_FALLBACK)
                : ResourceBundle.getBundle("messages", Locale.ROOT, PluralMessages.class.getClassLoader(), NO_FALLBACK);
    }
}
