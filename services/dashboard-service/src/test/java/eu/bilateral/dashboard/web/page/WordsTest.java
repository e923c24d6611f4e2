package eu.bilateral.dashboard.web.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.ibm.icu.text.MessageFormat;
import eu.bilateral.dashboard.gateway.Neighbour;
import eu.bilateral.dashboard.projection.FollowUpQueue;
import eu.bilateral.dashboard.web.SampleWords;
import eu.bilateral.dashboard.web.SampleWorkspace;
import eu.bilateral.dashboard.webhook.AddressFault;
import eu.bilateral.dashboard.webhook.Webhook;
import eu.bilateral.dashboard.webhook.WebhookDelivery;
import eu.bilateral.kernel.command.Role;
import eu.bilateral.kernel.delivery.DeliveryReading;
import eu.bilateral.kernel.delivery.EventFormat;
import eu.bilateral.kernel.event.CooperationArea;
import eu.bilateral.kernel.event.FollowUpKind;
import eu.bilateral.kernel.event.FollowUpOrigin;
import eu.bilateral.kernel.event.MeetingKind;
import eu.bilateral.kernel.event.MeetingStatus;
import eu.bilateral.kernel.event.MissionType;
import eu.bilateral.kernel.event.OrganisationType;
import eu.bilateral.kernel.event.ProgrammeItemKind;
import eu.bilateral.kernel.event.Side;
import eu.bilateral.kernel.event.Stage;
import eu.bilateral.kernel.event.Topic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class WordsTest {

    static final Locale POLISH = Locale.of("pl", "PL");

    @Test
    void theDateIsThatOfThePlace() {
        var evening = new Words(
                new PluralMessages(), Locale.UK, Instant.parse("2017-05-16T22:30:00Z"), SampleWorkspace.LUBLIN);

        assertThat(evening.today()).isEqualTo("2017-05-17");
        assertThat(evening.today(ZoneId.of("America/New_York"))).isEqualTo("2017-05-16");
    }

    @Test
    void bothLanguagesHaveTheSameKeys() {
        var english = Collections.list(PluralMessages.words(Locale.UK).getKeys());
        var polish = Collections.list(PluralMessages.words(POLISH).getKeys());

        assertThat(english).hasSizeGreaterThan(200);
        assertThat(polish).containsExactlyInAnyOrderElementsOf(english);
    }

    @ParameterizedTest
    @MethodSource("everyMessage")
    void everyMessageIsWellFormedAndTakesTheSameArgumentsInBothLanguages(String key) {
        var english = PluralMessages.words(Locale.UK).getString(key);
        var polish = PluralMessages.words(POLISH).getString(key);

        assertThat(argumentsOf(polish)).isEqualTo(argumentsOf(english));
        assertThatCode(() -> new MessageFormat(polish, POLISH)).doesNotThrowAnyException();
    }

    /** Whoever lets it go on should know what is missing then. */
    @ParameterizedTest
    @EnumSource(Webhook.Reason.class)
    void aDisabledWebhookSaysThatNothingIsCollected(Webhook.Reason reason) {
        assertThat(SampleWords.ENGLISH.say("webhook.reason." + reason, "then")).contains("not collected");
        assertThat(SampleWords.POLISH.say("webhook.reason." + reason, "wtedy")).contains("nie są zbierane");
    }

    @ParameterizedTest
    @MethodSource("everyMessage")
    void whereEnglishCountsPolishHasAllItsForms(String key) {
        var english = PluralMessages.words(Locale.UK).getString(key);
        var polish = PluralMessages.words(POLISH).getString(key);

        assertThat(polish.contains(", plural,")).isEqualTo(english.contains(", plural,"));
        if (polish.contains(", plural,")) {
            assertThat(polish).contains("one {", "few {", "many {", "other {");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0 spotkań",
        "1, 1 spotkanie",
        "2, 2 spotkania",
        "4, 4 spotkania",
        "5, 5 spotkań",
        "12, 12 spotkań",
        "14, 14 spotkań",
        "21, 21 spotkań",
        "22, 22 spotkania",
        "25, 25 spotkań",
        "101, 101 spotkań",
        "102, 102 spotkania",
        "112, 112 spotkań"
    })
    void polishCountsMeetingsAsPolesDo(long number, String said) {
        assertThat(SampleWords.POLISH.say("meetings.number", number)).isEqualTo(said);
    }

    @ParameterizedTest
    @CsvSource({
        "2017-05-22, 1 day late, 1 dzień po terminie",
        "2017-05-21, 2 days late, 2 dni po terminie",
        "2017-05-23, today, dziś",
        "2017-05-24, tomorrow, jutro",
        "2017-05-25, in 2 days, za 2 dni",
        "2017-06-14, in 22 days, za 22 dni"
    })
    void aDueDateIsToldAsSeenFromToday(LocalDate dueOn, String english, String polish) {
        assertThat(SampleWords.ENGLISH.due(dueOn)).isEqualTo(english);
        assertThat(SampleWords.POLISH.due(dueOn)).isEqualTo(polish);
    }

    @Test
    void aDateIsWrittenAsItsReadersWriteIt() {
        var friday = LocalDate.of(2017, 5, 26);

        assertThat(SampleWords.ENGLISH.day(friday)).isEqualTo("Fri\u00a026\u00a0May");
        assertThat(SampleWords.POLISH.day(friday)).isEqualTo("pt.\u00a026\u00a0maja");
        assertThat(SampleWords.ENGLISH.wholeDay(friday)).isEqualTo("Friday, 26 May 2017");
        assertThat(SampleWords.POLISH.wholeDay(friday)).isEqualTo("piątek, 26 maja 2017");
    }

    /** A form is filled with dates in words, and sends them back. */
    @Test
    void everyDateThatAFormIsFilledWithIsReadAsThatDay() {
        var someDay = LocalDate.of(2017, 5, 23);
        for (var date = LocalDate.of(2016, 1, 1); date.getYear() < 2019; date = date.plusDays(1)) {
            for (var words : List.of(SampleWords.ENGLISH, SampleWords.POLISH)) {
                assertThat(NaturalDate.read(words.date(date), someDay)).contains(date);
                assertThat(NaturalDate.readPast(words.date(date), someDay)).contains(date);
            }
        }
    }

    @Test
    void aDateOfAnotherYearSaysWhich() {
        assertThat(SampleWords.ENGLISH.day(LocalDate.of(2018, 1, 5))).isEqualTo("Fri\u00a05\u00a0Jan\u00a02018");
    }

    @Test
    void aMissionsDaysAreToldAsOneSpan() {
        assertThat(SampleWords.ENGLISH.span(LocalDate.of(2017, 5, 15), LocalDate.of(2017, 5, 19)))
                .isEqualTo("15–19 May 2017");
        assertThat(SampleWords.POLISH.span(LocalDate.of(2017, 5, 15), LocalDate.of(2017, 5, 19)))
                .isEqualTo("15–19 maja 2017");
        assertThat(SampleWords.ENGLISH.span(LocalDate.of(2017, 5, 30), LocalDate.of(2017, 6, 2)))
                .isEqualTo("30 May – 2 June 2017");
        assertThat(SampleWords.ENGLISH.span(LocalDate.of(2017, 12, 30), LocalDate.of(2018, 1, 2)))
                .isEqualTo("30 December 2017 – 2 January 2018");
    }

    static Stream<Arguments> named() {
        return Stream.of(
                arguments("stage.", names(Stage.values())),
                arguments("move.hint.", names(Stage.values())),
                arguments("area.", names(CooperationArea.values())),
                arguments("kind.", names(FollowUpKind.values())),
                arguments("interest.", List.of("0", "1", "2", "3")),
                arguments("meeting.kind.", names(MeetingKind.values())),
                arguments("meeting.status.", names(MeetingStatus.values())),
                arguments("mission.type.", names(MissionType.values())),
                arguments("programme.", names(ProgrammeItemKind.values())),
                arguments("organisation.type.", names(OrganisationType.values())),
                arguments("step.by.", names(Side.values())),
                arguments("timeline.absent.", names(Side.values())),
                arguments("role.", names(Role.values())),
                arguments("health.", names(DeliveryReading.Verdict.values())),
                arguments("health.", names(DeliveryReading.Verdict.values(), verdict -> verdict + ".means")),
                arguments("health.service.", names(Neighbour.values(), Neighbour::serviceName)),
                arguments("health.service.", List.of("dashboard-service")),
                arguments("health.topic.", names(Topic.values(), Topic::wireName)),
                arguments("webhook.kind.", List.of("meeting", "follow-up", "contact")),
                arguments("webhook.state.", names(Webhook.State.values())),
                arguments("webhook.state.", List.of("FAILING")),
                arguments("webhook.reason.", names(Webhook.Reason.values())),
                arguments("webhook.status.", names(WebhookDelivery.Status.values())),
                arguments("webhook.outcome.", names(WebhookDelivery.Outcome.values())),
                arguments("webhook.refused.", names(AddressFault.values())),
                arguments("todo.", names(FollowUpQueue.Group.values(), WordsTest::lowerCase)),
                arguments("do.", List.of("call", "contact", "sent", "done", "outcome")),
                arguments("keen.", List.of("ours", "theirs", "ours.words", "theirs.words")),
                arguments("origin.", names(FollowUpOrigin.values(), WordsTest::lowerCase)));
    }

    /** A name that the pages have no word for would surface only where somebody meets it. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("named")
    void everyNameThatCodeMakesAKeyOfHasAWordOfItsOwn(String prefix, List<String> names) {
        for (var language : List.of(Locale.UK, POLISH)) {
            var words = PluralMessages.words(language);

            assertThat(names)
                    .isNotEmpty()
                    .allSatisfy(name -> assertThat(words.keySet()).contains(prefix + name));
            assertThat(names.stream().map(name -> words.getString(prefix + name)))
                    .doesNotHaveDuplicates();
        }
    }

    static Stream<String> everyEvent() {
        var format = new EventFormat();
        return Stream.of(Topic.MEETING_EVENTS, Topic.FOLLOW_UP_EVENTS)
                .flatMap(topic -> format.types(topic).keySet().stream());
    }

    /** What happened to organisations and people is one thing to the pages: {@code event.contact}. */
    @ParameterizedTest
    @MethodSource("everyEvent")
    @ValueSource(strings = "contact")
    void everyEventOfTheTimelineHasAWord(String event) {
        assertThat(PluralMessages.words(Locale.UK).keySet()).contains("event." + event);
        assertThat(PluralMessages.words(POLISH).keySet()).contains("event." + event);
    }

    /** One thing has one word: the pages and the documents of the API would each have their own otherwise. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "src/main/resources/messages_pl.properties",
                "src/main/resources/documents_pl.properties",
                "../../deploy/standalone/src/main/resources/issuer/words_pl.properties"
            })
    void polishHasNoSecondWordForTheSameThing(Path file) throws IOException {
        var second = Pattern.compile(
                "właściciel|serwis|pulpit|magazyn|\\bproszę|\\brezygnuj|wpis.*spotka|spotka.*wpis",
                Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.UNICODE_CHARACTER_CLASS);

        assertThat(Files.readAllLines(file))
                .isNotEmpty()
                .noneMatch(line -> second.matcher(line).find());
    }

    static Stream<String> everyMessage() {
        return Collections.list(PluralMessages.words(Locale.UK).getKeys()).stream()
                .filter(key -> !key.startsWith("date.") || key.equals("date.examples"));
    }

    private static List<String> names(Enum<?>... values) {
        return Stream.of(values).map(Enum::name).toList();
    }

    private static <E extends Enum<E>> List<String> names(E[] values, Function<E, String> name) {
        return Stream.of(values).map(name).toList();
    }

    private static String lowerCase(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    private static List<String> argumentsOf(String pattern) {
        return Pattern.compile("\\{(\\d)")
                .matcher(pattern)
                .results()
                .map(found -> found.group(1))
                .distinct()
                .sorted()
                .toList();
    }
}
