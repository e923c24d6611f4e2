package eu.bilateral.dashboard.web.page;

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
public record Visitor(Caller caller, String accessToken) {

    /** Where whoever looks works: nothing of any other workspace is shown. */
    public WorkspaceId workspace() {
        return caller.workspace();
    }

    /** By which name things are somebody's own. */
    public AccountId account() {
        return caller.account();
    }

    /** Whether the pages offer what changes something. */
    public boolean mayWrite() {
        return caller.mayActAs(Role.DEVELOPER);
    }

    /** The same, where it may write; otherwise it is told that this is not for its role. */
    public Visitor asWriter() {
        if (!mayWrite()) {
            throw new AccessDeniedException("Only reading");
        }
        return this;
    }

    /** Whether the pages for managers are there. */
    public boolean mayManage() {
        return caller.mayActAs(Role.MANAGER);
    }

    @Override
    public String toString() {
        return caller.toString();
    }
}
