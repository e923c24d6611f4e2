package eu.bilateral.kernel.command;

import eu.bilateral.kernel.event.Cause;
import eu.bilateral.kernel.id.AccountId;
import eu.bilateral.kernel.id.WorkspaceId;
import org.jspecify.annotations.Nullable;

/**
 * Who asks for a change, where, and under which conditions.
 *
 * @param onlyAt the version that the asker has seen (If-Match); absent where any will do
 */
public record Instruction(
        WorkspaceId workspace,
        AccountId account,
        Role role,
        CommandId command,
        @Nullable Long onlyAt) {

    /** The instruction for a step of this one; which version the asker saw says nothing about what the step changes. */
    public Instruction part(String name) {
        return new Instruction(workspace, account, role, command.part(name), null);
    }

    /** The cause of the events that the change tells. */
    public Cause asCause() {
        return Cause.begins(command.value());
    }
}
