package eu.bilateral.contact.domain;

import eu.bilateral.contact.domain.ContactRefusal.CountryUnknown;
import eu.bilateral.contact.domain.ContactRefusal.WebsiteUnusable;
import eu.bilateral.kernel.event.OrganisationType;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How an organisation is described. Texts come without the space around them, an empty one is an absent one; refuses a
 * {@link CountryUnknown} and a {@link WebsiteUnusable}.
 *
 * @param country ISO 3166-1, two capital letters
 * @param areas what it works on, in its own words; each once
 * @param website an absolute http or https address
 * @param note where this is known from, or whatever else the workspace wants to remember; never told to others
 */
public record OrganisationFacts(
        String name,
        OrganisationType type,
        @Nullable String country,
        @Nullable String city,
        List<String> areas,
        @Nullable String website,
        @Nullable String note) {

    /** The longest name. */
    public static final int NAME_LENGTH = 200;
    /** The longest city, with state or region. */
    public static final int CITY_LENGTH = 120;
    /** The longest area. */
    public static final int AREA_LENGTH = 80;
    /** The most areas. */
    public static final int AREAS = 20;
    /** The longest website. */
    public static final int WEBSITE_LENGTH = 300;
    /** The longest note. */
    public static final int NOTE_LENGTH = 2_000;

    /** What may be said of an organisation, or left unsaid. */
    public enum Detail {
        COUNTRY,
        CITY,
        AREAS,
        WEBSITE,
        NOTE
    }

    private static final Set<String> COUNTRIES = Set.of(Locale.getISOCountries());

    public OrganisationFacts {
        name = name.strip();
        country = countryOf(orAbsent(country));
        city = orAbsent(city);
        areas = areas.stream()
                .map(String::strip)
                .filter(area -> !area.isEmpty())
                .distinct()
                .toList();
        website = websiteOf(orAbsent(website));
        note = orAbsent(note);
    }

    /** The same, but for those details: they stay as they are in {@code known}. */
    public OrganisationFacts keeping(Set<Detail> details, OrganisationFacts known) {
        return new OrganisationFacts(
                name,
                type,
                details.contains(Detail.COUNTRY) ? known.country : country,
                details.contains(Detail.CITY) ? known.city : city,
                details.contains(Detail.AREAS) ? known.areas : areas,
                details.contains(Detail.WEBSITE) ? known.website : website,
                details.contains(Detail.NOTE) ? known.note : note);
    }

    private static @Nullable String orAbsent(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }

    private static @Nullable String countryOf(@Nullable String text) {
        if (text == null) {
            return null;
        }
        var code = text.toUpperCase(Locale.ROOT);
        if (!COUNTRIES.contains(code)) {
            throw new CountryUnknown();
        }
        return code;
    }

    /** Pages show it as a link, so nothing that a browser would run may pass. */
    private static @Nullable String websiteOf(@Nullable String text) {
        if (text == null) {
            return null;
        }
        try {
            var address = new URI(text);
            var scheme = Objects.requireNonNullElse(address.getScheme(), "").toLowerCase(Locale.ROOT);
            if (Set.of("http", "https").contains(scheme)
                    && address.getHost() != null
                    && address.getUserInfo() == null) {
                return text;
            }
        } catch (URISyntaxException malformed) {
            // Said below.
        }
        throw new WebsiteUnusable();
    }
}
