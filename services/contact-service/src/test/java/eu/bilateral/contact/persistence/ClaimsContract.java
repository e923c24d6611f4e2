package eu.bilateral.contact.persistence;

import static eu.bilateral.contact.Instructions.freshWorkspace;
import static eu.bilateral.contact.Instructions.in;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

import eu.bilateral.contact.domain.Claims;
import eu.bilateral.kernel.command.CommandRefusal.KeyReused;
import eu.bilateral.kernel.id.OrganisationId;
import org.junit.jupiter.api.Test;

/** What every keeper of claims promises. */
abstract class ClaimsContract {

    abstract Claims claims();

    @Test
    void aCommandIsAboutOneOrganisation() {
        var here = freshWorkspace();
        var lublin = OrganisationId.next();

        claims().claim(in(here, "key", "one"), lublin);

        assertThatNoException().isThrownBy(() -> claims().claim(in(here, "key", "one"), lublin));
        assertThatNoException().isThrownBy(() -> claims().claim(in(here, "other", "one"), OrganisationId.next()));
        assertThatNoException()
                .isThrownBy(() -> claims().claim(in(freshWorkspace(), "key", "one"), OrganisationId.next()));
        assertThatExceptionOfType(KeyReused.class)
                .isThrownBy(() -> claims().claim(in(here, "key", "one"), OrganisationId.next()));
    }
}
