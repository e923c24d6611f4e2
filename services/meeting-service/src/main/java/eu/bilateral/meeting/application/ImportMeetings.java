package eu.bilateral.meeting.application;

import eu.bilateral.kernel.command.Claims;
import eu.bilateral.kernel.command.Instruction;
import eu.bilateral.kernel.command.Lanes;
import eu.bilateral.kernel.event.MeetingKind;
import eu.bilateral.kernel.event.MissionFacts;
import eu.bilateral.kernel.id.MeetingId;
import eu.bilateral.kernel.id.MissionId;
import eu.bilateral.kernel.id.OrganisationId;
import eu.bilateral.meeting.application.Imported.RefusedRow;
import eu.bilateral.meeting.domain.Refusal;
import eu.bilateral.meeting.domain.meeting.ListedMeeting;
import eu.bilateral.meeting.domain.meeting.ListedMeeting.Outcome;
import eu.bilateral.meeting.domain.meeting.Meeting;
import eu.bilateral.meeting.domain.meeting.MeetingRefusal.MeetingAlreadyLogged;
import eu.bilateral.meeting.domain.meeting.Meetings;
import eu.bilateral.meeting.domain.meeting.Occasion;
import eu.bilateral.meeting.domain.mission.Mission;
import eu.bilateral.meeting.domain.mission.Missions;
import eu.bilateral.meeting.domain.organisation.KnownOrganisation;
import eu.bilateral.meeting.domain.organisation.KnownOrganisations;
import eu.bilateral.meeting.domain.organisation.OrganisationRefusal.UnknownOrganisation;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/**
 * Takes over a mission's list of meetings. A meeting is known by mission, pair and day, so that the same list again makes
 * no twins; each row passes the rules of a meeting logged by hand, and one that is refused costs that row only. What the rows
 * say of one pair is taken in their order, and of several pairs side by side ({@link Lanes}). Whoever of ours met joins the delegation, by one change of the mission at the end.
 */
@Service
public class ImportMeetings {

    /** Of which mission, and what the list says. */
    public record Command(MissionId missionId, List<Row> rows) {}

    /** One meeting of the list; organisations by their natural keys. */
    public record Row(int number, String oursRef, String partnerRef, LocalDate date, Outcome outcome) {}

    private final Missions missions;
    private final Meetings meetings;
    private final KnownOrganisations organisations;
    private final Delegations delegations;
    private final Claims claims;
    private final Clock clock;

    ImportMeetings(
            Missions missions,
            Meetings meetings,
            KnownOrganisations organisations,
            Delegations delegations,
            Claims claims,
            Clock clock) {
        this.missions = missions;
        this.meetings = meetings;
        this.organisations = organisations;
        this.delegations = delegations;
        this.claims = claims;
        this.clock = clock;
    }

    /** Imports the rows; when the store fails half way, the same list again brings the rest. */
    public Imported handle(Instruction by, Command command) {
        var mission = missions.get(by.workspace(), command.missionId()).state();
        claims.claim(by, by.command().fingerprint());
        return new Run(by, mission, command.rows()).all(command.rows());
    }

    private enum Effect {
        CREATED,
        CHANGED,
        UNCHANGED
    }

    private sealed interface RowOutcome {}

    private record Taken(Effect effect, OrganisationId ours) implements RowOutcome {}

    private record Refused(RefusedRow why) implements RowOutcome {}

    private final class Run {

        private final Instruction by;
        private final Mission mission;
        private final MissionFacts facts;
        private final Map<String, KnownOrganisation> known;
        private final Map<MeetingId, Meeting> kept;

        Run(Instruction by, Mission mission, List<Row> rows) {
            this.by = by;
            this.mission = mission;
            this.facts = mission.facts();
            this.known = organisations.withRefs(
                    by.workspace(),
                    rows.stream()
                            .flatMap(row -> Stream.of(row.oursRef(), row.partnerRef()))
                            .collect(Collectors.toSet()));
            this.kept = new ConcurrentHashMap<>(meetings.named(
                    by.workspace(),
                    rows.stream()
                            .map(this::idIfKnown)
                            .flatMap(Stream::ofNullable)
                            .toList()));
        }

        Imported all(List<Row> rows) {
            var outcomes = Lanes.each(rows, row -> List.of(row.oursRef(), row.partnerRef()), this::outcome);
            var refused = new ArrayList<RefusedRow>();
            var delegates = new LinkedHashSet<OrganisationId>();
            var effects = new EnumMap<Effect, Integer>(Effect.class);
            for (var one : outcomes) {
                switch (one) {
                    case Taken taken -> {
                        effects.merge(taken.effect(), 1, Integer::sum);
                        delegates.add(taken.ours());
                    }
                    case Refused row -> refused.add(row.why());
                }
            }
            delegations.join(by, mission, delegates);
            return new Imported(
                    effects.getOrDefault(Effect.CREATED, 0),
                    effects.getOrDefault(Effect.CHANGED, 0),
                    effects.getOrDefault(Effect.UNCHANGED, 0),
                    refused);
        }

        private RowOutcome outcome(Row row) {
            try {
                return take(row);
            } catch (Refusal refusal) {
                return new Refused(new RefusedRow(row.number(), refusal));
            }
        }

        private Taken take(Row row) {
            var ours = known("ours", row.oursRef());
            var partner = known("partner", row.partnerRef());
            var id = id(row, ours, partner);
            var listed = new ListedMeeting(occasion(id, ours, partner), row.date(), row.outcome());
            var before = kept.get(id);
            if (before == null) {
                var unusedOurs = ours.stillOffered("ours");
                var unusedPartner = partner.stillOffered("partner");
                before = begin(row, listed);
            }
            return new Taken(before == null ? Effect.CREATED : follow(row, listed, before), ours.organisationId());
        }

        /** Keeps the meeting as new; answers it as it is where the same list, sent twice, has come to it first. */
        private @Nullable Meeting begin(Row row, ListedMeeting listed) {
            var id = listed.occasion().id();
            try {
                kept.put(
                        id,
                        meetings.add(instruction(row), id, () -> listed.begin(facts, clock.instant()))
                                .state());
                return null;
            } catch (MeetingAlreadyLogged elsewhere) {
                return meetings.get(by.workspace(), id).state();
            }
        }

        private Effect follow(Row row, ListedMeeting listed, Meeting before) {
            var id = listed.occasion().id();
            var now = clock.instant();
            if (listed.follow(before, facts, now).isEmpty()) {
                return Effect.UNCHANGED;
            }
            try {
                var after = meetings.change(
                        instruction(row),
                        id,
                        meeting -> listed.follow(meeting, facts, now).orElseThrow(() -> new MeetingAlreadyLogged(id)));
                kept.put(id, after.state());
                return Effect.CHANGED;
            } catch (MeetingAlreadyLogged elsewhere) {
                // Somebody else has said the same since we looked; a change must tell something.
                return Effect.UNCHANGED;
            }
        }

        private Occasion occasion(MeetingId id, KnownOrganisation ours, KnownOrganisation partner) {
            return Occasion.of(
                    by.workspace(),
                    id,
                    ours.organisationId(),
                    partner.organisationId(),
                    MeetingKind.C2C,
                    mission.id(),
                    mission.plan().zone(),
                    mission.plan().lead());
        }

        private KnownOrganisation known(String field, String ref) {
            var organisation = known.get(ref);
            if (organisation == null) {
                throw new UnknownOrganisation(field, ref);
            }
            return organisation;
        }

        private @Nullable MeetingId idIfKnown(Row row) {
            var ours = known.get(row.oursRef());
            var partner = known.get(row.partnerRef());
            return ours == null || partner == null ? null : id(row, ours, partner);
        }

        private MeetingId id(Row row, KnownOrganisation ours, KnownOrganisation partner) {
            return MeetingId.derivedFrom(
                    "listed-meeting",
                    by.workspace().value(),
                    mission.id().toString(),
                    ours.organisationId().toString(),
                    partner.organisationId().toString(),
                    row.date().toString());
        }

        /** Each row is a command of its own. */
        private Instruction instruction(Row row) {
            return by.part("row " + row.number());
        }
    }
}
