package eu.bilateral.meeting.domain.mission;

import eu.bilateral.kernel.event.MissionType;
import eu.bilateral.kernel.id.AccountId;
import eu.bilateral.kernel.id.OrganisationId;
import eu.bilateral.meeting.domain.Horizon;
import eu.bilateral.meeting.domain.mission.MissionRefusal.DelegationTooLarge;
import eu.bilateral.meeting.domain.mission.MissionRefusal.MissionDateOutOfRange;
import eu.bilateral.meeting.domain.mission.MissionRefusal.MissionEndsBeforeItStarts;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How a mission is described: when and where, who leads it, who travels and who organises it.
 *
 * @param ref the natural key that the workspace gives it, if any; it stays for ever
 * @param zone where it takes place; the zone of its meetings unless they say otherwise
 * @param lead who answers for it, and owns what nobody else owns
 * @param delegation those who travel: named when planned, or since then by a meeting under the mission; each once
 * @param organisers those who prepare it; each once
 */
public record MissionPlan(
        @Nullable String ref,
        String name,
        MissionType type,
        LocalDate startsOn,
        LocalDate endsOn,
        ZoneId zone,
        AccountId lead,
        List<OrganisationId> delegation,
        List<OrganisationId> organisers) {

    /** The most organisations that somebody can name as travelling on one mission. */
    public static final int MAX_DELEGATION = 500;

    public MissionPlan {
        delegation = List.copyOf(new LinkedHashSet<>(delegation));
        organisers = List.copyOf(new LinkedHashSet<>(organisers));
        if (endsOn.isBefore(startsOn)) {
            throw new MissionEndsBeforeItStarts(startsOn, endsOn);
        }
    }

    /** The organisations that it names and that other did not, by the field that names them. */
    public Map<String, OrganisationId> namedBeyond(@Nullable MissionPlan other) {
        var named = new LinkedHashMap<String, OrganisationId>();
        collect("delegation", delegation, other == null ? List.of() : other.delegation, named);
        collect("organisers", organisers, other == null ? List.of() : other.organisers, named);
        return named;
    }

    /** The same plan with these in the delegation as well. */
    MissionPlan withDelegates(Collection<OrganisationId> more) {
        var all = Stream.concat(delegation.stream(), more.stream()).toList();
        return new MissionPlan(ref, name, type, startsOn, endsOn, zone, lead, all, organisers);
    }

    void mustBeSane(LocalDate today) {
        if (delegation.size() > MAX_DELEGATION) {
            throw new DelegationTooLarge(MAX_DELEGATION);
        }
        if (!Horizon.holds(startsOn, today)) {
            throw new MissionDateOutOfRange("startsOn", startsOn);
        }
        if (!Horizon.holds(endsOn, today)) {
            throw new MissionDateOutOfRange("endsOn", endsOn);
        }
    }

    private static void collect(
            String field, List<OrganisationId> now, List<OrganisationId> before, Map<String, OrganisationId> named) {
        for (int place = 0; place < now.size(); place++) {
            if (!before.contains(now.get(place))) {
                named.put("%s[%d]".formatted(field, place), now.get(place));
            }
        }
    }
}
