package eu.bilateral.dashboard.web.frame;

import eu.bilateral.dashboard.web.page.PluralMessages;
import eu.bilateral.dashboard.web.page.Words;
import java.time.Clock;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.core.MethodParameter;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;

/** Hands page methods the {@link Words} of the reader's language, on the domain clock's day. */
@Component
class WordsArgument implements HandlerMethodArgumentResolver {

    private final MessageSource messages;
    private final Clock clock;
    private final PageSettings settings;

    WordsArgument(MessageSource messages, Clock clock, PageSettings settings) {
        this.messages = messages;
        this.clock = clock;
        this.settings = settings;
    }

    /** The words for the reader of the current request. */
    Words now() {
        return in(PluralMessages.spoken(LocaleContextHolder.getLocale()));
    }

    Words in(Locale language) {
        return new Words(messages, language, clock.instant(), settings.zone());
    }

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType() == Words.class;
    }

    @Override
    public Words resolveArgument(
            MethodParameter parameter,
            @Nullable ModelAndViewContainer container,
            NativeWebRequest request,
            @Nullable WebDataBinderFactory binders) {
        return now();
    }
}
