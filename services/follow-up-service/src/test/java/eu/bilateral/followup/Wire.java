package eu.bilateral.followup;

import static java.nio.charset.StandardCharsets.UTF_8;

import eu.bilateral.kernel.delivery.EventFormat;
import eu.bilateral.kernel.event.Cause;
import eu.bilateral.kernel.event.CooperationArea;
import eu.bilateral.kernel.event.FollowUpKind;
import eu.bilateral.kernel.event.Interest;
import eu.bilateral.kernel.event.MeetingEvent;
import eu.bilateral.kernel.event.MeetingEvent.MeetingHeld;
import eu.bilateral.kernel.event.MeetingKind;
import eu.bilateral.kernel.event.RecordFacts;
import eu.bilateral.kernel.event.RecordKey;
import eu.bilateral.kernel.event.Side;
import eu.bilateral.kernel.event.StepFacts;
import eu.bilateral.kernel.event.Topic;
import eu.bilateral.kernel.id.AccountId;
import eu.bilateral.kernel.id.EventId;
import eu.bilateral.kernel.id.MeetingId;
import eu.bilateral.kernel.id.OrganisationId;
import eu.bilateral.kernel.id.PartnershipId;
import eu.bilateral.kernel.id.WorkspaceId;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;

/** Meeting events as the meeting service sends them, for a workspace that no other test has. */
public final class Wire {

    private static final EventFormat FORMAT = new EventFormat();

    private Wire() {}

    public static WorkspaceId freshWorkspace() {
        return WorkspaceId.of("w" + UUID.randomUUID().toString().substring(0, 12));
    }

    /** A held meeting of a pair of its own: both keen, a call was agreed, {@code maria} met them. */
    public static MeetingHeld keenMeeting(WorkspaceId workspace) {
        var today = LocalDate.now(ZoneId.of("Europe/Warsaw"));
        return heldBetween(workspace, OrganisationId.next(), OrganisationId.next(), MeetingId.next(), today);
    }

    public static MeetingHeld heldBetween(
            WorkspaceId workspace, OrganisationId ours, OrganisationId partner, MeetingId meeting, LocalDate on) {
        return new MeetingHeld(
                meeting,
                PartnershipId.of(workspace, ours, partner),
                ours,
                partner,
                MeetingKind.C2C,
                null,
                on,
                null,
                ZoneId.of("Europe/Warsaw"),
                new RecordFacts(
                        Interest.of(3),
                        Interest.of(2),
                        List.of(CooperationArea.TECHNOLOGY_TRANSFER),
                        List.of(),
                        new StepFacts(FollowUpKind.CALL, on.plusDays(10), Side.OURS, null)),
                AccountId.of("maria"),
                Instant.parse("2030-03-01T12:00:00Z"));
    }

    /** The record that carries the event as the meeting's how-manieth it is; {@code hop} steps from its beginning. */
    public static ProducerRecord<byte[], byte[]> sent(
            WorkspaceId workspace, MeetingId meeting, long sequence, int hop, MeetingEvent event) {
        var cause = UUID.randomUUID();
        var attributes = new LinkedHashMap<String, String>();
        attributes.put("specversion", "1.0");
        attributes.put("id", EventId.next().toString());
        attributes.put("source", Topic.MEETING_EVENTS.source());
        attributes.put("type", EventFormat.wireName(event));
        attributes.put("time", event.occurredAt().toString());
        attributes.put("subject", meeting.toString());
        attributes.put("partitionkey", RecordKey.of(event));
        attributes.put("workspace", workspace.value());
        attributes.put("epoch", "1");
        attributes.put("sequence", Long.toString(sequence));
        attributes.put("causationid", cause.toString());
        attributes.put("correlationid", cause.toString());
        attributes.put("hop", Integer.toString(hop));
        var headers = new ArrayList<Header>();
        headers.add(new RecordHeader("content-type", "application/json".getBytes(UTF_8)));
        attributes.forEach((name, value) -> headers.add(new RecordHeader("ce_" + name, value.getBytes(UTF_8))));
        return new ProducerRecord<>(
                Topic.MEETING_EVENTS.wireName(),
                null,
                RecordKey.of(event).getBytes(UTF_8),
                FORMAT.toJson(event).getBytes(UTF_8),
                headers);
    }

    public static ProducerRecord<byte[], byte[]> sent(
            WorkspaceId workspace, MeetingId meeting, long sequence, MeetingEvent event) {
        return sent(workspace, meeting, sequence, 0, event);
    }

    /** The longest chain that an event may have behind it. */
    public static int longestChain() {
        return Cause.MAX_HOPS;
    }

    /** The same record as a consumer gets it. */
    public static ConsumerRecord<byte[], byte[]> received(ProducerRecord<byte[], byte[]> sent) {
        return new ConsumerRecord<>(
                sent.topic(),
                0,
                Math.abs(UUID.randomUUID().getMostSignificantBits() >> 8),
                0L,
                TimestampType.CREATE_TIME,
                0,
                0,
                sent.key(),
                sent.value(),
                new RecordHeaders(sent.headers().toArray()),
                java.util.Optional.empty());
    }

    /** The attributes of a record, without their prefix. */
    public static Map<String, String> attributes(ConsumerRecord<byte[], byte[]> record) {
        var attributes = new LinkedHashMap<String, String>();
        record.headers()
                .forEach(header -> attributes.put(header.key().replace("ce_", ""), new String(header.value(), UTF_8)));
        return attributes;
    }
}
