package eu.bilateral.dashboard.projection;

import eu.bilateral.kernel.event.CooperationArea;
import eu.bilateral.kernel.event.Interest;
import eu.bilateral.kernel.event.Stage;
import eu.bilateral.kernel.id.AccountId;
import eu.bilateral.kernel.id.MissionId;
import eu.bilateral.kernel.id.PartnershipId;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A partnership as the board shows it.
 *
 * @param nextStep the open follow-up that is due first; absent only where the partnership is over
 * @param position the sequence of the last event of the partnership that this card has taken in
 */
public record Card(
        PartnershipId id,
        Party ours,
        Party partner,
        Stage stage,
        LocalDate stageSince,
        AccountId owner,
        @Nullable Interest interestOurs,
        @Nullable Interest interestTheirs,
        List<CooperationArea> areas,
        @Nullable FollowUpRow nextStep,
        int openFollowUps,
        @Nullable MissionId missionId,
        long position) {

    public Card {
        areas = List.copyOf(areas);
    }
}
