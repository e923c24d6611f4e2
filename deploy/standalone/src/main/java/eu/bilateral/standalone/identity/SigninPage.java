package eu.bilateral.standalone.identity;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.ResourceBundle;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.HtmlUtils;

/** The page on which people sign in; it repeats nothing that was typed. */
final class SigninPage extends OncePerRequestFilter {

    static final String PATH = "/signin";

    private static final Pattern PLACE = Pattern.compile("\\{\\{([a-z.-]+)}}");
    private static final ResourceBundle.Control NO_FALLBACK =
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);

    private final String page;

    SigninPage() {
        try (var template = SigninPage.class.getResourceAsStream("/issuer/signin.html")) {
            if (template == null) {
                throw new IllegalStateException("The sign-in page is not on the class path");
            }
            page = new String(template.readAllBytes(), UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !PATH.equals(request.getServletPath()) || !"GET".equals(request.getMethod());
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        show(request, response, HttpServletResponse.SC_OK, null);
    }

    /** Shows the page with this answer, and where something went wrong with the words for it. */
    void show(HttpServletRequest request, HttpServletResponse response, int status, @Nullable String problem)
            throws IOException {
        var language = language(request);
        var words = ResourceBundle.getBundle("issuer.words", language, SigninPage.class.getClassLoader(), NO_FALLBACK);
        var token = (CsrfToken) request.getAttribute(CsrfToken.class.getName());
        var values = Map.of(
                "lang",
                language.equals(Locale.ROOT) ? "en" : language.getLanguage(),
                "theme",
                theme(request),
                "problem",
                problem == null ? "" : words.getString(problem),
                "problem-hidden",
                problem == null ? "hidden" : "",
                "csrf-name",
                token.getParameterName(),
                "csrf-value",
                token.getToken());
        response.setStatus(status);
        response.setContentType("text/html;charset=UTF-8");
        response.setHeader("Cache-Control", "no-store");
        response.getWriter().write(PLACE.matcher(page).replaceAll(place -> {
            var name = place.group(1);
            var value = values.containsKey(name) ? values.get(name) : words.getString(name);
            return Matcher.quoteReplacement(HtmlUtils.htmlEscape(value, "UTF-8"));
        }));
    }

    /** As chosen on the other pages, else as the browser asks. */
    private static Locale language(HttpServletRequest request) {
        var polish = cookie(request, "bilateral-language")
                .orElseGet(() -> request.getLocale().getLanguage())
                .startsWith("pl");
        return polish ? Locale.of("pl") : Locale.ROOT;
    }

    private static String theme(HttpServletRequest request) {
        return cookie(request, "bilateral-theme")
                .filter(theme -> theme.equals("light") || theme.equals("dark"))
                .orElse("auto");
    }

    private static Optional<String> cookie(HttpServletRequest request, String name) {
        return Optional.ofNullable(request.getCookies()).stream()
                .flatMap(Arrays::stream)
                .filter(cookie -> cookie.getName().equals(name))
                .map(jakarta.servlet.http.Cookie::getValue)
                .findFirst();
    }
}
