package eu.bilateral.contact.web;

import eu.bilateral.contact.application.ArchiveOrganisation;
import eu.bilateral.contact.application.ChangeOrganisation;
import eu.bilateral.contact.application.FindOrganisations;
import eu.bilateral.contact.application.RegisterOrganisation;
import eu.bilateral.contact.application.RestoreOrganisation;
import eu.bilateral.contact.domain.FoldedName;
import eu.bilateral.contact.domain.Organisation;
import eu.bilateral.contact.domain.OrganisationFacts;
import eu.bilateral.contact.domain.OrganisationSearch;
import eu.bilateral.contact.domain.OrganisationSearch.Place;
import eu.bilateral.kernel.command.Page;
import eu.bilateral.kernel.id.OrganisationId;
import eu.bilateral.kernel.id.WorkspaceId;
import eu.bilateral.kernel.security.Caller;
import eu.bilateral.kernel.web.Answers;
import eu.bilateral.kernel.web.Asking;
import eu.bilateral.kernel.web.Cursor;
import eu.bilateral.kernel.web.Making;
import eu.bilateral.kernel.web.MalformedRequest;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Organisations over HTTP. */
@RestController
@RequestMapping("/api/organisations")
class OrganisationController {

    private static final Cursor CURSOR = new Cursor("organisations", 2);

    private final RegisterOrganisation registerOrganisation;
    private final ChangeOrganisation changeOrganisation;
    private final ArchiveOrganisation archiveOrganisation;
    private final RestoreOrganisation restoreOrganisation;
    private final FindOrganisations findOrganisations;

    OrganisationController(
            RegisterOrganisation registerOrganisation,
            ChangeOrganisation changeOrganisation,
            ArchiveOrganisation archiveOrganisation,
            RestoreOrganisation restoreOrganisation,
            FindOrganisations findOrganisations) {
        this.registerOrganisation = registerOrganisation;
        this.changeOrganisation = changeOrganisation;
        this.archiveOrganisation = archiveOrganisation;
        this.restoreOrganisation = restoreOrganisation;
        this.findOrganisations = findOrganisations;
    }

    @Operation(
            operationId = "registerOrganisation",
            summary = "Register an organisation; the same ref is never registered twice")
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    ResponseEntity<OrganisationView> register(
            @Making Asking asking, @Valid @RequestBody RegisterOrganisationRequest request) {
        var kept = registerOrganisation.handle(
                new RegisterOrganisation.Command(asking.to(request), request.ref(), request.toFacts()));
        return Answers.created("/api/organisations/" + kept.state().id(), kept.as(OrganisationView::from));
    }

    @Operation(operationId = "listOrganisations", summary = "Organisations by name, page by page")
    @GetMapping
    ResponseEntity<Page<OrganisationView>> list(
            Caller caller,
            @RequestParam(required = false) @Nullable String name,
            @RequestParam(required = false) @Nullable String ref,
            @RequestParam(defaultValue = "false") boolean archived,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor,
            HttpServletRequest request) {
        int size = Cursor.limit(limit);
        var found = findOrganisations.handle(
                caller.workspace(),
                new OrganisationSearch(
                        folded(name), named(caller.workspace(), ref), archived, place(cursor), size + 1));
        return Answers.page(
                Page.of(found, size, last -> cursor(Place.of(last.state()))).map(OrganisationView::from), request);
    }

    @Operation(operationId = "showOrganisation", summary = "An organisation with all that is known of it")
    @GetMapping("/{organisationId}")
    ResponseEntity<OrganisationView> show(Caller caller, @PathVariable OrganisationId organisationId) {
        return Answers.found(
                findOrganisations.byId(caller.workspace(), organisationId).as(OrganisationView::from));
    }

    @Operation(
            operationId = "changeOrganisation",
            summary = "Describe an organisation anew, every field as it is to be")
    @PutMapping("/{organisationId}")
    ResponseEntity<OrganisationView> change(
            Asking asking,
            @PathVariable OrganisationId organisationId,
            @Valid @RequestBody ChangeOrganisationRequest request) {
        return Answers.found(changeOrganisation
                .handle(new ChangeOrganisation.Command(asking.toSeen(request), organisationId, request.toFacts()))
                .as(OrganisationView::from));
    }

    @Operation(
            operationId = "archiveOrganisation",
            summary = "Offer an organisation no longer; what refers to it stays")
    @PostMapping("/{organisationId}/archive")
    ResponseEntity<OrganisationView> archive(Asking asking, @PathVariable OrganisationId organisationId) {
        return Answers.found(archiveOrganisation
                .handle(new ArchiveOrganisation.Command(asking.to("archive"), organisationId))
                .as(OrganisationView::from));
    }

    @Operation(operationId = "restoreOrganisation", summary = "Offer an archived organisation again")
    @PostMapping("/{organisationId}/restore")
    ResponseEntity<OrganisationView> restore(Asking asking, @PathVariable OrganisationId organisationId) {
        return Answers.found(restoreOrganisation
                .handle(new RestoreOrganisation.Command(asking.to("restore"), organisationId))
                .as(OrganisationView::from));
    }

    private static @Nullable FoldedName folded(@Nullable String name) {
        if (name == null || name.isBlank()) {
            return null;
        }
        if (name.length() > OrganisationFacts.NAME_LENGTH) {
            throw new MalformedRequest(
                    HttpStatus.BAD_REQUEST,
                    "malformed-name",
                    "name",
                    "A name has at most %d characters".formatted(OrganisationFacts.NAME_LENGTH));
        }
        return FoldedName.of(name);
    }

    /** An empty ref is one that nobody has: whoever lost the ref is better told of no organisation than of the first. */
    private static @Nullable OrganisationId named(WorkspaceId workspace, @Nullable String ref) {
        if (ref == null) {
            return null;
        }
        if (ref.length() > Organisation.REF_LENGTH) {
            throw new MalformedRequest(
                    HttpStatus.BAD_REQUEST,
                    "malformed-ref",
                    "ref",
                    "A ref has at most %d characters".formatted(Organisation.REF_LENGTH));
        }
        return Organisation.idOf(workspace, ref);
    }

    private static String cursor(Place last) {
        return CURSOR.after(last.name().value(), last.id().toString());
    }

    private static @Nullable Place place(@Nullable String cursor) {
        if (cursor == null) {
            return null;
        }
        return CURSOR.read(cursor, key -> new Place(new FoldedName(key.getFirst()), OrganisationId.of(key.getLast())));
    }
}
