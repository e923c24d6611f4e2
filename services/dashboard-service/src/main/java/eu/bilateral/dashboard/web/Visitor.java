package eu.bilateral.dashboard.web;

import eu.bilateral.kernel.command.Role;
import eu.bilateral.kernel.id.AccountId;
import eu.bilateral.kernel.id.WorkspaceId;
import eu.bilateral.kernel.security.Caller;
import org.springframework.security.access.AccessDeniedException;

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

    /** The same, where it may write; otherwise it is told that this is not for its role. */
    Visitor asWriter() {
        if (!mayWrite()) {
            throw new AccessDeniedException("Only reading");
        }
        return this;
    }

    boolean mayManage() {
        return caller.mayActAs(Role.MANAGER);
    }

    @Override
    public String toString() {
        return caller.toString();
    }
}
