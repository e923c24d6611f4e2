package eu.bilateral.dashboard.web.partnership;

import static org.assertj.core.api.Assertions.assertThat;

import eu.bilateral.dashboard.projection.Card;
import eu.bilateral.dashboard.projection.FollowUpRow;
import eu.bilateral.dashboard.web.SampleWords;
import eu.bilateral.dashboard.web.SampleWorkspace;
import eu.bilateral.dashboard.web.page.Visitor;
import eu.bilateral.kernel.command.Role;
import eu.bilateral.kernel.event.Stage;
import eu.bilateral.kernel.id.AccountId;
import eu.bilateral.kernel.security.Caller;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CardViewTest {

    private static final AccountId MARIA = AccountId.of("maria");
    private static final AccountId JAN = AccountId.of("jan");
    private static final AccountId EWA = AccountId.of("ewa");
    private static final Card PAIR = SampleWorkspace.card(1, Stage.MET, 2, SampleWorkspace.TUESDAY);

    /** As in the list of what is to be done: whoever owns the step or the partnership. */
    @Test
    void theNextStepIsCompletedByEitherOwnerAndByAManager() {
        assertThat(completing(Role.DEVELOPER, MARIA)).as("who owns the step").isNotNull();
        assertThat(completing(Role.DEVELOPER, JAN))
                .as("who owns the partnership")
                .isNotNull();
        assertThat(completing(Role.DEVELOPER, EWA)).as("who owns neither").isNull();
        assertThat(completing(Role.MANAGER, EWA)).as("a manager").isNotNull();
        assertThat(completing(Role.VIEWER, MARIA)).as("who only reads").isNull();
    }

    /** Where it is completed; absent where the card does not offer it. */
    private static @Nullable String completing(Role role, AccountId account) {
        var step = Objects.requireNonNull(PAIR.nextStep());
        var hers = new FollowUpRow(
                step.followUpId(),
                step.partnershipId(),
                step.ours(),
                step.partner(),
                step.kind(),
                step.origin(),
                step.dueOn(),
                MARIA,
                JAN,
                null);
        var visitor = new Visitor(new Caller(SampleWorkspace.OFFICE, account, role), "token");
        return CardView.NextView.from(hers, visitor, SampleWords.ENGLISH).completeHref();
    }
}
