package eu.bilateral.meeting.application;

import eu.bilateral.kernel.command.Awaiting;
import eu.bilateral.kernel.command.Instruction;
import eu.bilateral.kernel.event.MeetingKind;
import eu.bilateral.kernel.event.MissionFacts;
import eu.bilateral.kernel.id.AccountId;
import eu.bilateral.kernel.id.MeetingId;
import eu.bilateral.kernel.id.MissionId;
import eu.bilateral.kernel.id.OrganisationId;
import eu.bilateral.kernel.id.WorkspaceId;
import eu.bilateral.meeting.domain.meeting.Meeting;
import eu.bilateral.meeting.domain.meeting.MeetingRefusal.MeetingOnUnknownMission;
import eu.bilateral.meeting.domain.meeting.Occasion;
import eu.bilateral.meeting.domain.mission.Mission;
import eu.bilateral.meeting.domain.mission.Missions;
import eu.bilateral.meeting.domain.organisation.KnownOrganisations;
import eu.bilateral.meeting.domain.organisation.OrganisationRefusal.UnknownOrganisation;
import java.time.Duration;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Finds together what a meeting by hand refers to: its mission and the two organisations. */
@Component
class Occasions {

    /** Whoever names an organisation right after registering it is not sent away: its event arrives in a blink. */
    private static final Duration HEARD_WITHIN = Duration.ofSeconds(1);

    private final Missions missions;
    private final KnownOrganisations organisations;
    private final ZoneId home;

    /** {@code home} is the zone of meetings that name none and belong to no mission. */
    Occasions(Missions missions, KnownOrganisations organisations, ZoneId home) {
        this.missions = missions;
        this.organisations = organisations;
        this.home = home;
    }

    /** What somebody says about the occasion of a meeting; the zone is the mission's unless it says otherwise. */
    record Named(
            OrganisationId ours,
            OrganisationId partner,
            MeetingKind kind,
            @Nullable ZoneId zone,
            @Nullable AccountId owner) {}

    /** The mission under which a meeting is to be kept; absent where it names none. */
    @Nullable
    Mission mission(WorkspaceId workspace, @Nullable MissionId id) {
        return id == null
                ? null
                : missions.find(workspace, id)
                        .orElseThrow(() -> new MeetingOnUnknownMission(id))
                        .state();
    }

    /** The occasion of a new meeting, where whoever asks may keep it and both organisations can be named. */
    Occasion begin(Instruction by, MeetingId id, Named named, @Nullable Mission mission) {
        var occasion = Occasion.of(
                by.workspace(),
                id,
                named.ours(),
                named.partner(),
                named.kind(),
                mission == null ? null : mission.id(),
                zone(named, mission),
                named.owner() == null ? by.account() : named.owner());
        occasion.mustBelongTo(by.account(), by.role());
        var pair = new LinkedHashMap<String, OrganisationId>();
        pair.put("ours", named.ours());
        pair.put("partner", named.partner());
        mustOffer(by.workspace(), pair);
        return occasion;
    }

    private void mustOffer(WorkspaceId workspace, Map<String, OrganisationId> pair) {
        try {
            organisations.mustOffer(workspace, pair);
        } catch (UnknownOrganisation perhapsTooEarly) {
            var wanted = Set.copyOf(pair.values());
            var unused = Awaiting.until(
                    HEARD_WITHIN,
                    () -> Optional.of(organisations.named(workspace, wanted)),
                    known -> known.size() == wanted.size());
            organisations.mustOffer(workspace, pair);
        }
    }

    /** What the partnership must know of the mission of a kept meeting, as the mission is now. */
    @Nullable
    MissionFacts facts(WorkspaceId workspace, Meeting meeting) {
        return facts(mission(workspace, meeting.occasion().missionId()));
    }

    static @Nullable MissionFacts facts(@Nullable Mission mission) {
        return mission == null ? null : mission.facts();
    }

    /** The id of the meeting that this command makes: the same request names the same meeting. */
    static MeetingId idFor(Instruction by) {
        return MeetingId.derivedFrom(
                "meeting", by.workspace().value(), by.command().value().toString());
    }

    private ZoneId zone(Named named, @Nullable Mission mission) {
        if (named.zone() != null) {
            return named.zone();
        }
        return mission == null ? home : mission.plan().zone();
    }
}
