package eu.bilateral.dashboard.projection;

import eu.bilateral.kernel.id.OrganisationId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One side of a partnership as a page names it; {@code country} is an ISO 3166 code, {@code areas} are the organisation's
 * own words for its fields.
 */
public record Party(
        OrganisationId id,
        String name,
        @Nullable String country,
        @Nullable String city,
        List<String> areas) {

    public Party {
        areas = List.copyOf(areas);
    }

    /** An organisation that was spoken of before it was introduced: it goes by the beginning of its id for a moment. */
    public static Party unnamed(OrganisationId id) {
        return new Party(id, id.toString().substring(0, 8), null, null, List.of());
    }
}
