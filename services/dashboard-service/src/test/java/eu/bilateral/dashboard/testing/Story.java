package eu.bilateral.dashboard.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import eu.bilateral.kernel.delivery.EventFormat;
import eu.bilateral.kernel.event.Cause;
import eu.bilateral.kernel.event.ContactEvent.OrganisationRegistered;
import eu.bilateral.kernel.event.CooperationArea;
import eu.bilateral.kernel.event.DomainEvent;
import eu.bilateral.kernel.event.EventEnvelope;
import eu.bilateral.kernel.event.FollowUpEvent.LeadOpened;
import eu.bilateral.kernel.event.FollowUpKind;
import eu.bilateral.kernel.event.FollowUpOrigin;
import eu.bilateral.kernel.event.Interest;
import eu.bilateral.kernel.event.MeetingEvent.MeetingHeld;
import eu.bilateral.kernel.event.MeetingKind;
import eu.bilateral.kernel.event.MissionFacts;
import eu.bilateral.kernel.event.OrganisationType;
import eu.bilateral.kernel.event.PlannedFollowUp;
import eu.bilateral.kernel.event.Position;
import eu.bilateral.kernel.event.RecordFacts;
import eu.bilateral.kernel.event.RecordKey;
import eu.bilateral.kernel.event.Stage;
import eu.bilateral.kernel.event.Topic;
import eu.bilateral.kernel.id.AccountId;
import eu.bilateral.kernel.id.EventId;
import eu.bilateral.kernel.id.FollowUpId;
import eu.bilateral.kernel.id.MeetingId;
import eu.bilateral.kernel.id.MissionId;
import eu.bilateral.kernel.id.OrganisationId;
import eu.bilateral.kernel.id.PartnershipId;
import eu.bilateral.kernel.id.WorkspaceId;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/** Tells events of one workspace in the right form: sequences count per aggregate, keys are what they must be. */
public final class Story {

    /** A Tuesday in May, when the mission met in Washington. */
    public static final Instant NOON = Instant.parse("2017-05-16T16:00:00Z");

    public static final LocalDate THAT_DAY = LocalDate.parse("2017-05-16");
    public static final ZoneId WASHINGTON = ZoneId.of("America/New_York");
    public static final AccountId MARTA = AccountId.of("marta");
    public static final AccountId JAN = AccountId.of("jan");
    public static final EventFormat FORMAT = new EventFormat();

    private final WorkspaceId workspace;
    private final Map<UUID, Long> sequences = new HashMap<>();

    public Story(WorkspaceId workspace) {
        this.workspace = workspace;
    }

    public WorkspaceId workspace() {
        return workspace;
    }

    public PartnershipId partnership(OrganisationId ours, OrganisationId partner) {
        return PartnershipId.of(workspace, ours, partner);
    }

    /** The aggregate's next event, asked for by a person. */
    public <E extends DomainEvent> EventEnvelope<E> next(UUID aggregateId, E event) {
        return next(aggregateId, event, Cause.begins(UUID.randomUUID()));
    }

    /** The aggregate's next event, told because of another one. */
    public <E extends DomainEvent> EventEnvelope<E> next(UUID aggregateId, E event, Cause cause) {
        long sequence = sequences.merge(aggregateId, 1L, Long::sum);
        return new EventEnvelope<>(
                EventId.next(), workspace, aggregateId, new Position(1, sequence), RecordKey.of(event), cause, event);
    }

    public EventEnvelope<OrganisationRegistered> registered(OrganisationId id, String name) {
        return next(
                id.value(),
                new OrganisationRegistered(
                        id, null, name, OrganisationType.CLUSTER, "PL", "Lublin", List.of("medicine"), null, NOON));
    }

    public EventEnvelope<MeetingHeld> held(
            MeetingId meeting, OrganisationId ours, OrganisationId partner, @Nullable MissionId mission) {
        return next(
                meeting.value(),
                new MeetingHeld(
                        meeting,
                        partnership(ours, partner),
                        ours,
                        partner,
                        MeetingKind.C2C,
                        mission == null ? null : new MissionFacts(mission, MARTA, List.of()),
                        THAT_DAY,
                        null,
                        WASHINGTON,
                        KEEN,
                        MARTA,
                        NOON));
    }

    public EventEnvelope<LeadOpened> opened(
            OrganisationId ours,
            OrganisationId partner,
            MeetingId meeting,
            @Nullable MissionId mission,
            PlannedFollowUp... scheduled) {
        var partnership = partnership(ours, partner);
        return next(
                partnership.value(),
                new LeadOpened(
                        partnership,
                        ours,
                        partner,
                        Stage.MET,
                        MARTA,
                        mission,
                        meeting,
                        KEEN,
                        List.of(scheduled),
                        List.of(),
                        NOON),
                new Cause(UUID.randomUUID(), UUID.randomUUID(), 1));
    }

    public static final RecordFacts KEEN = new RecordFacts(
            Interest.of(3), Interest.of(2), List.of(CooperationArea.RESEARCH_AND_DEVELOPMENT), List.of(), null);

    public static PlannedFollowUp due(LocalDate dueOn, AccountId owner) {
        return new PlannedFollowUp(FollowUpId.next(), FollowUpKind.CALL, FollowUpOrigin.PLAYBOOK, dueOn, owner, null);
    }

    /** The event as a record on its topic. */
    public static ProducerRecord<byte[], byte[]> record(EventEnvelope<? extends DomainEvent> told) {
        var topic = Topic.of(told.event());
        var sent = new ProducerRecord<>(
                topic.wireName(),
                null,
                told.key().getBytes(UTF_8),
                FORMAT.toJson(told.event()).getBytes(UTF_8));
        var attributes = new HashMap<String, Object>(Map.of(
                "specversion", "1.0",
                "id", told.eventId(),
                "source", topic.source(),
                "type", EventFormat.wireName(told.event()),
                "time", told.event().occurredAt(),
                "subject", told.aggregateId(),
                "partitionkey", told.key(),
                "workspace", told.workspace(),
                "epoch", told.position().epoch(),
                "sequence", told.position().sequence()));
        attributes.put("causationid", told.cause().causationId());
        attributes.put("correlationid", told.cause().correlationId());
        attributes.put("hop", told.cause().hop());
        attributes.forEach((name, value) ->
                sent.headers().add("ce_" + name, value.toString().getBytes(UTF_8)));
        return sent;
    }
}
