package eu.bilateral.kernel.command;

import eu.bilateral.kernel.command.CommandRefusal.KeyReused;

/**
 * What each command is about. A document knows the commands that changed it, but a command that comes again with another
 * body may lead to another document, which knows nothing of it. A command without a key is never repeated and claims
 * nothing.
 */
public interface Claims {

    /** Lets pass a command that is about this or about nothing yet; {@link KeyReused} where it is about something else. */
    void check(Instruction by, String about);

    /**
     * Remembers for ever that this command is about this; {@link KeyReused} where it is about something else. Called when
     * the decision is made and before it is stored, so that a refused request leaves its key free.
     */
    void claim(Instruction by, String about);
}
