package eu.bilateral.standalone.endtoend.poison;

import static java.nio.charset.StandardCharsets.UTF_8;

import eu.bilateral.kernel.id.OrganisationId;
import eu.bilateral.kernel.id.PartnershipId;
import eu.bilateral.kernel.id.WorkspaceId;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * What is told of one organisation, meeting or partnership that nobody else has: event 1 brings it about, all others change
 * it. Each is a real event that a service has told, with other ids.
 */
final class Story {

    private final Real real;
    private final Map<String, String> ids;
    private final String document;

    /** Events as the services have told them: one that brings something about, and one that changes it. */
    record Real(
            String topic,
            WorkspaceId workspace,
            ConsumerRecord<byte[], byte[]> first,
            ConsumerRecord<byte[], byte[]> next,
            Ids ids) {

        Story story() {
            return new Story(this, ids.fresh(workspace));
        }
    }

    /** Which ids stand in the real events, for which others are to stand in each story. */
    interface Ids {
        Map<String, String> fresh(WorkspaceId workspace);

        static Ids organisation(String organisationId) {
            return workspace -> Map.of(organisationId, UUID.randomUUID().toString());
        }

        static Ids meeting(String ours, String partner, String meetingId, String partnershipId) {
            return workspace -> {
                var us = OrganisationId.next();
                var them = OrganisationId.next();
                return Map.of(
                        ours,
                        us.toString(),
                        partner,
                        them.toString(),
                        meetingId,
                        UUID.randomUUID().toString(),
                        partnershipId,
                        PartnershipId.of(workspace, us, them).toString());
            };
        }

        static Ids partnership(String partnershipId) {
            return workspace -> Map.of(partnershipId, UUID.randomUUID().toString());
        }
    }

    private Story(Real real, Map<String, String> ids) {
        this.real = real;
        this.ids = new HashMap<>(ids);
        this.document = good(1).attribute("subject");
    }

    String topic() {
        return real.topic();
    }

    /** Its how-manieth good event; another event each time. */
    Draft good(int sequence) {
        var template = sequence == 1 ? real.first() : real.next();
        var draft = new Draft(real.topic(), replaced(template.key()), replaced(template.value()));
        for (var header : template.headers()) {
            var unused = draft.header(header.key(), replaced(header.value()));
        }
        return draft.with("id", UUID.randomUUID().toString()).with("sequence", Integer.toString(sequence));
    }

    private String replaced(byte[] bytes) {
        var text = new String(bytes, UTF_8);
        for (var one : ids.entrySet()) {
            text = text.replace(one.getKey(), one.getValue());
        }
        return text;
    }

    /** The organisation, meeting or partnership; sequences count for it. */
    String aggregate() {
        return document;
    }

    /** Under which its events travel. */
    String key() {
        return good(1).attribute("partitionkey");
    }
}
