package eu.bilateral.followup.domain.playbook;

import eu.bilateral.kernel.id.WorkspaceId;

/** The workspaces' playbooks. */
public interface Playbooks {

    /** The workspace's own playbook, or the product's where it has none. */
    Playbook of(WorkspaceId workspace);
}
