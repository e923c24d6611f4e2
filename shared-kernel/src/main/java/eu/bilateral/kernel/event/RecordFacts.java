package eu.bilateral.kernel.event;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a meeting's record tells the world: both interests, areas, promises and the next step, never a word of the notes. */
public record RecordFacts(
        Interest ours,
        Interest theirs,
        List<CooperationArea> areas,
        List<StepFacts> promises,
        @Nullable StepFacts nextStep) {

    public RecordFacts {
        areas = List.copyOf(areas);
        promises = List.copyOf(promises);
    }

    /** Whether it holds the three facts of {@link Stage#INTEREST_CONFIRMED}: both interests real, an area, a dated step. */
    public boolean confirmsInterest() {
        return ours.isReal() && theirs.isReal() && !areas.isEmpty() && nextStep != null;
    }
}
