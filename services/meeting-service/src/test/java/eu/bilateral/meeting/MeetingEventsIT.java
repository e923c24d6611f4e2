package eu.bilateral.meeting;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import com.jayway.jsonpath.JsonPath;
import eu.bilateral.kernel.command.Role;
import eu.bilateral.kernel.delivery.EventFormat;
import eu.bilateral.kernel.event.DomainEvent;
import eu.bilateral.kernel.event.EventEnvelope;
import eu.bilateral.kernel.event.FollowUpKind;
import eu.bilateral.kernel.event.MeetingEvent.MeetingAmended;
import eu.bilateral.kernel.event.MeetingEvent.MeetingHeld;
import eu.bilateral.kernel.event.MeetingEvent.MeetingVoided;
import eu.bilateral.kernel.event.Side;
import eu.bilateral.kernel.event.StepFacts;
import eu.bilateral.kernel.id.PartnershipId;
import eu.bilateral.kernel.testing.AlsoOnRealParts;
import eu.bilateral.kernel.testing.TestBroker;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;

/** From the request to the broker. */
@AlsoOnRealParts
class MeetingEventsIT extends RunningService {

    /** Words and people that must not leave the record. */
    static final String[] CANARIES = {"canary-note", "canary-promise", "canary-step", "canary-member", "ca9a2100"};

    static final String RECORD = """
            {"interestOurs":3,"interestTheirs":2,"areas":["B2B"],
             "promises":[{"kind":"SEND_DOCUMENTS","text":"canary-promise","dueOn":"2017-05-24","by":"OURS"}],
             "nextStep":{"kind":"CALL","text":"canary-step","dueOn":"2017-05-26","by":"THEIRS","owner":"colleague"},
             "members":["canary-member"],"participants":["ca9a2100-0000-4000-8000-000000000000"],
             "note":"canary-note"}""";

    @Autowired
    private EventFormat format;

    @Test
    void whateverIsAskedTwiceIsToldOnceInOrderAndWithoutAWordOfTheRecord() throws Exception {
        organisations(List.of("lublin", "wistar"));
        var logging = """
                {"ours":"%s","partner":"%s","heldOn":"2017-05-16","zone":"America/New_York","record":%s}""".formatted(idOf("lublin"), idOf("wistar"), RECORD);

        var id = "";
        for (int time = 0; time < 2; time++) {
            var logged = http.perform(by(post("/api/meetings"), "log").content(logging))
                    .andExpect(status().isCreated())
                    .andReturn();
            id = JsonPath.read(logged.getResponse().getContentAsString(), "$.meetingId");
        }
        for (int time = 0; time < 2; time++) {
            http.perform(by(MockMvcRequestBuilders.put("/api/meetings/{id}/record", id), "amend")
                            .header(HttpHeaders.IF_MATCH, "\"1\"")
                            .content("{\"interestOurs\":1,\"interestTheirs\":1,\"note\":\"canary-note\"}"))
                    .andExpect(status().isOk());
        }
        // Nothing is new in it, so there is nothing to tell.
        http.perform(by(MockMvcRequestBuilders.put("/api/meetings/{id}/record", id), "amend-as-it-is")
                        .header(HttpHeaders.IF_MATCH, "\"2\"")
                        .content("{\"interestOurs\":1,\"interestTheirs\":1,\"note\":\"canary-note\"}"))
                .andExpect(status().isOk())
                .andExpect(header().string(HttpHeaders.ETAG, "\"2\""));
        http.perform(by(post("/api/meetings/{id}/void", id), "void")).andExpect(status().isOk());

        var told = toldUntil(MeetingVoided.class);
        assertThat(told)
                .<Class<?>>extracting(envelope -> envelope.event().getClass())
                .isEqualTo(List.of(MeetingHeld.class, MeetingAmended.class, MeetingVoided.class));
        assertThat(told).extracting(envelope -> envelope.position().sequence()).containsExactly(1L, 2L, 3L);
        assertThat(told)
                .extracting(EventEnvelope::key)
                .containsOnly(PartnershipId.of(workspace, idOf("lublin"), idOf("wistar"))
                        .toString());
        var held = (MeetingHeld) told.getFirst().event();
        assertThat(held.record().promises())
                .containsExactly(
                        new StepFacts(FollowUpKind.SEND_DOCUMENTS, LocalDate.of(2017, 5, 24), Side.OURS, null));
        assertThat(held.occurredAt()).isEqualTo(Examples.NOW);
        assertThat(raw)
                .allSatisfy(one -> assertThat(new String(one.value(), UTF_8)).doesNotContain(CANARIES));
    }

    private final List<ConsumerRecord<byte[], byte[]>> raw = new ArrayList<>();

    /** All that was told of this test's workspace until such an event came. */
    private List<EventEnvelope<DomainEvent>> toldUntil(Class<? extends DomainEvent> last) {
        var told = new ArrayList<EventEnvelope<DomainEvent>>();
        var settings = Map.<String, Object>of(
                "bootstrap.servers", TestBroker.bootstrapServers(),
                "group.id", TestBroker.unique("reader"),
                "auto.offset.reset", "earliest");
        try (var consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.subscribe(List.of("meeting-events"));
            await().atMost(PATIENCE).until(() -> {
                for (var one : consumer.poll(Duration.ofMillis(200))) {
                    var envelope = format.read(one);
                    // What is sent is sent at least once: a sweep may repeat what is just being taken out of the
                    // outbox.
                    if (envelope.workspace().equals(workspace) && !told.contains(envelope)) {
                        raw.add(one);
                        told.add(envelope);
                    }
                }
                return told.stream().anyMatch(envelope -> last.isInstance(envelope.event()));
            });
        }
        return told;
    }

    private MockHttpServletRequestBuilder by(MockHttpServletRequestBuilder request, String key) {
        return request.header(HttpHeaders.AUTHORIZATION, bearer(Examples.DEVELOPER, Role.DEVELOPER))
                .header("Idempotency-Key", key)
                .contentType(MediaType.APPLICATION_JSON);
    }
}
