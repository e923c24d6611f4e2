package eu.bilateral.dashboard.web.frame;

import eu.bilateral.dashboard.web.page.PluralMessages;
import eu.bilateral.dashboard.web.page.Visitors;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.MessageSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.LocaleResolver;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.i18n.CookieLocaleResolver;

/** In which language pages speak, and to whom. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(PageSettings.class)
class PageConfiguration {

    /** The browser's language until somebody chooses another. */
    private static final String LANGUAGE_COOKIE = "bilateral-language";

    @Bean
    MessageSource messageSource() {
        return new PluralMessages();
    }

    @Bean
    LocaleResolver localeResolver() {
        var cookie = new CookieLocaleResolver(LANGUAGE_COOKIE);
        cookie.setCookieMaxAge(Duration.ofDays(365));
        cookie.setCookieHttpOnly(true);
        cookie.setCookieSameSite("Lax");
        cookie.setDefaultLocaleFunction(request -> PluralMessages.spoken(request.getLocale()));
        return cookie;
    }

    @Bean
    WebMvcConfigurer pageArguments(Visitors visitors, WordsArgument words) {
        return new WebMvcConfigurer() {
            @Override
            public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
                var visitor = new VisitorArgument(visitors);
                resolvers.add(visitor);
                resolvers.add(words);
                resolvers.add(new SheetArgument(visitor, words));
            }
        };
    }
}
