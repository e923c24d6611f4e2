package eu.bilateral.dashboard.stream;

import eu.bilateral.kernel.delivery.EventFormat;
import eu.bilateral.kernel.security.Caller;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;

/** The live stream for API clients; it ends with the token, or soon after the account is another one than the token says. */
@Controller
class StreamController {

    private final EventStreams streams;
    private final EventFormat format;
    private final JwtDecoder tokens;

    StreamController(EventStreams streams, EventFormat format, JwtDecoder tokens) {
        this.streams = streams;
        this.format = format;
        this.tokens = tokens;
    }

    @Operation(
            operationId = "followEvents",
            summary = "Events as they happen, as server-sent events",
            description =
                    "Begins now, or right behind the event whose id is sent as Last-Event-ID. kind takes wire names"
                            + " or contact, meeting, follow-up; partnership narrows to one. An event reset means that some of"
                            + " what was missed is gone: load anew.")
    @ApiResponse(
            responseCode = "200",
            description =
                    "The stream; each data is a JSON object with eventId, type, sequence, time and, as data, the event",
            content = @Content(mediaType = "text/event-stream", schema = @Schema(type = "string")))
    @GetMapping(path = "/api/streams/events", produces = "text/event-stream")
    void stream(
            Caller caller,
            @AuthenticationPrincipal Jwt token,
            @RequestParam(required = false) @Nullable List<String> kind,
            @RequestParam(required = false) @Nullable String partnership,
            @RequestHeader(name = "Last-Event-ID", required = false) @Nullable String lastEventId,
            HttpMethod method,
            HttpServletResponse response)
            throws IOException {
        var kinds = kind == null
                ? List.<String>of()
                : kind.stream()
                        .flatMap(one -> Arrays.stream(one.split(",")))
                        .map(String::strip)
                        .filter(one -> !one.isEmpty())
                        .toList();
        var filter = StreamFilter.of(kinds, partnership, format);
        if (method.equals(HttpMethod.HEAD)) {
            // The headers alone: nothing would ever follow them, so that no seat is taken either.
            response.setContentType(MediaType.TEXT_EVENT_STREAM_VALUE);
            return;
        }
        streams.serve(caller, new Permit(token.getExpiresAt(), () -> stillHolds(token)), filter, lastEventId, response);
    }

    private boolean stillHolds(Jwt token) {
        try {
            return token.getTokenValue()
                    .equals(tokens.decode(token.getTokenValue()).getTokenValue());
        } catch (BadJwtException outdated) {
            return false;
        } catch (JwtException unknown) {
            // The issuer's keys are not at hand just now: that says nothing about the account.
            return true;
        }
    }
}
