package eu.bilateral.followup.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import eu.bilateral.followup.domain.playbook.Playbook;
import eu.bilateral.followup.domain.playbook.Step;
import eu.bilateral.kernel.id.WorkspaceId;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class ConfiguredPlaybooksTest {

    @Test
    void aWorkspaceThatSaysNothingHasTheProductsPlaybook() {
        assertThat(playbooks(Map.of()).of(WorkspaceId.of("lublin"))).isEqualTo(Playbook.standard());
    }

    @Test
    void aWorkspaceChangesWhatItSaysAndNothingElse() {
        var playbooks = playbooks(Map.of(
                "bilateral.playbook.workspaces.boston.country", "US",
                "bilateral.playbook.workspaces.boston.zone", "America/New_York"));

        var standard = Playbook.standard();
        assertThat(playbooks.of(WorkspaceId.of("boston")))
                .isEqualTo(new Playbook(
                        standard.steps(),
                        standard.newSlotAfter(),
                        standard.reviewAfter(),
                        "US",
                        ZoneId.of("America/New_York"),
                        standard.fallbackOwner()));
        assertThat(playbooks.of(WorkspaceId.of("lublin"))).isEqualTo(standard);
    }

    @Test
    void aWorkspaceHasStepsOfItsOwn() {
        var step = "bilateral.playbook.workspaces.lublin.steps[0].";

        var steps = playbooks(Map.of(
                        step + "name", "letter",
                        step + "kind", "thank-you",
                        step + "after", "3",
                        step + "counting", "working-days",
                        step + "scope", "meeting"))
                .of(WorkspaceId.of("lublin"))
                .steps();

        assertThat(steps).singleElement().satisfies(only -> {
            assertThat(only.name()).isEqualTo("letter");
            assertThat(only.counting()).isEqualTo(Step.Counting.WORKING_DAYS);
        });
    }

    @Test
    void aPlaybookThatCannotBeIsToldAtTheStart() {
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> playbooks(Map.of("bilateral.playbook.workspaces.lublin.new-slot-after", "0")));
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> playbooks(Map.of("bilateral.playbook.workspaces.lublin.country", "Poland")))
                .withMessageContaining("workspaces.lublin.country is Poland");
        assertThatExceptionOfType(BindException.class)
                .isThrownBy(() -> playbooks(Map.of("bilateral.playbook.workspaces.lublin.zone", "Nowhere")));
    }

    private static ConfiguredPlaybooks playbooks(Map<String, String> settings) {
        var source = new MapConfigurationPropertySource(new HashMap<>(settings));
        return new ConfiguredPlaybooks(new Binder(source).bindOrCreate("bilateral.playbook", PlaybookSettings.class));
    }
}
