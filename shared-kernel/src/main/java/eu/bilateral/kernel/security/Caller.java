package eu.bilateral.kernel.security;

import eu.bilateral.kernel.command.Role;
import eu.bilateral.kernel.id.AccountId;
import eu.bilateral.kernel.id.WorkspaceId;

/** Who is asking, for which workspace, in which role; taken from the token, never from what was sent. */
public record Caller(WorkspaceId workspace, AccountId account, Role role) {

    /** Whether the caller may do what that role may. */
    public boolean mayActAs(Role needed) {
        return role.compareTo(needed) >= 0;
    }
}
