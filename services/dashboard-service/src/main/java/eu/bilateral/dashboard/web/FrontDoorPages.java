package eu.bilateral.dashboard.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.LocaleResolver;

/** The way in, and how somebody likes the pages to be. */
@Controller
class FrontDoorPages {

    private final Visitors visitors;
    private final LocaleResolver languages;

    FrontDoorPages(Visitors visitors, LocaleResolver languages) {
        this.visitors = visitors;
        this.languages = languages;
    }

    @GetMapping("/")
    String enter(
            HttpServletRequest request,
            HttpServletResponse response,
            Model model,
            @RequestParam(required = false) @Nullable String failed,
            @RequestParam(required = false) @Nullable String out) {
        if (visitors.of(request, response).isPresent()) {
            return "redirect:/board";
        }
        model.addAttribute("failed", failed != null);
        model.addAttribute("out", out != null);
        return "welcome";
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
