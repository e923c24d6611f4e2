package eu.bilateral.contact.web;

import eu.bilateral.contact.domain.Organisation;
import eu.bilateral.contact.domain.OrganisationFacts;
import eu.bilateral.kernel.event.OrganisationType;
import eu.bilateral.kernel.text.SingleLine;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A new organisation as a client describes it. */
@Schema(example = """
        {"ref":"wistar","name":"Wistar Institute","type":"RESEARCH","country":"US","city":"Philadelphia",\
        "areas":["oncology"],"website":"https://wistar.example"}""")
record RegisterOrganisationRequest(
        @Nullable
        @SingleLine
        @Size(max = Organisation.REF_LENGTH)
        @Pattern(regexp = "\\S|\\S[^\\x00-\\x1F\\x7F]*\\S", message = REF_SHAPE)
        String ref,

        @NotBlank @SingleLine @Size(max = OrganisationFacts.NAME_LENGTH)
        String name,

        @NotNull OrganisationType type,
        @Nullable String country,

        @Nullable @SingleLine @Size(max = OrganisationFacts.CITY_LENGTH)
        String city,

        @Nullable @Size(max = OrganisationFacts.AREAS)
        List<@NotBlank @SingleLine @Size(max = OrganisationFacts.AREA_LENGTH) String> areas,

        @Nullable @Size(max = OrganisationFacts.WEBSITE_LENGTH)
        String website,

        @Nullable @Size(max = OrganisationFacts.NOTE_LENGTH) String note) {

    private static final String REF_SHAPE = "must not be empty nor begin or end with a space";

    OrganisationFacts toFacts() {
        return new OrganisationFacts(
                name, type, country, city, Objects.requireNonNullElse(areas, List.of()), website, note);
    }
}
