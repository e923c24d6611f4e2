package eu.bilateral.contact.web;

import eu.bilateral.contact.application.ImportOrganisation;
import eu.bilateral.contact.domain.ContactRefusal;
import eu.bilateral.contact.domain.Organisation;
import eu.bilateral.contact.domain.OrganisationFacts;
import eu.bilateral.contact.domain.OrganisationFacts.Detail;
import eu.bilateral.kernel.command.Instruction;
import eu.bilateral.kernel.csv.CsvRow;
import eu.bilateral.kernel.csv.CsvTable;
import eu.bilateral.kernel.csv.ImportReport;
import eu.bilateral.kernel.csv.ImportReport.Effect;
import eu.bilateral.kernel.csv.RowRefused;
import eu.bilateral.kernel.event.OrganisationType;
import eu.bilateral.kernel.web.Asking;
import eu.bilateral.kernel.web.CsvList;
import eu.bilateral.kernel.web.Making;
import io.swagger.v3.oas.annotations.Operation;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Lists of organisations as CSV; the same list again changes nothing. */
@RestController
@RequestMapping("/api/organisations/import")
class OrganisationImportController {

    static final List<String> NEEDED = List.of("ref", "name", "type");
    static final List<String> OPTIONAL =
            Stream.of(Detail.values()).map(OrganisationImportController::column).toList();

    private static final String COLUMNS = """
            One organisation a row. Needed are ref (your own name for it, which finds it again), name and type (a \
            value of the field type of an organisation, in any case). country (two letters), city, areas \
            (semicolons between them), website and provenance (where the entry comes from, the note of an organisation) may be \
            left out, which leaves what is known as it is; an empty cell empties it.""";

    private static final String EXAMPLE = """
            ref,name,type,country,city,areas,website,provenance
            klm,Klaster Lubelska Medycyna,CLUSTER,PL,Lublin,medicine;biotechnology,https://medycyna.lublin.eu,named in the report
            pidc,Philadelphia Industrial Development Corporation,PUBLIC,US,"Philadelphia, PA",economic development,,
            """;

    private final ImportOrganisation importOrganisation;

    OrganisationImportController(ImportOrganisation importOrganisation) {
        this.importOrganisation = importOrganisation;
    }

    @Operation(
            operationId = "importOrganisations",
            summary = "Import organisations from a CSV file: known refs are changed, others registered")
    @PostMapping(consumes = "text/csv")
    ImportReport importAll(
            @Making Asking asking,
            @CsvList(columns = COLUMNS, example = EXAMPLE) InputStream file,
            @RequestParam(defaultValue = "false") boolean restore) {
        var table = CsvTable.read(file).shaped(NEEDED, OPTIONAL);
        var rowsByRef = new ConcurrentHashMap<String, Integer>();
        var list = asking.to(List.of(restore, table));
        importOrganisation.begin(list);
        var unsaid = unsaid(table);
        return ImportReport.of(table, row -> row.cell("ref"), row -> importOne(row, unsaid, list, restore, rowsByRef));
    }

    private Effect importOne(
            CsvRow row, Set<Detail> unsaid, Instruction list, boolean restore, Map<String, Integer> rowsByRef) {
        var ref = row.needed("ref", Organisation.REF_LENGTH);
        var before = rowsByRef.putIfAbsent(ref, row.number());
        if (before != null) {
            throw new RowRefused("ref", "ref-twice", "Row %d has the same ref".formatted(before));
        }
        try {
            var facts = facts(row);
            var outcome = importOrganisation.handle(
                    new ImportOrganisation.Command(list.part("row " + row.number()), ref, facts, unsaid, restore));
            return switch (outcome) {
                case REGISTERED -> Effect.CREATED;
                case CHANGED -> Effect.CHANGED;
                case UNCHANGED -> Effect.UNCHANGED;
            };
        } catch (ContactRefusal refused) {
            throw ContactProblems.inRow(refused);
        }
    }

    /** What has a column with an empty cell is not there; what has no column is not spoken of. */
    private static Set<Detail> unsaid(CsvTable table) {
        return Stream.of(Detail.values())
                .filter(detail -> !table.columns().contains(column(detail)))
                .collect(Collectors.toUnmodifiableSet());
    }

    private static String column(Detail detail) {
        return switch (detail) {
            case COUNTRY -> "country";
            case CITY -> "city";
            case AREAS -> "areas";
            case WEBSITE -> "website";
            case NOTE -> "provenance";
        };
    }

    private static OrganisationFacts facts(CsvRow row) {
        var name = row.needed("name", OrganisationFacts.NAME_LENGTH);
        var type = row.neededChoice("type", OrganisationType.class);
        var country = row.text("country", CsvTable.MAX_CELL);
        var city = row.line("city", OrganisationFacts.CITY_LENGTH);
        var areas = row.texts("areas", OrganisationFacts.AREA_LENGTH);
        if (areas.size() > OrganisationFacts.AREAS) {
            throw new RowRefused(
                    "areas",
                    "too-many",
                    "It has %d areas; %d are allowed".formatted(areas.size(), OrganisationFacts.AREAS));
        }
        var website = row.text("website", OrganisationFacts.WEBSITE_LENGTH);
        var note = row.text("provenance", OrganisationFacts.NOTE_LENGTH);
        return new OrganisationFacts(name, type, country, city, areas, website, note);
    }
}
