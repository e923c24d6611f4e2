package eu.bilateral.contact.web;

import static eu.bilateral.contact.Instructions.freshWorkspace;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import eu.bilateral.contact.ServiceTest;
import eu.bilateral.kernel.testing.Api;
import eu.bilateral.kernel.testing.Api.Answer;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Value;
import tools.jackson.databind.JsonNode;

@ServiceTest
class OrganisationImportControllerTest {

    static final String LIST = """
            ref,name,type,country,city,areas,website,provenance
            eccp,European Cluster Collaboration Platform (ECCP),NETWORK,,,cluster cooperation,https://www.clustercollaboration.eu,"organiser, named in the report"
            klm,Klaster Lubelska Medycyna,CLUSTER,PL,Lublin,medicine;biotechnology,https://medycyna.lublin.eu,named in the report
            pidc,Philadelphia Industrial Development Corporation,PUBLIC,US,"Philadelphia, PA",economic development,,
            """;
    static final Map<String, String> KLM = Map.of(
            "ref", "klm",
            "name", "Klaster Lubelska Medycyna",
            "type", "CLUSTER",
            "country", "PL",
            "city", "Lublin",
            "areas", "medicine;biotechnology",
            "website", "https://medycyna.lublin.eu",
            "provenance", "named in the report");
    static final String PATH = "/api/organisations/import";

    @Value("${local.server.port}")
    private int port;

    private final String here = freshWorkspace().value();
    private Api api = Api.at(0);

    @BeforeEach
    void signIn() {
        api = Api.at(port).as("manager", here);
    }

    @Test
    void aListIsImportedOnceHoweverOftenItComes() {
        assertThat(counts(api.postCsv(PATH, LIST))).isEqualTo("3 rows, 3 created, 0 changed, 0 unchanged, 0 rejected");
        assertThat(counts(api.postCsv(PATH, LIST))).isEqualTo("3 rows, 0 created, 0 changed, 3 unchanged, 0 rejected");
        assertThat(counts(api.postCsv(PATH, LIST.replace("Lublin,", "Lublin (PL),"))))
                .isEqualTo("3 rows, 0 created, 1 changed, 2 unchanged, 0 rejected");

        var lublin = found("lubelska");
        assertThat(lublin.get("ref").asString()).isEqualTo("klm");
        assertThat(lublin.get("city").asString()).isEqualTo("Lublin (PL)");
        assertThat(lublin.get("areas")).extracting(JsonNode::asString).containsExactly("medicine", "biotechnology");
        assertThat(lublin.get("note").asString()).isEqualTo("named in the report");
        assertThat(lublin.get("version").asLong()).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource({"country, country", "city, city", "areas, areas", "website, website", "provenance, note"})
    void aColumnThatIsNotInTheFileLeavesItsFieldAndAnEmptyCellEmptiesIt(String column, String field) {
        assertThat(api.postCsv(PATH, LIST).status()).isEqualTo(200);
        var before = found("lubelska").get(field);
        assertThat(before).isNotNull();

        var silent = without(column, KLM);
        assertThat(counts(api.postCsv(PATH, silent)))
                .isEqualTo("1 rows, 0 created, 0 changed, 1 unchanged, 0 rejected");
        assertThat(counts(api.postCsv(PATH, silent.replace("Medycyna", "Medycyna II"))))
                .isEqualTo("1 rows, 0 created, 1 changed, 0 unchanged, 0 rejected");
        assertThat(found("lubelska medycyna ii").get(field)).isEqualTo(before);

        var empty = emptied(column, KLM);
        assertThat(counts(api.postCsv(PATH, empty))).isEqualTo("1 rows, 0 created, 1 changed, 0 unchanged, 0 rejected");
        assertThat(found("lubelska").path(field).toString()).isIn("", "[]");
        assertThat(counts(api.postCsv(PATH, silent)))
                .isEqualTo("1 rows, 0 created, 0 changed, 1 unchanged, 0 rejected");
    }

    @Test
    void afterAnImportEachRefTellsItsOrganisation() {
        assertThat(api.postCsv(PATH, LIST).status()).isEqualTo(200);

        for (var ref : List.of("eccp", "klm", "pidc")) {
            assertThat(api.get("/api/organisations?ref=" + ref).body().get("items"))
                    .extracting(item -> item.get("ref").asString())
                    .containsExactly(ref);
        }
    }

    @Test
    void aSpreadsheetsSemicolonsAndByteOrderMarkAreRead() {
        var answer = api.postCsv(PATH, "\uFEFFRef;Name;Type;Areas\r\nx;\"A; B\";company;\"a;b\"\r\n");

        assertThat(counts(answer)).isEqualTo("1 rows, 1 created, 0 changed, 0 unchanged, 0 rejected");
        assertThat(found("a; b").get("areas")).hasSize(2);
    }

    @Test
    void aBrokenRowCostsThatRowOnlyAndIsTold() {
        var answer = api.postCsv(PATH, """
                ref,name,type,country,website
                a,Good,CLUSTER,PL,
                ,No ref,CLUSTER,,
                c,,CLUSTER,,
                d,Odd type,CLUB,,
                e,Odd country,CLUSTER,Poland,
                f,Odd website,CLUSTER,,javascript:alert(1)
                g,Too few cells
                h,"Open quote,CLUSTER,,
                a,Twice,CLUSTER,,
                j,%s,CLUSTER,,
                k,Good too,CLUSTER,US,
                """.formatted("x".repeat(201)));

        assertThat(counts(answer)).isEqualTo("11 rows, 2 created, 0 changed, 0 unchanged, 9 rejected");
        assertThat(answer.body().get("rejected"))
                .extracting(
                        line -> line.get("row").asInt(),
                        line -> line.path("field").asString(""),
                        line -> line.get("code").asString())
                .containsExactly(
                        tuple(3, "ref", "missing"),
                        tuple(4, "name", "missing"),
                        tuple(5, "type", "unknown-value"),
                        tuple(6, "country", "unknown-country"),
                        tuple(7, "website", "unusable-website"),
                        tuple(8, "", "malformed-row"),
                        tuple(9, "", "malformed-row"),
                        tuple(10, "ref", "ref-twice"),
                        tuple(11, "name", "too-long"));
        assertThat(api.get("/api/organisations").body().get("items")).hasSize(2);
    }

    @Test
    void anArchivedOrganisationComesBackOnlyWhenThatIsWanted() {
        assertThat(api.postCsv(PATH, LIST).status()).isEqualTo(200);
        var id = found("lubelska").get("organisationId").asString();
        assertThat(api.post("/api/organisations/" + id + "/archive", "").status())
                .isEqualTo(200);

        var told = api.postCsv(PATH, LIST);
        assertThat(counts(told)).isEqualTo("3 rows, 0 created, 0 changed, 2 unchanged, 1 rejected");
        assertThat(told.body().get("rejected").get(0).get("code").asString()).isEqualTo("organisation-archived");

        assertThat(counts(api.postCsv(PATH + "?restore=true", LIST)))
                .isEqualTo("3 rows, 0 created, 1 changed, 2 unchanged, 0 rejected");
        assertThat(found("lubelska").get("organisationId").asString()).isEqualTo(id);
    }

    @Test
    void aFileThatCannotBeTakenIsAProblemAndImportsNothing() {
        assertThat(api.postCsv(PATH, "ref,name\nx,A\n").code()).isEqualTo("column-missing");
        assertThat(api.postCsv(PATH, "ref,name,type,colour\nx,A,CLUSTER,red\n").code())
                .isEqualTo("column-unknown");
        assertThat(api.postCsv(PATH, "").code()).isEqualTo("header-missing");
        assertThat(api.postCsv(PATH, "ref,ref,name,type\n").code()).isEqualTo("header-ambiguous");

        var tooLarge = api.postCsv(PATH, "ref,name,type\n" + "x".repeat(6 * 1024 * 1024));
        assertThat(tooLarge.status()).isEqualTo(413);
        assertThat(tooLarge.code()).isEqualTo("file-too-large");

        var tooMany = api.postCsv(PATH, "ref,name,type\n" + "x,A,CLUSTER\n".repeat(10_001));
        assertThat(tooMany.status()).isEqualTo(422);
        assertThat(tooMany.code()).isEqualTo("too-many-rows");

        assertThat(api.post(PATH, "{}").status()).isEqualTo(415);
        assertThat(api.get("/api/organisations").body().get("items")).isEmpty();
    }

    /** A row by its columns as a file that lacks one of them. */
    private static String without(String column, Map<String, String> row) {
        var rest = new TreeMap<>(row);
        assertThat(rest.remove(column)).isNotNull();
        return file(rest);
    }

    /** A row by its columns as a file that has nothing to say in one of them. */
    private static String emptied(String column, Map<String, String> row) {
        var rest = new TreeMap<>(row);
        assertThat(rest.put(column, "")).isNotNull();
        return file(rest);
    }

    private static String file(Map<String, String> row) {
        return String.join(",", row.keySet()) + "\n" + String.join(",", row.values()) + "\n";
    }

    private JsonNode found(String name) {
        var items = api.get("/api/organisations?name="
                        + java.net.URLEncoder.encode(name, java.nio.charset.StandardCharsets.UTF_8))
                .body()
                .get("items");
        assertThat(items).hasSize(1);
        return items.get(0);
    }

    private static String counts(Answer answer) {
        assertThat(answer.status()).isEqualTo(200);
        var report = answer.body();
        return "%d rows, %d created, %d changed, %d unchanged, %d rejected"
                .formatted(
                        report.get("rows").asInt(),
                        report.get("created").asInt(),
                        report.get("changed").asInt(),
                        report.get("unchanged").asInt(),
                        report.get("rejected").size());
    }
}
