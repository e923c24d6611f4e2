package eu.bilateral.kernel.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.web.util.UriUtils;

/** Tells which requests bring whole files: they are few, large and costly, and have limits of their own. */
public final class Imports {

    private Imports() {}

    /** Whether the address is that of an import, however its letters are written. */
    public static boolean isImport(HttpServletRequest request) {
        return UriUtils.decode(request.getRequestURI(), UTF_8).endsWith("/import");
    }
}
