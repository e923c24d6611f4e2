package eu.bilateral.dashboard.gateway;

import eu.bilateral.kernel.csv.CsvTable;
import eu.bilateral.kernel.security.AllowedMethods;
import eu.bilateral.kernel.web.Imports;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.io.entity.InputStreamEntity;
import org.apache.hc.core5.http.message.BasicHeader;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.AliasFor;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.PathContainer;
import org.springframework.stereotype.Controller;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/**
 * Passes the routes of the other services on, and their answers back, without looking into either. By whichever method: which
 * ones there are at an address only its service can say.
 */
@Controller
class GatewayController {

    /** No document of the API comes near it. */
    private static final int LARGEST_BODY = 1024 * 1024;

    /** All their lines, for the service to judge; of the token only the one by which the caller was let in here. */
    private static final List<String> REQUEST_HEADERS =
            List.of("Idempotency-Key", "If-Match", "If-None-Match", "Accept", "Accept-Language");

    private static final String TOKEN = "Authorization";
    private static final List<String> RESPONSE_HEADERS = List.of(
            "Content-Type",
            "ETag",
            "Link",
            "Retry-After",
            "Idempotency-Replayed",
            "Content-Disposition",
            "WWW-Authenticate",
            "Allow");
    /** The last two are passed on to be refused, for which nobody needs to read what they carry. */
    private static final Set<String> WITHOUT_BODY = Set.of("GET", "HEAD", "OPTIONS", "PATCH", "DELETE");

    /** Each by name: without a name, Spring answers OPTIONS by itself. */
    @Target(ElementType.METHOD)
    @Retention(RetentionPolicy.RUNTIME)
    @RequestMapping(
            method = {
                RequestMethod.GET,
                RequestMethod.POST,
                RequestMethod.PUT,
                RequestMethod.PATCH,
                RequestMethod.DELETE,
                RequestMethod.OPTIONS
            })
    private @interface ByAnyMethod {

        @AliasFor(annotation = RequestMapping.class, attribute = "path")
        String[] value();
    }

    private static final String ORGANISATIONS = "/api/organisations";
    private static final String PEOPLE = "/api/people";
    private static final String MISSIONS = "/api/missions";
    private static final String MEETINGS = "/api/meetings";
    private static final String PARTNERSHIPS = "/api/partnerships";
    private static final String AND_BELOW = "/**";

    /** Read here and not behind the door, where nobody knows of them. */
    private static final List<PathPattern> READ_HERE = Stream.of(
                    MISSIONS + "/{missionId}/report", PARTNERSHIPS + "/{partnershipId}/timeline")
            .map(PathPatternParser.defaultInstance::parse)
            .toList();

    /** What each service answers for: these addresses and all below them. */
    static final Map<Neighbour, List<String>> ROUTES = Map.of(
            Neighbour.CONTACT, List.of(ORGANISATIONS, PEOPLE),
            Neighbour.MEETING, List.of(MISSIONS, MEETINGS),
            Neighbour.FOLLOW_UP, List.of(PARTNERSHIPS));

    private final Line line;

    GatewayController(Line line) {
        this.line = line;
    }

    @ByAnyMethod({ORGANISATIONS + AND_BELOW, PEOPLE + AND_BELOW})
    void toContacts(HttpServletRequest request, HttpServletResponse response)
            throws IOException, HttpRequestMethodNotSupportedException {
        pass(Neighbour.CONTACT, request, response);
    }

    @ByAnyMethod({MISSIONS + AND_BELOW, MEETINGS + AND_BELOW})
    void toMeetings(HttpServletRequest request, HttpServletResponse response)
            throws IOException, HttpRequestMethodNotSupportedException {
        pass(Neighbour.MEETING, request, response);
    }

    @ByAnyMethod(PARTNERSHIPS + AND_BELOW)
    void toFollowUps(HttpServletRequest request, HttpServletResponse response)
            throws IOException, HttpRequestMethodNotSupportedException {
        pass(Neighbour.FOLLOW_UP, request, response);
    }

    private static void answerByOtherMethod(HttpServletRequest request, HttpServletResponse response)
            throws HttpRequestMethodNotSupportedException {
        if (!"OPTIONS".equals(request.getMethod())) {
            throw new HttpRequestMethodNotSupportedException(request.getMethod(), List.of("GET"));
        }
        response.setHeader("Allow", AllowedMethods.with(List.of(HttpMethod.GET)));
    }

    private void pass(Neighbour service, HttpServletRequest request, HttpServletResponse response)
            throws IOException, HttpRequestMethodNotSupportedException {
        var path = PathContainer.parsePath(request.getRequestURI());
        if (READ_HERE.stream().anyMatch(own -> own.matches(path))) {
            answerByOtherMethod(request, response);
            return;
        }
        try (var answer = open(service, request)) {
            answer(service, answer, response);
        }
    }

    private ClassicHttpResponse open(Neighbour service, HttpServletRequest request) throws IOException {
        if (WITHOUT_BODY.contains(request.getMethod())) {
            return line.open(service, outgoing(service, request, null), true);
        }
        long length = request.getContentLengthLong();
        // A thousand rows are a short file and still a thousand writes: an import has its own limit, whatever its size.
        boolean isImport = "POST".equals(request.getMethod()) && Imports.isImport(request);
        int largest = isImport ? CsvTable.MAX_BYTES : LARGEST_BODY;
        if (length > largest) {
            throw CallersFault.tooLarge(largest);
        }
        var body = new CallersBody(request.getInputStream(), largest, System::nanoTime);
        if (isImport && length >= 0) {
            var streamed = new InputStreamEntity(body, length, type(request));
            return line.openOnThisThread(
                    service, outgoing(service, request, streamed).get());
        }
        // In memory before the service is asked: whoever sends slowly keeps none of its calls, and nobody reads the
        // request still when the time limit gives up on the service. In chunks, even one read can last for ever.
        var whole = outgoing(service, request, new ByteArrayEntity(body.readAllBytes(), type(request)));
        return isImport ? line.openOnThisThread(service, whole.get()) : line.open(service, whole, false);
    }

    private static @Nullable ContentType type(HttpServletRequest request) {
        var type = request.getContentType();
        return type == null ? null : ContentType.parseLenient(type);
    }

    private Supplier<HttpUriRequestBase> outgoing(
            Neighbour service, HttpServletRequest request, @Nullable HttpEntity body) {
        // As it was sent, percent signs and all.
        var query = request.getQueryString();
        var target = URI.create(line.address(service) + request.getRequestURI() + (query == null ? "" : "?" + query));
        var method = request.getMethod();
        var headers = new ArrayList<Header>();
        var token = request.getHeader(TOKEN);
        if (token != null) {
            headers.add(new BasicHeader(TOKEN, token));
        }
        for (var name : REQUEST_HEADERS) {
            Collections.list(request.getHeaders(name)).forEach(value -> headers.add(new BasicHeader(name, value)));
        }
        return () -> {
            var outgoing = new HttpUriRequestBase(method, target);
            headers.forEach(outgoing::addHeader);
            outgoing.setEntity(body);
            return outgoing;
        };
    }

    private void answer(Neighbour service, ClassicHttpResponse answer, HttpServletResponse response)
            throws IOException {
        response.setStatus(answer.getCode());
        for (var header : RESPONSE_HEADERS) {
            var value = answer.getFirstHeader(header);
            if (value != null) {
                response.setHeader(header, value.getValue());
            }
        }
        var location = answer.getFirstHeader("Location");
        if (location != null) {
            response.setHeader("Location", asSeenFromHere(service, location.getValue()));
        }
        var body = answer.getEntity();
        if (body != null) {
            if (body.getContentLength() >= 0) {
                response.setContentLengthLong(body.getContentLength());
            }
            passOn(service, body, response);
        }
    }

    /** As long as nothing has been sent on, a service that ends in the middle of its answer has given none. */
    private static void passOn(Neighbour service, HttpEntity body, HttpServletResponse response) throws IOException {
        try {
            body.writeTo(response.getOutputStream());
        } catch (IOException broken) {
            if (response.isCommitted()) {
                throw broken;
            }
            response.reset();
            throw new ServiceUnavailable(service, "The %s ended in the middle of its answer", broken);
        }
    }

    /** A service may not know under which name it is reached; the path is the same here and there. */
    private String asSeenFromHere(Neighbour service, String location) {
        var there = line.address(service).toString();
        return location.startsWith(there) ? location.substring(there.length()) : location;
    }
}
