package eu.bilateral.followup.application;

import eu.bilateral.followup.domain.playbook.Holidays;
import eu.bilateral.followup.domain.playbook.Planner;
import eu.bilateral.followup.domain.playbook.Playbooks;
import eu.bilateral.kernel.id.WorkspaceId;
import org.springframework.stereotype.Component;

/** Finds together by which playbook and which calendar a workspace plans. */
@Component
class Planners {

    private final Playbooks playbooks;
    private final Holidays holidays;

    Planners(Playbooks playbooks, Holidays holidays) {
        this.playbooks = playbooks;
        this.holidays = holidays;
    }

    Planner of(WorkspaceId workspace) {
        return new Planner(playbooks.of(workspace), holidays);
    }
}
