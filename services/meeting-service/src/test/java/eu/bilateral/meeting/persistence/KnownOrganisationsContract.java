package eu.bilateral.meeting.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import eu.bilateral.kernel.id.OrganisationId;
import eu.bilateral.kernel.id.WorkspaceId;
import eu.bilateral.meeting.domain.organisation.KnownOrganisation;
import eu.bilateral.meeting.domain.organisation.KnownOrganisations;
import eu.bilateral.meeting.domain.organisation.OrganisationRefusal.OrganisationArchived;
import eu.bilateral.meeting.domain.organisation.OrganisationRefusal.UnknownOrganisation;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What every memory of organisations promises. */
interface KnownOrganisationsContract {

    KnownOrganisations organisations();

    /** A workspace that this test has for itself. */
    WorkspaceId here();

    /** From now on an organisation of that ref is known here. */
    OrganisationId known(String ref);

    /** From now on that known organisation is archived. */
    void archive(OrganisationId id);

    @Test
    default void organisationsAreNamedByIdAndByRef() {
        var lublin = known("lublin");
        var wistar = known("wistar");

        assertThat(organisations().named(here(), List.of(lublin, wistar, OrganisationId.next())))
                .isEqualTo(Map.of(
                        lublin, new KnownOrganisation(lublin, "lublin", false),
                        wistar, new KnownOrganisation(wistar, "wistar", false)));
        assertThat(organisations().withRefs(here(), List.of("wistar", "nobody")))
                .isEqualTo(Map.of("wistar", new KnownOrganisation(wistar, "wistar", false)));
        assertThat(organisations().named(here(), List.of())).isEmpty();
        assertThat(organisations().withRefs(here(), List.of())).isEmpty();
    }

    @Test
    default void anotherWorkspaceKnowsNothingOfThem() {
        var elsewhere = WorkspaceId.of("elsewhere");
        var lublin = known("lublin");

        assertThat(organisations().named(elsewhere, List.of(lublin))).isEmpty();
        assertThat(organisations().withRefs(elsewhere, List.of("lublin"))).isEmpty();
    }

    @Test
    default void onlyKnownOrganisationsThatAreNotArchivedAreOffered() {
        var lublin = known("lublin");
        var wistar = known("wistar");
        archive(wistar);

        assertThatCode(() -> organisations().mustOffer(here(), Map.of("ours", lublin)))
                .doesNotThrowAnyException();
        assertThatExceptionOfType(OrganisationArchived.class)
                .isThrownBy(() -> organisations().mustOffer(here(), Map.of("partner", wistar)))
                .satisfies(refused -> assertThat(refused.field()).isEqualTo("partner"));
        assertThatExceptionOfType(UnknownOrganisation.class)
                .isThrownBy(() -> organisations().mustOffer(here(), Map.of("ours", OrganisationId.next())))
                .satisfies(refused -> assertThat(refused.field()).isEqualTo("ours"));
    }
}
