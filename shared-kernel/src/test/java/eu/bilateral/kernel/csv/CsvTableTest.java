package eu.bilateral.kernel.csv;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

import eu.bilateral.kernel.csv.CsvRefusal.ColumnMissing;
import eu.bilateral.kernel.csv.CsvRefusal.ColumnUnknown;
import eu.bilateral.kernel.csv.CsvRefusal.FileTooLarge;
import eu.bilateral.kernel.csv.CsvRefusal.HeaderAmbiguous;
import eu.bilateral.kernel.csv.CsvRefusal.HeaderMissing;
import eu.bilateral.kernel.csv.CsvRefusal.NotUtf8;
import eu.bilateral.kernel.csv.CsvRefusal.TooManyColumns;
import eu.bilateral.kernel.csv.CsvRefusal.TooManyRows;
import eu.bilateral.kernel.csv.ImportReport.Effect;
import eu.bilateral.kernel.csv.ImportReport.Rejected;
import java.io.ByteArrayInputStream;
import java.nio.charset.Charset;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvTableTest {

    @ParameterizedTest
    @ValueSource(strings = {",", ";", "\t"})
    void theDelimiterIsFoundInTheHeader(String delimiter) {
        var table = CsvTable.read(
                "Ref , NAME\nkl,\"Łódź, or so\"\n".replace(" , ", delimiter).replace("kl,", "kl" + delimiter));

        assertThat(table.columns()).containsExactly("ref", "name");
        assertThat(only(table).text("ref", 10)).isEqualTo("kl");
        assertThat(only(table).text("name", 20)).isEqualTo("Łódź, or so");
    }

    @Test
    void aByteOrderMarkIsNoPartOfTheFirstColumn() {
        var table = read("\uFEFFref\r\nkl\r\n".getBytes(UTF_8));

        assertThat(table.columns()).containsExactly("ref");
        assertThat(table.rows()).hasSize(1);
    }

    @Test
    void whatShowsNothingIsNeitherANameNorAPartOfAList() {
        var row = only(CsvTable.read("name,areas\n\u3164,Health;\u2800\n"));

        assertThatExceptionOfType(RowRefused.class)
                .isThrownBy(() -> row.needed("name", 10))
                .satisfies(refused -> assertThat(refused.code()).isEqualTo("not-one-line"));
        assertThatExceptionOfType(RowRefused.class)
                .isThrownBy(() -> row.texts("areas", 10))
                .satisfies(refused -> assertThat(refused.code()).isEqualTo("not-one-line"));
    }

    @Test
    void emptyRowsCountButAreNone() {
        var table = CsvTable.read("ref,name\n\na,A\n , \nb,B");

        assertThat(table.rows()).extracting(CsvRow::number).containsExactly(3, 5);
    }

    @Test
    void aCellMayHaveSeveralLines() {
        var table = CsvTable.read("ref,name\r\na,\"one\r\ntwo\"\r\nb,\"say \"\"hello\"\"\"\r\n");

        assertThat(table.rows()).extracting(CsvRow::number).containsExactly(2, 3);
        assertThat(table.rows().getFirst().text("name", 20)).isEqualTo("one\r\ntwo");
        assertThat(table.rows().getLast().text("name", 20)).isEqualTo("say \"hello\"");
    }

    @Test
    void aBrokenRowCostsThatRowOnly() {
        var table = CsvTable.read("""
                ref,name
                a,A
                b
                c,"C" D
                d,D,more
                e,"E
                f,F
                g,"G"
                h,%s
                i,I\u0007
                j,"J\
                """.formatted("x".repeat(4_001)));

        var report = ImportReport.of(table, row -> row.cell("ref"), row -> Effect.CREATED);

        assertThat(report.rejected())
                .extracting(Rejected::row, Rejected::field, Rejected::code)
                .containsExactly(
                        tuple(3, null, "malformed-row"),
                        tuple(4, null, "malformed-row"),
                        tuple(5, null, "malformed-row"),
                        tuple(6, null, "malformed-row"),
                        tuple(9, "name", "too-long"),
                        tuple(10, "name", "unprintable"),
                        tuple(11, null, "malformed-row"));
        assertThat(report.created()).isEqualTo(3);
        assertThat(report.rows()).isEqualTo(10);
    }

    @Test
    void aNameIsOneLineAndANoteMayHaveMore() {
        var row = CsvTable.read("name,note\n\"Two\nlines\",\"Two\nlines\"\n")
                .rows()
                .getFirst();

        assertThat(row.text("note", 100)).isEqualTo("Two\nlines");
        assertThatExceptionOfType(RowRefused.class)
                .isThrownBy(() -> row.needed("name", 100))
                .satisfies(refused -> assertThat(refused.code()).isEqualTo("not-one-line"));
    }

    @Test
    @Timeout(30)
    void aFileOfBrokenQuotesIsReadInTime() {
        var table = CsvTable.read("ref,name\n" + ("a,\"" + "x".repeat(500) + "\n").repeat(CsvTable.MAX_ROWS));

        var report = ImportReport.of(table, row -> row.cell("ref"), row -> Effect.CREATED);

        assertThat(report.rejected()).hasSize(CsvTable.MAX_ROWS);
    }

    @Test
    void aFileOfEmptyBytesHasNoHeader() {
        assertThatExceptionOfType(HeaderMissing.class).isThrownBy(() -> CsvTable.read(""));
        assertThatExceptionOfType(HeaderMissing.class).isThrownBy(() -> CsvTable.read("\n\n"));
        assertThatExceptionOfType(HeaderMissing.class).isThrownBy(() -> CsvTable.read("\"ref,name\n"));
    }

    @Test
    void everyColumnHasANameOfItsOwn() {
        assertThatExceptionOfType(HeaderAmbiguous.class).isThrownBy(() -> CsvTable.read("ref,Ref\n"));
        assertThatExceptionOfType(HeaderAmbiguous.class).isThrownBy(() -> CsvTable.read("ref,\n"));
    }

    @Test
    void theLimitsHold() {
        var columns = IntStream.rangeClosed(1, 21).mapToObj(i -> "c" + i).collect(Collectors.joining(","));

        assertThatExceptionOfType(TooManyColumns.class).isThrownBy(() -> CsvTable.read(columns + "\n"));
        assertThatExceptionOfType(TooManyRows.class)
                .isThrownBy(() -> CsvTable.read("ref\n" + "a\n".repeat(CsvTable.MAX_ROWS + 1)));
        assertThat(CsvTable.read("ref\n" + "a\n".repeat(CsvTable.MAX_ROWS)).rows())
                .hasSize(CsvTable.MAX_ROWS);
        assertThatExceptionOfType(FileTooLarge.class).isThrownBy(() -> read(new byte[CsvTable.MAX_BYTES + 1]));
    }

    @Test
    void otherEncodingsAreRefusedAndNotGuessed() {
        assertThatExceptionOfType(NotUtf8.class)
                .isThrownBy(() -> read("ref\nŁódź\n".getBytes(Charset.forName("windows-1250"))));
    }

    @Test
    void aTableHasTheNeededColumnsAndNoUnknownOne() {
        var table = CsvTable.read("ref,naem\n");

        assertThatExceptionOfType(ColumnMissing.class)
                .isThrownBy(() -> table.shaped(List.of("ref", "name"), List.of()))
                .withMessageContaining("\"name\"");
        assertThatExceptionOfType(ColumnUnknown.class)
                .isThrownBy(() -> table.shaped(List.of("ref"), List.of("name")))
                .withMessageContaining("\"naem\"")
                .withMessageContaining("ref, name");
        assertThat(table.shaped(List.of("ref"), List.of("naem", "city"))).isSameAs(table);
    }

    @Test
    void cellsAreReadAsWhatTheyMustBe() {
        var row = only(CsvTable.read("day,date,areas,level,none\nmonday,2017-05-16, a; b ;;a,3,\n"));

        assertThat(row.neededChoice("day", DayOfWeek.class)).isEqualTo(DayOfWeek.MONDAY);
        assertThat(row.neededDate("date")).isEqualTo(LocalDate.of(2017, 5, 16));
        assertThat(row.number("level", 0, 3)).isEqualTo(3);
        assertThat(row.text("none", 10)).isNull();
        assertThat(row.texts("areas", 10)).containsExactly("a", "b");
        assertThat(row.texts("none", 10)).isEmpty();
    }

    @Test
    void aCellThatIsNotWhatItMustBeIsNamed() {
        var row = only(CsvTable.read("day,date,level,none\nsomeday,16.05.2017,4,\n"));

        assertThatExceptionOfType(RowRefused.class)
                .isThrownBy(() -> row.choice("day", DayOfWeek.class))
                .satisfies(refused -> assertThat(refused.field()).isEqualTo("day"))
                .satisfies(refused -> assertThat(refused.code()).isEqualTo("unknown-value"));
        assertThatExceptionOfType(RowRefused.class)
                .isThrownBy(() -> row.date("date"))
                .satisfies(refused -> assertThat(refused.code()).isEqualTo("no-date"));
        assertThatExceptionOfType(RowRefused.class)
                .isThrownBy(() -> row.number("level", 0, 3))
                .satisfies(refused -> assertThat(refused.code()).isEqualTo("no-number"));
        assertThatExceptionOfType(RowRefused.class)
                .isThrownBy(() -> row.needed("none", 10))
                .satisfies(refused -> assertThat(refused.code()).isEqualTo("missing"));
        assertThatExceptionOfType(RowRefused.class)
                .isThrownBy(() -> row.text("day", 3))
                .satisfies(refused -> assertThat(refused.code()).isEqualTo("too-long"));
    }

    @Test
    void theReportCountsEachRowOnce() {
        var table = CsvTable.read("ref\nnew\nother\nsame\nbad\n");

        var report = ImportReport.of(table, row -> row.cell("ref"), row -> switch (row.needed("ref", 10)) {
            case "new" -> Effect.CREATED;
            case "other" -> Effect.CHANGED;
            case "same" -> Effect.UNCHANGED;
            default -> throw new RowRefused("ref", "bad", "It is bad");
        });

        assertThat(report).isEqualTo(new ImportReport(4, 1, 1, 1, List.of(new Rejected(5, "ref", "bad", "It is bad"))));
    }

    private static CsvTable read(byte[] bytes) {
        return CsvTable.read(new ByteArrayInputStream(bytes));
    }

    private static CsvRow only(CsvTable table) {
        assertThat(table.rows()).hasSize(1);
        return table.rows().getFirst();
    }
}
