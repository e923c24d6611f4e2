package eu.bilateral.kernel.web;

import eu.bilateral.kernel.command.Kept;
import eu.bilateral.kernel.command.Page;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/** How the API answers when all went well: versions as ETags, pages with a link to the next. */
public final class Answers {

    /** Tells a client that the same request was carried out before and is answered again. */
    public static final String REPEATED = "Idempotency-Replayed";

    private Answers() {}

    /** 200 with the state and its version. */
    public static <T> ResponseEntity<T> found(Kept<T> kept) {
        return answer(ResponseEntity.ok(), kept);
    }

    /** 201 with where it is, the state and its version; the same request again answers the same. */
    public static <T> ResponseEntity<T> created(String path, Kept<T> kept) {
        return answer(ResponseEntity.created(URI.create(path)), kept);
    }

    private static <T> ResponseEntity<T> answer(ResponseEntity.BodyBuilder response, Kept<T> kept) {
        response.eTag("\"" + kept.version() + "\"");
        if (kept.repeated()) {
            response.header(REPEATED, "true");
        }
        return response.body(kept.state());
    }

    /** 200 with a page; the next one as {@code next} in the body and as a link of relation {@code next} (RFC 8288). */
    public static <T> ResponseEntity<Page<T>> page(Page<T> page, HttpServletRequest request) {
        var response = ResponseEntity.ok();
        if (page.next() != null) {
            var next = ServletUriComponentsBuilder.fromRequest(request)
                    .replaceQueryParam("cursor", page.next())
                    .build();
            var link = next.getPath() + (next.getQuery() == null ? "" : "?" + next.getQuery());
            response.header(HttpHeaders.LINK, "<" + link + ">; rel=\"next\"");
        }
        return response.body(page);
    }
}
