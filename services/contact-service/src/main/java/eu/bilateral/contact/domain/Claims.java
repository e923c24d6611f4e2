package eu.bilateral.contact.domain;

import eu.bilateral.kernel.command.CommandRefusal.KeyReused;
import eu.bilateral.kernel.command.Instruction;
import eu.bilateral.kernel.id.OrganisationId;

/**
 * Which organisation a command asked for. An organisation's own document knows the commands that changed it, but a command
 * that comes again with another natural key leads to another document.
 */
public interface Claims {

    /** Remembers for ever that this command is about this organisation; {@link KeyReused} where it is about another. */
    void claim(Instruction by, OrganisationId id);
}
