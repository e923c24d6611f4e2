package eu.bilateral.contact;

import eu.bilateral.kernel.command.CommandId;
import eu.bilateral.kernel.command.Instruction;
import eu.bilateral.kernel.command.Role;
import eu.bilateral.kernel.id.AccountId;
import eu.bilateral.kernel.id.DerivedUuid;
import eu.bilateral.kernel.id.WorkspaceId;
import java.util.UUID;

/** Instructions of a manager for tests. */
public final class Instructions {

    private Instructions() {}

    /** A workspace that no other test has. */
    public static WorkspaceId freshWorkspace() {
        return new WorkspaceId("w-" + UUID.randomUUID().toString().substring(0, 18));
    }

    /** Something new in that workspace. */
    public static Instruction in(WorkspaceId workspace) {
        return new Instruction(workspace, new AccountId("anna"), Role.MANAGER, CommandId.next(), null);
    }

    /** Something under a key of the client's, with what was asked. */
    public static Instruction in(WorkspaceId workspace, String key, String asked) {
        return new Instruction(
                workspace,
                new AccountId("anna"),
                Role.MANAGER,
                new CommandId(DerivedUuid.of(workspace.value(), key), asked),
                null);
    }

    /** The same for that version only. */
    public static Instruction at(long version, Instruction instruction) {
        return new Instruction(
                instruction.workspace(), instruction.account(), instruction.role(), instruction.command(), version);
    }
}
