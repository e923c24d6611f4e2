package eu.bilateral.dashboard.web.frame;

import eu.bilateral.dashboard.web.page.PluralMessages;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.LocaleResolver;

/** How somebody likes the pages to be. */
@Controller
class PreferencePages {

    private final LocaleResolver languages;

    PreferencePages(LocaleResolver languages) {
        this.languages = languages;
    }

    /** Language and theme are kept in cookies of this browser, and asked for by a form: a link changes nothing. */
    @PostMapping("/preferences")
    String prefer(
            HttpServletRequest request,
            HttpServletResponse response,
            @RequestParam(required = false) @Nullable String lang,
            @RequestParam(required = false) @Nullable String theme,
            @RequestParam(defaultValue = "/") String back) {
        var language = lang == null ? null : PluralMessages.LANGUAGES.get(lang);
        if (language != null) {
            languages.setLocale(request, response, language);
        }
        if (theme != null && theme.matches("light|dark|auto")) {
            response.addHeader(
                    HttpHeaders.SET_COOKIE,
                    ResponseCookie.from(FrameAdvice.THEME_COOKIE, theme)
                            .path("/")
                            .maxAge(Duration.ofDays(365))
                            .httpOnly(true)
                            .sameSite("Lax")
                            .build()
                            .toString());
        }
        return "redirect:" + (isOurs(back) ? back : "/");
    }

    /** Only a path of this site: neither "//elsewhere" nor "/\elsewhere", which browsers read as another host. */
    static boolean isOurs(String back) {
        return back.matches("/(?:[A-Za-z0-9][^\\\\\\s]*)?(?:\\?[^\\\\\\s]*)?");
    }
}
