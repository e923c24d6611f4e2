package eu.bilateral.dashboard.web.page;

import java.text.Normalizer;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.Month;
import java.time.Year;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads a date as people write it, in English and Polish alike: "Friday", "in two weeks", "next Tuesday", "26 May", "za
 * dwa tygodnie", "w piątek", "jutro", "26.05", "2017-05-26". A weekday is the next one after today; a date without a year
 * is the next one that is not past. Accents and case do not matter.
 */
public final class NaturalDate {

    private static final Map<String, Integer> NUMBERS = Map.ofEntries(
            Map.entry("a", 1),
            Map.entry("an", 1),
            Map.entry("one", 1),
            Map.entry("two", 2),
            Map.entry("three", 3),
            Map.entry("four", 4),
            Map.entry("five", 5),
            Map.entry("six", 6),
            Map.entry("seven", 7),
            Map.entry("eight", 8),
            Map.entry("nine", 9),
            Map.entry("ten", 10),
            Map.entry("jeden", 1),
            Map.entry("jedna", 1),
            Map.entry("dwa", 2),
            Map.entry("dwie", 2),
            Map.entry("trzy", 3),
            Map.entry("cztery", 4),
            Map.entry("piec", 5),
            Map.entry("szesc", 6),
            Map.entry("siedem", 7),
            Map.entry("osiem", 8),
            Map.entry("dziewiec", 9),
            Map.entry("dziesiec", 10));

    /** Beginnings that no other weekday shares, each in the forms that follow a preposition too. */
    private static final Map<DayOfWeek, Pattern> WEEKDAYS = Map.of(
            DayOfWeek.MONDAY, Pattern.compile("mon(day)?|pon|poniedzial\\w+"),
            DayOfWeek.TUESDAY, Pattern.compile("tue(s|sday)?|wt|wtor\\w+"),
            DayOfWeek.WEDNESDAY, Pattern.compile("wed(nesday)?|sr|srod\\w+"),
            DayOfWeek.THURSDAY, Pattern.compile("thu(r|rs|rsday)?|czw|czwart\\w+"),
            DayOfWeek.FRIDAY, Pattern.compile("fri(day)?|pt|piat\\w+"),
            DayOfWeek.SATURDAY, Pattern.compile("sat(urday)?|sob|sobot\\w+"),
            DayOfWeek.SUNDAY, Pattern.compile("sun(day)?|ndz|niedz|niedziel\\w+"));

    private static final List<Pattern> MONTHS = List.of(
            Pattern.compile("jan(uary)?|sty(cz\\w+)?"),
            Pattern.compile("feb(ruary)?|lut(y|ego|ym)?"),
            Pattern.compile("mar(ch)?|marzec|marca|marcu"),
            Pattern.compile("apr(il)?|kwi(e\\w+)?"),
            Pattern.compile("may|maj(a|u)?"),
            Pattern.compile("june?|cze(rw\\w+)?"),
            Pattern.compile("july?|lip(iec|ca|cu)?"),
            Pattern.compile("aug(ust)?|sie(rp\\w+)?"),
            Pattern.compile("sept?(ember)?|wrz(es\\w+)?"),
            Pattern.compile("oct(ober)?|paz(dz\\w+)?"),
            Pattern.compile("nov(ember)?|lis(topad\\w*)?"),
            Pattern.compile("dec(ember)?|gru(d\\w+)?"));

    private static final Pattern ISO = Pattern.compile("(\\d{4})-(\\d{1,2})-(\\d{1,2})");
    private static final Pattern NUMERIC = Pattern.compile("(\\d{1,2})[./](\\d{1,2})(?:[./](\\d{4})?)?");
    private static final Pattern DAY_MONTH =
            Pattern.compile("(\\d{1,2})(?:st|nd|rd|th)?\\.? (?:of )?([a-z]+)\\.?(?: (\\d{4}))?");
    private static final Pattern MONTH_DAY = Pattern.compile("([a-z]+)\\.? (\\d{1,2})(?:st|nd|rd|th)?(?: (\\d{4}))?");
    private static final Pattern AHEAD =
            Pattern.compile("(?:in|za)(?: (\\d{1,3}|[a-z]+))? (days?|dni|dzien|weeks?|tydzien|tygodni\\w*|months?|"
                    + "miesiac\\w*|miesiec\\w*|years?|rok|lata|lat)");
    private static final Pattern WEEKDAY = Pattern.compile(
            "(?:(?:on|by|until|this|next|last|w|we|ostatni|ostatnia|do|ten|ta|nastepny|nastepna|przyszly|przyszla|w nastepny|"
                    + "w przyszly|w nastepna|w przyszla) )?([a-z]+)\\.?");
    private static final Pattern FORTNIGHT = Pattern.compile("(?:in )?(?:a )?fortnight");

    private NaturalDate() {}

    /** The date that the text means, seen from today; absent where it means none. */
    public static Optional<LocalDate> read(String text, LocalDate today) {
        return read(text, today, false);
    }

    /** Like {@link #read} of something that has happened: a weekday is the last one, a date without a year not ahead. */
    public static Optional<LocalDate> readPast(String text, LocalDate today) {
        return read(text, today, true);
    }

    private static Optional<LocalDate> read(String text, LocalDate today, boolean past) {
        var plain = plain(text);
        if (plain.isEmpty() || plain.length() > 60) {
            return Optional.empty();
        }
        try {
            return Optional.ofNullable(word(plain, today))
                    .or(() -> Optional.ofNullable(written(plain, today, past)))
                    .or(() -> Optional.ofNullable(ahead(plain, today)))
                    .or(() -> Optional.ofNullable(weekday(plain, today, past)));
        } catch (DateTimeException noSuchDay) {
            return Optional.empty();
        }
    }

    private static @Nullable LocalDate word(String plain, LocalDate today) {
        return switch (plain) {
            case "today", "dzis", "dzisiaj" -> today;
            case "yesterday", "wczoraj" -> today.minusDays(1);
            case "the day before yesterday", "day before yesterday", "przedwczoraj" -> today.minusDays(2);
            case "tomorrow", "jutro" -> today.plusDays(1);
            case "the day after tomorrow", "day after tomorrow", "pojutrze" -> today.plusDays(2);
            case "next week", "za tydzien", "w przyszlym tygodniu", "w nastepnym tygodniu" -> today.plusWeeks(1);
            case "next month", "w przyszlym miesiacu", "w nastepnym miesiacu" -> today.plusMonths(1);
            case "end of the week",
                    "end of week",
                    "this week",
                    "koniec tygodnia",
                    "do konca tygodnia",
                    "w tym tygodniu" -> today.with(TemporalAdjusters.nextOrSame(DayOfWeek.FRIDAY));
            case "end of the month", "end of month", "koniec miesiaca", "do konca miesiaca" ->
                today.with(TemporalAdjusters.lastDayOfMonth());
            case "end of the year", "end of year", "koniec roku", "do konca roku" ->
                today.with(TemporalAdjusters.lastDayOfYear());
            default -> FORTNIGHT.matcher(plain).matches() ? today.plusWeeks(2) : null;
        };
    }

    private static @Nullable LocalDate written(String plain, LocalDate today, boolean past) {
        var iso = ISO.matcher(plain);
        if (iso.matches()) {
            return LocalDate.of(
                    Integer.parseInt(iso.group(1)), Integer.parseInt(iso.group(2)), Integer.parseInt(iso.group(3)));
        }
        var numeric = NUMERIC.matcher(plain);
        if (numeric.matches()) {
            return on(today, past, numeric.group(1), Integer.parseInt(numeric.group(2)), numeric.group(3));
        }
        var dayMonth = DAY_MONTH.matcher(plain);
        if (dayMonth.matches()) {
            var month = month(dayMonth.group(2));
            return month == null ? null : on(today, past, dayMonth.group(1), month.getValue(), dayMonth.group(3));
        }
        var monthDay = MONTH_DAY.matcher(plain);
        if (monthDay.matches()) {
            var month = month(monthDay.group(1));
            return month == null ? null : on(today, past, monthDay.group(2), month.getValue(), monthDay.group(3));
        }
        return null;
    }

    private static LocalDate on(LocalDate today, boolean past, String day, int month, @Nullable String year) {
        int dayOfMonth = Integer.parseInt(day);
        if (year != null) {
            return LocalDate.of(Integer.parseInt(year), month, dayOfMonth);
        }
        // 29 February is a day of some years only; the next of them is meant.
        for (int later = 0; later < 8; later++) {
            int candidate = today.getYear() + (past ? -later : later);
            if (dayOfMonth <= Month.of(month).length(Year.isLeap(candidate))) {
                var date = LocalDate.of(candidate, month, dayOfMonth);
                if (past ? !date.isAfter(today) : !date.isBefore(today)) {
                    return date;
                }
            }
        }
        throw new DateTimeException("No year has the " + day + ". of month " + month);
    }

    private static @Nullable LocalDate ahead(String plain, LocalDate today) {
        var ahead = AHEAD.matcher(plain);
        if (!ahead.matches()) {
            return null;
        }
        Integer count = count(ahead.group(1));
        if (count == null) {
            return null;
        }
        var unit = ahead.group(2);
        if (unit.startsWith("d")) {
            return today.plusDays(count);
        }
        if (unit.startsWith("w") || unit.startsWith("t")) {
            return today.plusWeeks(count);
        }
        return unit.startsWith("m") ? today.plusMonths(count) : today.plusYears(count);
    }

    private static @Nullable Integer count(@Nullable String number) {
        if (number == null) {
            return 1;
        }
        return Character.isDigit(number.charAt(0)) ? Integer.valueOf(number) : NUMBERS.get(number);
    }

    private static @Nullable LocalDate weekday(String plain, LocalDate today, boolean past) {
        var named = WEEKDAY.matcher(plain);
        if (!named.matches()) {
            return null;
        }
        var name = named.group(1);
        return WEEKDAYS.entrySet().stream()
                .filter(day -> day.getValue().matcher(name).matches())
                .findFirst()
                .map(day -> today.with(
                        past ? TemporalAdjusters.previousOrSame(day.getKey()) : TemporalAdjusters.next(day.getKey())))
                .orElse(null);
    }

    private static @Nullable Month month(String name) {
        for (int number = 0; number < MONTHS.size(); number++) {
            if (MONTHS.get(number).matcher(name).matches()) {
                return Month.of(number + 1);
            }
        }
        return null;
    }

    private static String plain(String text) {
        // ł has no decomposition, unlike the other letters with marks.
        var folded = Normalizer.normalize(text.toLowerCase(Locale.ROOT).replace('ł', 'l'), Normalizer.Form.NFD)
                .replaceAll("\\p{M}", "");
        return folded.replace(',', ' ').strip().replaceAll("\\s+", " ").replaceAll("[!?]+$", "");
    }
}
