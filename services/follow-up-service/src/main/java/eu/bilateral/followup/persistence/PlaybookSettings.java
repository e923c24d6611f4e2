package eu.bilateral.followup.persistence;

import eu.bilateral.followup.domain.playbook.Playbook;
import eu.bilateral.followup.domain.playbook.Step;
import eu.bilateral.kernel.id.AccountId;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What workspaces do otherwise than the product's playbook says.
 *
 * @param workspaces by the workspace's name; what is absent stays as {@link Playbook#standard} has it
 */
@ConfigurationProperties("bilateral.playbook")
record PlaybookSettings(@DefaultValue Map<String, Own> workspaces) {

    PlaybookSettings {
        workspaces = Map.copyOf(workspaces);
    }

    /** The playbook of that workspace. */
    Playbook of(String workspace) {
        var standard = Playbook.standard();
        var own = workspaces.get(workspace);
        return own == null ? standard : own.over(standard);
    }

    /** What one workspace does otherwise. */
    record Own(
            @Nullable List<Step> steps,
            @Nullable Integer newSlotAfter,
            @Nullable Integer reviewAfter,
            @Nullable String country,
            @Nullable ZoneId zone,
            @Nullable String fallbackOwner) {

        Playbook over(Playbook standard) {
            return new Playbook(
                    steps == null ? standard.steps() : steps,
                    newSlotAfter == null ? standard.newSlotAfter() : newSlotAfter,
                    reviewAfter == null ? standard.reviewAfter() : reviewAfter,
                    country == null ? standard.country() : country,
                    zone == null ? standard.zone() : zone,
                    fallbackOwner == null ? standard.fallbackOwner() : AccountId.of(fallbackOwner));
        }
    }
}
