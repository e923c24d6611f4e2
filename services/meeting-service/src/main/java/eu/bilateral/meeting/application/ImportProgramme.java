package eu.bilateral.meeting.application;

import eu.bilateral.kernel.command.Claims;
import eu.bilateral.kernel.command.Instruction;
import eu.bilateral.kernel.command.Kept;
import eu.bilateral.kernel.event.ProgrammeItemKind;
import eu.bilateral.kernel.id.MissionId;
import eu.bilateral.kernel.id.OrganisationId;
import eu.bilateral.meeting.application.Imported.RefusedRow;
import eu.bilateral.meeting.domain.Refusal;
import eu.bilateral.meeting.domain.mission.Mission;
import eu.bilateral.meeting.domain.mission.MissionRefusal.ProgrammeItemAlreadyThere;
import eu.bilateral.meeting.domain.mission.Missions;
import eu.bilateral.meeting.domain.mission.ProgrammeItem;
import eu.bilateral.meeting.domain.organisation.KnownOrganisation;
import eu.bilateral.meeting.domain.organisation.KnownOrganisations;
import eu.bilateral.meeting.domain.organisation.OrganisationRefusal.UnknownOrganisation;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/**
 * Takes over a mission's programme. An item is known by day, kind, city and host, so that the same list again adds nothing;
 * a row that is refused costs that row only.
 */
@Service
public class ImportProgramme {

    private static final Duration OUTBOX_PATIENCE = Duration.ofSeconds(10);

    /** Of which mission, and what the list says. */
    public record Command(MissionId missionId, List<Row> rows) {}

    /** One item of the list; its host by natural key, its zone the mission's where the list gives none. */
    public record Row(
            int number,
            LocalDate date,
            ProgrammeItemKind kind,
            @Nullable String city,
            @Nullable ZoneId zone,
            @Nullable String hostRef) {}

    private final Missions missions;
    private final KnownOrganisations organisations;
    private final Claims claims;
    private final Clock clock;

    ImportProgramme(Missions missions, KnownOrganisations organisations, Claims claims, Clock clock) {
        this.missions = missions;
        this.organisations = organisations;
        this.claims = claims;
        this.clock = clock;
    }

    /** Imports the rows in their order; when the store fails half way, the same list again brings the rest. */
    public Imported handle(Instruction by, Command command) {
        var mission = missions.get(by.workspace(), command.missionId()).state();
        claims.claim(by, by.command().fingerprint());
        var hosts = organisations.withRefs(
                by.workspace(),
                command.rows().stream()
                        .map(Row::hostRef)
                        .filter(Objects::nonNull)
                        .collect(Collectors.toSet()));
        var refused = new ArrayList<RefusedRow>();
        int created = 0;
        int unchanged = 0;
        for (var row : command.rows()) {
            try {
                var item = item(mission, row, hosts);
                if (mission.has(item.id())) {
                    unchanged++;
                } else {
                    mission = add(by, row, mission.id(), item).state();
                    created++;
                }
            } catch (ProgrammeItemAlreadyThere elsewhere) {
                // The same list, sent twice, has come to it first.
                unchanged++;
            } catch (Refusal refusal) {
                refused.add(new RefusedRow(row.number(), refusal));
            }
        }
        return new Imported(created, 0, unchanged, refused);
    }

    /** All items go through the mission's one outbox, which takes only so many at once: a long list waits for it to drain. */
    private Kept<Mission> add(Instruction by, Row row, MissionId id, ProgrammeItem item) {
        return Room.awaited(
                OUTBOX_PATIENCE,
                () -> missions.change(instruction(by, row), id, mission -> mission.add(item, clock.instant())));
    }

    private static ProgrammeItem item(Mission mission, Row row, Map<String, KnownOrganisation> hosts) {
        var zone = row.zone() == null ? mission.plan().zone() : row.zone();
        return ProgrammeItem.of(mission.id(), row.kind(), row.date(), row.city(), zone, host(mission, row, hosts));
    }

    private static @Nullable OrganisationId host(Mission mission, Row row, Map<String, KnownOrganisation> hosts) {
        if (row.hostRef() == null) {
            return null;
        }
        var host = hosts.get(row.hostRef());
        if (host == null) {
            throw new UnknownOrganisation("host", row.hostRef());
        }
        boolean hostsAlready = mission.programme().stream()
                .anyMatch(item -> host.organisationId().equals(item.host()));
        return hostsAlready ? host.organisationId() : host.stillOffered("host").organisationId();
    }

    private static Instruction instruction(Instruction by, Row row) {
        return by.part("row " + row.number());
    }
}
