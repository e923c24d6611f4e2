package eu.bilateral.kernel.testing;

import eu.bilateral.kernel.command.Claims;
import eu.bilateral.kernel.command.CommandRefusal.KeyReused;
import eu.bilateral.kernel.command.Instruction;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** Claims for tests, without a store. */
public final class InMemoryClaims implements Claims {

    private final Map<UUID, String> claims = new HashMap<>();

    @Override
    public void check(Instruction by, String about) {
        var before = claims.get(by.command().value());
        if (before != null && !before.equals(about)) {
            throw new KeyReused();
        }
    }

    @Override
    public void claim(Instruction by, String about) {
        if (by.command().hasKey()) {
            check(by, about);
            claims.put(by.command().value(), about);
        }
    }
}
