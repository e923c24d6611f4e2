package eu.bilateral.dashboard.web;

import eu.bilateral.kernel.web.Problems;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.resource.NoResourceFoundException;

/** An address where nothing is: a page for people, a problem for clients of the API. */
@ControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE)
class NoSuchPage {

    private final FrameAdvice frames;

    NoSuchPage(FrameAdvice frames) {
        this.frames = frames;
    }

    @ExceptionHandler
    Object missing(NoResourceFoundException missing, HttpServletRequest request, HttpServletResponse response) {
        if (request.getRequestURI().startsWith("/api/")) {
            return ResponseEntity.status(HttpStatus.NOT_FOUND)
                    .body(Problems.problem(HttpStatus.NOT_FOUND, "not-found", "There is nothing at this address"));
        }
        var page = new ModelAndView("problem");
        page.setStatus(HttpStatus.NOT_FOUND);
        page.addObject("status", HttpStatus.NOT_FOUND.value());
        page.addObject("frame", frames.frame(request, response, true));
        return page;
    }
}
