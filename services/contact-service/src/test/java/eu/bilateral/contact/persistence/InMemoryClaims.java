package eu.bilateral.contact.persistence;

import eu.bilateral.contact.domain.Claims;
import eu.bilateral.kernel.command.CommandRefusal.KeyReused;
import eu.bilateral.kernel.command.Instruction;
import eu.bilateral.kernel.id.OrganisationId;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** Claims for tests, without a store. */
public final class InMemoryClaims implements Claims {

    private final Map<UUID, OrganisationId> claims = new HashMap<>();

    @Override
    public void claim(Instruction by, OrganisationId id) {
        var before = claims.putIfAbsent(by.command().value(), id);
        if (before != null && !before.equals(id)) {
            throw new KeyReused();
        }
    }
}
