package eu.bilateral.kernel.web;

import eu.bilateral.kernel.security.Callers;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/** Sees to it that one account's imports and searches leave the others their share. */
final class RequestLimits implements HandlerInterceptor {

    private final Allowance imports;
    private final Allowance searches;

    RequestLimits(LimitSettings settings) {
        imports = new Allowance(settings.importsPerMinute(), System::nanoTime);
        searches = new Allowance(settings.searchesPerMinute(), System::nanoTime);
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        var allowance = allowanceFor(request);
        if (allowance != null) {
            var caller = Callers.current();
            allowance.use(caller.workspace() + "/" + caller.account()).ifPresent(wait -> {
                throw new TooManyRequests(wait);
            });
        }
        return true;
    }

    private @Nullable Allowance allowanceFor(HttpServletRequest request) {
        if (HttpMethod.POST.matches(request.getMethod())) {
            return Imports.isImport(request) ? imports : null;
        }
        return request.getQueryString() != null && request.getParameter("name") != null ? searches : null;
    }

    /** The account has asked for as much as it may for now. */
    static final class TooManyRequests extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final Duration wait;

        TooManyRequests(Duration wait) {
            super("Your account has asked for this too often in the last minute");
            this.wait = wait;
        }

        /** Whole seconds, at least one. */
        long seconds() {
            return Math.max(1, wait.plusMillis(999).toSeconds());
        }
    }
}
