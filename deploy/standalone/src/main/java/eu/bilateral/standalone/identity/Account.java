package eu.bilateral.standalone.identity;

import eu.bilateral.kernel.command.Role;
import eu.bilateral.kernel.id.AccountId;
import eu.bilateral.kernel.id.WorkspaceId;

/**
 * Somebody who may sign in.
 *
 * @param password hashed, with the name of the hash in braces before it
 * @param isDisabled whether it is kept, but lets nobody in
 */
public record Account(AccountId account, WorkspaceId workspace, Role role, String password, boolean isDisabled) {

    Account withRole(Role another) {
        return new Account(account, workspace, another, password, isDisabled);
    }

    Account withPassword(String another) {
        return new Account(account, workspace, role, another, isDisabled);
    }

    Account withDisabled(boolean disabled) {
        return new Account(account, workspace, role, password, disabled);
    }

    /** A stranger sees neither the hash nor its kind in a log. */
    @Override
    public String toString() {
        return "%s (%s, %s)".formatted(account, workspace, role);
    }
}
