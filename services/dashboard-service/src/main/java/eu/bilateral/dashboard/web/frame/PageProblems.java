package eu.bilateral.dashboard.web.frame;

import com.mongodb.MongoException;
import eu.bilateral.dashboard.web.page.PartOfPage;
import eu.bilateral.dashboard.web.page.SignInUnreachable;
import eu.bilateral.kernel.delivery.StoreAway;
import eu.bilateral.kernel.web.MalformedRequest;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authentication.AuthenticationCredentialsNotFoundException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.view.RedirectView;

/** Says in words what a page cannot show; problems of the API are told elsewhere, as JSON. */
@ControllerAdvice(basePackages = FrameAdvice.PAGES)
@Order(Ordered.HIGHEST_PRECEDENCE)
class PageProblems {

    private static final Logger LOG = LoggerFactory.getLogger(PageProblems.class);

    private final FrameAdvice frames;

    PageProblems(FrameAdvice frames) {
        this.frames = frames;
    }

    @ExceptionHandler
    ModelAndView unknown(ResponseStatusException missing, HttpServletRequest request, HttpServletResponse response) {
        return page(HttpStatus.valueOf(missing.getStatusCode().value()), request, response);
    }

    /** A query that was cut off or mangled on its way, which not even the frame of a page could be asked with. */
    @ExceptionHandler(MalformedRequest.class)
    ModelAndView mangled(HttpServletRequest request, HttpServletResponse response) {
        // Whatever else is wrong would be so again.
        return request.getQueryString() == null
                ? page(HttpStatus.BAD_REQUEST, request, response)
                : new ModelAndView(new RedirectView(request.getRequestURI(), false));
    }

    /** An address with something in it that is no id of ours. */
    @ExceptionHandler({MethodArgumentTypeMismatchException.class, MissingServletRequestParameterException.class})
    ModelAndView mistyped(HttpServletRequest request, HttpServletResponse response) {
        return page(HttpStatus.NOT_FOUND, request, response);
    }

    @ExceptionHandler(AccessDeniedException.class)
    ModelAndView denied(HttpServletRequest request, HttpServletResponse response) {
        return page(HttpStatus.FORBIDDEN, request, response);
    }

    /**
     * The sign-in ended while the session still stood: begin again, with what a form brought; a script is told and brings the
     * whole page there.
     */
    @ExceptionHandler(AuthenticationCredentialsNotFoundException.class)
    ModelAndView signedOut(HttpServletRequest request, HttpServletResponse response) {
        var session = request.getSession(false);
        if (session != null) {
            session.invalidate();
        }
        if (PartOfPage.isWanted(request)) {
            var answer = new ModelAndView((model, asked, answered) -> answered.setStatus(401));
            answer.setStatus(HttpStatus.UNAUTHORIZED);
            return answer;
        }
        if (HttpMethod.POST.matches(request.getMethod())) {
            var page = page(HttpStatus.FORBIDDEN, request, response);
            page.addObject("status", "expired");
            PageErrors.keepWhatWasSent(page, request.getRequestURI(), request);
            return page;
        }
        return new ModelAndView("redirect:/");
    }

    /**
     * Nobody can say whether the sign-in still holds: the session stays, and what a form brought comes back with a button to
     * send it again. A script keeps what it shows.
     */
    @ExceptionHandler
    ModelAndView unreachable(SignInUnreachable away, HttpServletRequest request, HttpServletResponse response) {
        LOG.warn(
                "A page could not be shown, because nobody could say who looks at it: {}",
                String.valueOf(away.getCause()));
        if (PartOfPage.isWanted(request)) {
            response.setHeader("HX-Reswap", "none");
            var part = new ModelAndView("problem :: unreachable");
            part.setStatus(HttpStatus.SERVICE_UNAVAILABLE);
            return part;
        }
        var page = page(HttpStatus.SERVICE_UNAVAILABLE, request, response);
        page.addObject("status", "unreachable");
        if (HttpMethod.POST.matches(request.getMethod())) {
            PageErrors.keepWhatWasSent(page, request.getRequestURI(), request);
        }
        return page;
    }

    @ExceptionHandler
    ModelAndView explain(MongoException said, HttpServletRequest request, HttpServletResponse response) {
        return StoreAway.isMeantBy(said) ? away(said, request, response) : unforeseen(said, request, response);
    }

    @ExceptionHandler(DataAccessException.class)
    ModelAndView away(RuntimeException away, HttpServletRequest request, HttpServletResponse response) {
        LOG.warn("A page could not be read from the store", away);
        return page(HttpStatus.SERVICE_UNAVAILABLE, request, response);
    }

    @ExceptionHandler
    ModelAndView unforeseen(RuntimeException bug, HttpServletRequest request, HttpServletResponse response) {
        LOG.error("A page failed for a reason that nobody foresaw", bug);
        return page(HttpStatus.INTERNAL_SERVER_ERROR, request, response);
    }

    private ModelAndView page(HttpStatus status, HttpServletRequest request, HttpServletResponse response) {
        return PageErrors.page(status, frames.frame(request, response, !status.is5xxServerError()));
    }
}
