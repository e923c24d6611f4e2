package eu.bilateral.dashboard.web.page;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;

/** Knows who looks at a page. */
public interface Visitors {

    /**
     * Whoever is signed in; absent for a stranger, and for somebody whose sign-in the issuer no longer honours. Refusal:
     * {@link SignInUnreachable} where the issuer cannot be asked, which says nothing about the sign-in.
     */
    Optional<Visitor> of(HttpServletRequest request, HttpServletResponse response);
}
