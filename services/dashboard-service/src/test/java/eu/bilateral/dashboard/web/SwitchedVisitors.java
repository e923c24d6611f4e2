package eu.bilateral.dashboard.web;

import eu.bilateral.dashboard.web.page.SignInUnreachable;
import eu.bilateral.dashboard.web.page.Visitor;
import eu.bilateral.dashboard.web.page.Visitors;
import eu.bilateral.kernel.command.Role;
import eu.bilateral.kernel.security.Caller;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import org.springframework.security.oauth2.jwt.JwtException;

/** Whoever a test says. */
public final class SwitchedVisitors implements Visitors {

    public Role role = Role.MANAGER;
    boolean unreachable;
    boolean ended;

    @Override
    public Optional<Visitor> of(HttpServletRequest request, HttpServletResponse response) {
        if (unreachable) {
            throw new SignInUnreachable(new JwtException("The issuer is away"));
        }
        return request.getUserPrincipal() == null || ended
                ? Optional.empty()
                : Optional.of(
                        new Visitor(new Caller(SampleWorkspace.OFFICE, SampleWorkspace.MANAGER, role), "the-token"));
    }
}
