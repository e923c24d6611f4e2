package eu.bilateral.dashboard.projection;

import eu.bilateral.kernel.event.OrganisationType;
import eu.bilateral.kernel.id.OrganisationId;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** An organisation as the pages name it; {@code folded} is its name without case and accents, for the search. */
public record OrganisationDocument(
        OrganisationId organisationId,
        String name,
        String folded,
        OrganisationType type,
        @Nullable String country,
        @Nullable String city,
        List<String> areas,
        boolean archived) {

    private static final Pattern MARKS = Pattern.compile("\\p{M}+");

    public OrganisationDocument {
        areas = List.copyOf(areas);
    }

    OrganisationDocument archive() {
        return new OrganisationDocument(organisationId, name, folded, type, country, city, areas, true);
    }

    /** It as one side of a partnership. */
    public Party toParty() {
        return new Party(organisationId, name, country, city, areas);
    }

    /** A text without case and accents; the letters with a stroke, which Unicode does not take apart, included. */
    public static String fold(String text) {
        var apart = Normalizer.normalize(text.toLowerCase(Locale.ROOT), Normalizer.Form.NFKD);
        return MARKS.matcher(apart)
                .replaceAll("")
                .replace('ł', 'l')
                .replace('đ', 'd')
                .replace('ø', 'o')
                .replace("ß", "ss")
                .replace("æ", "ae")
                .replace("œ", "oe")
                .strip();
    }
}
