package eu.bilateral.dashboard.web;

import eu.bilateral.kernel.command.Role;
import eu.bilateral.kernel.id.AccountId;
import eu.bilateral.kernel.id.WorkspaceId;
import eu.bilateral.kernel.security.Caller;

/**
 * Who looks at a page.
 *
 * @param accessToken in whose name the services are called; it never leaves the server
 */
record Visitor(Caller caller, String accessToken) {

    WorkspaceId workspace() {
        return caller.workspace();
    }

    AccountId account() {
        return caller.account();
    }

    /** Whether the pages offer what changes something. */
    boolean mayWrite() {
        return caller.mayActAs(Role.DEVELOPER);
    }

    boolean mayManage() {
        return caller.mayActAs(Role.MANAGER);
    }

    @Override
    public String toString() {
        return caller.toString();
    }
}
