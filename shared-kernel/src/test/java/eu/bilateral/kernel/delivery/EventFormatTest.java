package eu.bilateral.kernel.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import eu.bilateral.kernel.event.Cause;
import eu.bilateral.kernel.event.ContactEvent.OrganisationRegistered;
import eu.bilateral.kernel.event.OrganisationType;
import eu.bilateral.kernel.event.Position;
import eu.bilateral.kernel.event.Topic;
import eu.bilateral.kernel.id.OrganisationId;
import eu.bilateral.kernel.id.WorkspaceId;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever lies on a topic is read or refused as {@link Unreadable}; nothing else comes out, or one record stops all. */
class EventFormatTest {

    private static final OrganisationId ID = OrganisationId.of("000000a1-0000-4000-8000-0000000000a1");
    private static final OrganisationRegistered EVENT = new OrganisationRegistered(
            ID,
            "lublin-medicine",
            "Lubelska Medycyna",
            OrganisationType.CLUSTER,
            "PL",
            "Lublin",
            List.of("health"),
            null,
            Instant.parse("2030-03-01T12:00:00Z"));
    private static final String CONTENT = new EventFormat().toJson(EVENT);

    private final EventFormat format = new EventFormat();

    @Test
    void aRecordAsItShouldBeIsRead() {
        assertThat(format.read(good()).event()).isEqualTo(EVENT);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "specversion",
                "id",
                "source",
                "type",
                "subject",
                "partitionkey",
                "workspace",
                "epoch",
                "sequence",
                "causationid",
                "correlationid",
                "hop"
            })
    void eachAttributeMustBeThereOnceAndHaveAForm(String attribute) {
        var missing = good();
        missing.headers().remove("ce_" + attribute);
        var doubled = good();
        doubled.headers().add(doubled.headers().lastHeader("ce_" + attribute));
        var empty = with(attribute, "");
        var withoutValue = good();
        withoutValue.headers().remove("ce_" + attribute).add("ce_" + attribute, null);
        var withNul = with(attribute, "\0");
        var noText = good();
        noText.headers().remove("ce_" + attribute).add("ce_" + attribute, new byte[] {(byte) 0xc3, (byte) 0x28});

        assertThat(refusal(missing)).isEqualTo("missing-attribute");
        assertThat(refusal(doubled)).isEqualTo("doubled-attribute");
        assertThat(refusal(withoutValue)).isEqualTo("missing-attribute");
        assertThat(List.of(refusal(empty), refusal(withNul), refusal(noText))).doesNotContain("nothing");
    }

    static Stream<Arguments> badAttributes() {
        return Stream.of(
                arguments("specversion", "0.3", "unknown-spec-version"),
                arguments("type", "organisation-exploded", "unknown-type"),
                arguments("type", "meeting-held", "unknown-type"),
                arguments("type", "java.lang.Runtime", "unknown-type"),
                arguments("source", "/meeting-service", "wrong-source"),
                arguments("id", "1", "malformed-attribute"),
                arguments("id", "zzzzzzzz-0000-4000-8000-000000000000", "malformed-attribute"),
                arguments("id", "0".repeat(36), "malformed-attribute"),
                arguments("id", "-".repeat(36), "malformed-attribute"),
                arguments("subject", "lublin", "malformed-attribute"),
                arguments("workspace", "Lublin", "malformed-attribute"),
                arguments("workspace", "a".repeat(41), "malformed-attribute"),
                arguments("workspace", "lublin\n", "malformed-attribute"),
                arguments("epoch", "-1", "malformed-attribute"),
                arguments("epoch", "0", "malformed-attribute"),
                arguments("epoch", "9223372036854775808", "malformed-attribute"),
                arguments("sequence", "-1", "malformed-attribute"),
                arguments("sequence", "0", "malformed-attribute"),
                arguments("sequence", "1.5", "malformed-attribute"),
                arguments("sequence", " 1", "malformed-attribute"),
                arguments("sequence", "٣", "malformed-attribute"),
                arguments("sequence", "+1", "malformed-attribute"),
                arguments("sequence", "1".repeat(1_000_000), "malformed-attribute"),
                arguments("hop", "-1", "malformed-attribute"),
                arguments("hop", "2147483648", "malformed-attribute"),
                arguments("causationid", "none", "malformed-attribute"),
                arguments("correlationid", "none", "malformed-attribute"),
                arguments("partitionkey", UUID.randomUUID().toString(), "wrong-key"));
    }

    @ParameterizedTest
    @MethodSource("badAttributes")
    void anAttributeOfAnotherFormIsRefused(String attribute, String value, String code) {
        assertThat(refusal(with(attribute, value))).isEqualTo(code);
    }

    static Stream<Arguments> badContents() {
        return Stream.of(
                arguments("nothing", null, "no-content"),
                arguments("no bytes", "", "malformed-content"),
                arguments("null", "null", "no-content"),
                arguments("a list", "[]", "malformed-content"),
                arguments("a number", "1", "malformed-content"),
                arguments("a text", "\"organisation-registered\"", "malformed-content"),
                arguments("an empty object", "{}", "malformed-content"),
                arguments("half of it", CONTENT.substring(0, CONTENT.length() / 2), "malformed-content"),
                arguments("more than it", CONTENT + CONTENT, "malformed-content"),
                arguments("a NUL before it", "\0" + CONTENT, "malformed-content"),
                arguments("a number for an id", edited("\"" + ID + "\"", "1"), "malformed-content"),
                arguments("an object for a text", edited("\"Lublin\"", "{}"), "malformed-content"),
                arguments("a text for a list", edited("[\"health\"]", "\"health\""), "malformed-content"),
                arguments("a null in a list", edited("[\"health\"]", "[null]"), "malformed-content"),
                arguments("another type", edited("CLUSTER", "CLUSTERS"), "malformed-content"),
                arguments("a number for a type", edited("\"CLUSTER\"", "0"), "malformed-content"),
                arguments("no time", edited("2030-03-01T12:00:00Z", "yesterday"), "malformed-content"),
                arguments("a time without end", edited("2030-03-01T12:00:00Z", "9".repeat(9_999)), "malformed-content"),
                arguments(
                        "another organisation",
                        edited(ID.toString(), UUID.randomUUID().toString()),
                        "wrong-key"),
                arguments(
                        "a field without a value",
                        edited("\"name\":\"Lubelska Medycyna\"", "\"name\":null"),
                        "missing-field"),
                arguments("without a name", edited("\"name\":\"Lubelska Medycyna\",", ""), "missing-field"),
                arguments("a field twice", edited("\"name\":", "\"name\":\"First\",\"name\":"), "malformed-content"),
                arguments("deep lists", edited("[\"health\"]", "[".repeat(100_000)), "malformed-content"),
                arguments("deep objects", edited("[\"health\"]", "{\"a\":".repeat(100_000)), "malformed-content"),
                arguments(
                        "deep unknown field",
                        edited("{\"organisationId\"", "{\"x\":" + "[".repeat(100_000) + ",\"organisationId\""),
                        "malformed-content"),
                arguments(
                        "a huge number",
                        edited("{\"organisationId\"", "{\"x\":" + "9".repeat(100_000) + ",\"organisationId\""),
                        null),
                arguments("five megabytes", "\"" + "x".repeat(5_000_000) + "\"", "malformed-content"));
    }

    private static String edited(String what, String instead) {
        assertThat(CONTENT).contains(what);
        return CONTENT.replace(what, instead);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("badContents")
    void aContentOfAnotherFormIsRefused(String what, @Nullable String content, @Nullable String code) {
        var refusal = refusal(withContent(content == null ? null : content.getBytes(UTF_8)));

        if (code != null) {
            assertThat(refusal).as(what).isEqualTo(code);
        }
    }

    @Test
    void bytesThatAreNoTextAreRefused() {
        assertThat(refusal(withContent(new byte[] {(byte) 0xff, (byte) 0xfe, 0})))
                .isEqualTo("malformed-content");
        assertThat(refusal(withContent(new byte[5_000_000]))).isEqualTo("malformed-content");
    }

    @Test
    void aRecordUnderAnotherKeyIsRefused() {
        assertThat(refusal(withKey(null))).isEqualTo("wrong-key");
        assertThat(refusal(withKey(new byte[0]))).isEqualTo("wrong-key");
        assertThat(refusal(withKey("other".getBytes(UTF_8)))).isEqualTo("wrong-key");
        assertThat(refusal(withKey(ID.toString().toUpperCase(Locale.ROOT).getBytes(UTF_8))))
                .isEqualTo("wrong-key");
    }

    @Test
    void whateverIsDamagedOnTheWayNothingElseComesOut() {
        var random = new Random(2017);
        int read = 0;
        int refused = 0;

        for (int round = 0; round < 3_000; round++) {
            var bytes = CONTENT.getBytes(UTF_8);
            for (int damage = random.nextInt(4); damage >= 0; damage--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            }
            try {
                assertThat(format.read(withContent(bytes)).event())
                        .as("round %d", round)
                        .isInstanceOf(OrganisationRegistered.class);
                read++;
            } catch (Unreadable unreadable) {
                refused++;
            }
        }

        assertThat(read).isPositive();
        assertThat(refused).isPositive();
    }

    /** The code of the refusal, {@code nothing} where it is read; any other exception fails the test. */
    private String refusal(ConsumerRecord<byte[], byte[]> record) {
        var thrown = catchThrowable(() -> format.read(record));
        if (thrown == null) {
            return "nothing";
        }
        assertThat(thrown).isInstanceOf(Unreadable.class);
        return ((Unreadable) thrown).code();
    }

    private ConsumerRecord<byte[], byte[]> good() {
        return record(ID.toString().getBytes(UTF_8), CONTENT.getBytes(UTF_8));
    }

    private ConsumerRecord<byte[], byte[]> with(String attribute, String value) {
        var record = good();
        record.headers().remove("ce_" + attribute).add("ce_" + attribute, value.getBytes(UTF_8));
        return record;
    }

    private ConsumerRecord<byte[], byte[]> withContent(byte @Nullable [] content) {
        return record(ID.toString().getBytes(UTF_8), content);
    }

    private ConsumerRecord<byte[], byte[]> withKey(byte @Nullable [] key) {
        return record(key, CONTENT.getBytes(UTF_8));
    }

    @SuppressWarnings("NullAway") // Kafka's constructor takes null for both and does not say so.
    private ConsumerRecord<byte[], byte[]> record(byte @Nullable [] key, byte @Nullable [] content) {
        var record = new ConsumerRecord<>(Topic.CONTACT_EVENTS.wireName(), 0, 0, key, content);
        var pending = format.pending(EVENT, new Position(1, 1), Cause.begins(UUID.randomUUID()));
        format.toRecord(WorkspaceId.of("lublin"), ID.toString(), pending)
                .headers()
                .forEach(record.headers()::add);
        return record;
    }
}
