package eu.bilateral.followup.persistence;

import eu.bilateral.followup.domain.playbook.Playbook;
import eu.bilateral.followup.domain.playbook.Playbooks;
import eu.bilateral.kernel.id.WorkspaceId;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/** Playbooks as the settings have them. */
@Component
class ConfiguredPlaybooks implements Playbooks {

    private final PlaybookSettings settings;
    private final Map<WorkspaceId, Playbook> known = new ConcurrentHashMap<>();

    ConfiguredPlaybooks(PlaybookSettings settings) {
        this.settings = settings;
        // A playbook that cannot be is told at the start and not by the first meeting.
        settings.workspaces().keySet().forEach(one -> known.put(WorkspaceId.of(one), checked(one)));
    }

    private Playbook checked(String workspace) {
        var playbook = settings.of(workspace);
        if (!JollydayHolidays.knows(playbook.country())) {
            throw new IllegalArgumentException(
                    "bilateral.playbook.workspaces.%s.country is %s, whose public holidays are not known: name a country by its two letters, such as PL"
                            .formatted(workspace, playbook.country()));
        }
        return playbook;
    }

    @Override
    public Playbook of(WorkspaceId workspace) {
        return known.computeIfAbsent(workspace, one -> settings.of(one.value()));
    }
}
