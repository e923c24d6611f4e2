package eu.bilateral.standalone.endtoend.poison;

import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.UUID;
import java.util.function.Function;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.NullNode;
import tools.jackson.databind.node.ObjectNode;

/** Classes of malformed, hostile or merely odd records, each a good event with one thing changed. */
enum Rubbish {
    NO_CONTENT("no content at all (a tombstone)", Fate.PARKED, good -> good.content((byte[]) null)),
    EMPTY("empty content", Fate.PARKED, good -> good.content("")),
    BAD_BYTES("bytes that are no text", Fate.PARKED, good -> good.content(new byte[] {0, 1, 2, (byte) 0xff})),
    WORDS("a text that is no JSON", Fate.PARKED, good -> good.content("rubbish")),
    HALF(
            "JSON that breaks off",
            Fate.PARKED,
            good -> good.content(good.text().substring(0, good.text().length() / 2))),
    MORE("something behind the JSON", Fate.PARKED, good -> good.content(good.text() + "{}")),
    NULL("the JSON null", Fate.PARKED, good -> good.content("null")),
    LIST("a list with the event in it", Fate.PARKED, good -> good.content("[" + good.text() + "]")),
    NUMBER("a number", Fate.PARKED, good -> good.content("42")),
    OTHER_OBJECT("an object of nobody's", Fate.PARKED, good -> good.content("{\"neither\":\"sense\"}")),
    DEEP("nesting without end", Fate.PARKED, good -> good.content("[".repeat(20_000))),
    DEEP_EXTRA(
            "an additional field, nested 20,000 deep",
            Fate.PARKED,
            good -> good.field("extra", "[".repeat(20_000) + "]".repeat(20_000))),
    LONG_NAME("a field's name of 100,000 characters", Fate.PARKED, good -> good.field("x".repeat(100_000), "1")),
    LONG_NUMBER(
            "a number of 100,000 digits for a time",
            Fate.PARKED,
            good -> good.field("occurredAt", "9".repeat(100_000))),
    HUGE_NUMBER("1e999999999 for a time", Fate.HARMLESS, good -> good.field("occurredAt", "1e999999999")),
    FAR_TIME(
            "a time in the year 999999999",
            Fate.HARMLESS,
            good -> good.field("occurredAt", "\"+999999999-12-31T23:59:59Z\"")),
    NO_DAY("the 30th of February", Fate.PARKED, good -> good.field("occurredAt", "\"2026-02-30T10:00:00Z\"")),
    HALF_CHARACTER("half a character", Fate.PARKED, good -> good.field("occurredAt", "\"\\ud83d\"")),
    BAD_UTF8(
            "an additional field that is no UTF-8",
            Fate.PARKED,
            good -> good.content(broken(good.field("extra", "\"~~\"").bytes()))),
    UTF16("the event in UTF-16", Fate.HARMLESS, good -> good.content(good.text().getBytes(UTF_16))),
    GZIP("the event, compressed", Fate.PARKED, good -> good.content(compressed(good.bytes()))),
    MISSING_FIELD("a field left out", Fate.PARKED, good -> good.edited(event -> event.remove("occurredAt"))),
    NULL_FIELD(
            "null for a field",
            Fate.PARKED,
            good -> good.edited(event -> event.set("occurredAt", NullNode.getInstance()))),
    OBJECT_FOR_TEXT("an object for a text", Fate.PARKED, good -> good.field("occurredAt", "{\"$date\":0}")),
    DOUBLED_FIELD(
            "a field twice",
            Fate.PARKED,
            good -> good.content(good.text().replaceFirst("\\{", "{\"occurredAt\":\"2026-01-01T00:00:00Z\","))),
    OPERATOR("a query operator for an id", Fate.PARKED, good -> good.field(idOf(good.topic()), "{\"$gt\":\"\"}")),
    BAD_ID("an id that is none", Fate.PARKED, good -> good.field(idOf(good.topic()), "\"none\"")),
    NULL_IN_LIST(
            "null in a list",
            Fate.PARKED,
            good -> good.edited(event -> listOf(event).addNull())),
    UNKNOWN_WORD("a word that no list knows", Fate.PARKED, good -> good.edited(Rubbish::unknownWord)),
    NUMBER_FOR_WORD("a number for a word", Fate.PARKED, good -> good.edited(Rubbish::numberForWord)),
    LARGE("3 MiB that are no JSON", Fate.PARKED, good -> good.content("x".repeat(3 << 20))),
    LARGE_FIELD(
            "an additional field of 3 MiB",
            Fate.HARMLESS,
            good -> good.field("extra", "\"" + "x".repeat(3 << 20) + "\"")),
    TOO_LARGE("5 MB", Fate.REFUSED, good -> good.content("x".repeat(5_000_000))),

    NO_HEADERS("no header at all", Fate.PARKED, Draft::withoutAnyHeader),
    STRUCTURED(
            "a structured-mode CloudEvent",
            Fate.PARKED,
            good -> good.withoutAnyHeader().header("content-type", "application/cloudevents+json")),
    OLD_SPEC("CloudEvents 0.3", Fate.PARKED, good -> good.with("specversion", "0.3")),
    NO_TYPE("no type", Fate.PARKED, good -> good.without("type")),
    UNKNOWN_TYPE("a type that nobody knows", Fate.PARKED, good -> good.with("type", "meeting-dreamt-of")),
    OTHER_TYPE(
            "a type of another topic",
            Fate.PARKED,
            good -> good.with("type", good.topic().equals("contact-events") ? "meeting-held" : "person-added")),
    CLASS_NAME(
            "a Java class for a type", Fate.PARKED, good -> good.with("type", "eu.bilateral.kernel.event.DomainEvent")),
    WRONG_SOURCE("a source that tells elsewhere", Fate.PARKED, good -> good.with("source", "/somebody-else")),
    NO_ID("no event id", Fate.PARKED, good -> good.without("id")),
    BAD_EVENT_ID("an event id that is none", Fate.PARKED, good -> good.with("id", "none")),
    ID_NO_TEXT("an event id that is no text", Fate.PARKED, good -> good.with("id", new byte[] {(byte) 0xff, 1})),
    NO_WORKSPACE("no workspace", Fate.PARKED, good -> good.without("workspace")),
    DOUBLED_WORKSPACE("two workspaces", Fate.PARKED, good -> good.and("workspace", "elsewhere")),
    BAD_WORKSPACE("a query for a workspace", Fate.PARKED, good -> good.with("workspace", "$where 1")),
    WRONG_WORKSPACE("another workspace", Fate.PARKED, good -> good.with("workspace", "elsewhere")),
    NO_SUBJECT("no subject", Fate.PARKED, good -> good.without("subject")),
    BAD_SUBJECT("a subject that is no id", Fate.PARKED, good -> good.with("subject", "$heard.x")),
    NO_SEQUENCE("no sequence", Fate.PARKED, good -> good.without("sequence")),
    EMPTY_SEQUENCE("a sequence without a value", Fate.PARKED, good -> good.with("sequence", (byte[]) null)),
    DOUBLED_SEQUENCE("the same sequence twice", Fate.PARKED, good -> good.twice("sequence")),
    NEGATIVE_SEQUENCE("sequence -1", Fate.PARKED, good -> good.with("sequence", "-1")),
    ENDLESS_SEQUENCE("a sequence of 20 digits", Fate.PARKED, good -> good.with("sequence", "9".repeat(20))),
    FORK("another event at the place of the last one: a fork", Fate.PARKED, good -> good.with("sequence", "2")),
    GAP("a gap before it", Fate.HARMLESS, good -> good.with("sequence", "7")),
    OLDER("another event at an earlier place", Fate.HARMLESS, good -> good.with("sequence", "1")),
    REPEATED("the last one again, byte for byte", Fate.HARMLESS, good -> good),
    FUTURE_EPOCH("a future epoch", Fate.PARKED, good -> good.with("epoch", "2")),
    BAD_EPOCH("an epoch in words", Fate.PARKED, good -> good.with("epoch", "one")),
    EPOCH_ZERO("epoch 0", Fate.PARKED, good -> good.with("epoch", "0")),
    LOOP("the eighth step of a chain, a loop", Fate.HARMLESS, good -> good.with("hop", "8")),
    BAD_HOP("a hop beyond all numbers", Fate.PARKED, good -> good.with("hop", "2147483648")),
    BAD_CAUSE("a cause that is no id", Fate.PARKED, good -> good.with("causationid", "none")),
    NO_CORRELATION("no correlation", Fate.PARKED, good -> good.without("correlationid")),

    NO_KEY("no key", Fate.ASIDE, good -> good.keyed((byte[]) null)),
    OTHER_KEY(
            "the key of another",
            Fate.ASIDE,
            good -> good.keyed(UUID.randomUUID().toString())),
    BAD_KEY("a key that is no text", Fate.ASIDE, good -> good.keyed(new byte[] {(byte) 0xff, (byte) 0xfe})),
    OTHER_PARTITION_KEY(
            "a partition key of another",
            Fate.PARKED,
            good -> good.with("partitionkey", UUID.randomUUID().toString())),
    OTHER_CONTENT(
            "the content of another",
            Fate.PARKED,
            good -> good.field(keyOf(good.topic()), "\"" + UUID.randomUUID() + "\"")),

    UNASKED("the change of something never heard of", Fate.HARMLESS, good -> good),
    UNPAIRED(
            "a partnership that is not the pair's",
            Fate.HARMLESS,
            good -> good.field("partner", "\"" + UUID.randomUUID() + "\"")),
    EXTRA_FIELD("an additional field", Fate.HARMLESS, good -> good.field("extra", "{\"$set\":{\"a.b\":[null]}}")),
    EXTRA_HEADERS(
            "additional headers, some no text",
            Fate.HARMLESS,
            good -> good.with("extra", new byte[] {(byte) 0xff})
                    .header("$set", "x")
                    .header("traceparent", "rubbish")),
    LARGE_HEADER("an additional header of 500 KiB", Fate.HARMLESS, good -> good.with("extra", "x".repeat(500 << 10))),
    OTHER_CONTENT_TYPE(
            "a content type that says XML", Fate.HARMLESS, good -> good.header("content-type", "application/xml")),
    BAD_TIME("a time attribute that is none", Fate.HARMLESS, good -> good.with("time", "yesterday"));

    /** What the delivery promises for it. */
    enum Fate {
        /** Parked, and later events of the same key wait behind it. */
        PARKED,
        /** Parked under a key that is not its own: what it claims to be about goes on. */
        ASIDE,
        /** No poison to the delivery: it is applied or known, unless a rule of a service refuses it. */
        HARMLESS,
        /** The broker does not take it. */
        REFUSED
    }

    private final String words;
    private final Fate fate;
    private final Function<Draft, Draft> spoil;

    Rubbish(String words, Fate fate, Function<Draft, Draft> spoil) {
        this.words = words;
        this.fate = fate;
        this.spoil = spoil;
    }

    String words() {
        return words;
    }

    Fate fate() {
        return fate;
    }

    /** Whether a record of that topic can be wrong in this way: only a meeting names both a pair and its partnership. */
    boolean isPossibleOn(String topic) {
        return this != UNPAIRED || topic.equals("meeting-events");
    }

    /** Whether the story is told from its beginning before; one class is about what was never heard of. */
    boolean hasBeginning() {
        return this != UNASKED;
    }

    /** The record that comes third in a story. */
    Draft in(Draft third, Draft second) {
        return spoil.apply(this == REPEATED ? second : third);
    }

    private static String idOf(String topic) {
        return topic.equals("contact-events") ? "organisationId" : "meetingId";
    }

    private static String keyOf(String topic) {
        return topic.equals("contact-events") ? "organisationId" : "partnershipId";
    }

    private static ArrayNode listOf(ObjectNode event) {
        var record = event.path("record");
        return (ArrayNode) (record.has("areas") ? record.path("areas") : event.path("areas"));
    }

    private static void unknownWord(ObjectNode event) {
        if (event.has("type")) {
            event.put("type", "CASTLE");
        } else {
            listOf(event).add("CASTLES");
        }
    }

    private static void numberForWord(ObjectNode event) {
        if (event.has("type")) {
            event.put("type", 0);
        } else {
            listOf(event).add(0);
        }
    }

    private static byte[] broken(byte[] json) {
        var bytes = Arrays.copyOf(json, json.length);
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] == '~') {
                bytes[i] = (byte) 0xc3;
            }
        }
        return bytes;
    }

    private static byte[] compressed(byte @Nullable [] json) {
        try {
            var bytes = new ByteArrayOutputStream();
            try (var zip = new GZIPOutputStream(bytes)) {
                zip.write(json == null ? "".getBytes(UTF_8) : json);
            }
            return bytes.toByteArray();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }
}
