package eu.bilateral.meeting.web;

import eu.bilateral.kernel.web.MalformedRequest;
import java.time.ZoneId;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/** Zones as requests name them: a region of the IANA list, because an offset forgets when the clocks change. */
final class Zones {

    private static final Set<String> REGIONS = ZoneId.getAvailableZoneIds();

    private Zones() {}

    /** The zone, or none where none is given; {@link MalformedRequest} for a bare offset. */
    static @Nullable ZoneId regional(@Nullable ZoneId zone) {
        return zone == null ? null : neededRegional(zone);
    }

    /** The zone; {@link MalformedRequest} for a bare offset. */
    static ZoneId neededRegional(ZoneId zone) {
        if (!isRegion(zone.getId())) {
            throw new MalformedRequest(
                    HttpStatus.BAD_REQUEST, "unknown-zone", "zone", "Name a zone as America/New_York, not an offset");
        }
        return zone;
    }

    static boolean isRegion(String name) {
        return REGIONS.contains(name);
    }
}
