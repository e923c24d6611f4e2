package eu.bilateral.kernel.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.HandlerInterceptor;

/**
 * Refuses a body that says of itself what nobody can follow: a content type that is none or any, or an encoding. Spring takes
 * the first for no type at all, fails at the second, and reads over the third.
 */
final class ReadableBodies implements HandlerInterceptor {

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        var type = request.getHeader(HttpHeaders.CONTENT_TYPE);
        if (type != null && !isOne(type)) {
            throw refused("The content type is not one that can be read, such as "
                    + (Imports.isImport(request) ? "text/csv" : MediaType.APPLICATION_JSON_VALUE));
        }
        var encoding = request.getHeader(HttpHeaders.CONTENT_ENCODING);
        if (encoding != null && !encoding.equalsIgnoreCase("identity")) {
            throw refused("A body is taken as it is: send it without Content-Encoding");
        }
        return true;
    }

    private static boolean isOne(String type) {
        try {
            return MediaType.parseMediaType(type).isConcrete();
        } catch (InvalidMediaTypeException none) {
            return false;
        }
    }

    private static MalformedRequest refused(String why) {
        return new MalformedRequest(HttpStatus.UNSUPPORTED_MEDIA_TYPE, "unreadable-body", "body", why);
    }
}
