package eu.bilateral.contact.web;

import eu.bilateral.contact.application.AddPerson;
import eu.bilateral.contact.application.ChangePerson;
import eu.bilateral.contact.application.FindPeople;
import eu.bilateral.contact.domain.FoldedName;
import eu.bilateral.contact.domain.People.Place;
import eu.bilateral.kernel.command.Page;
import eu.bilateral.kernel.id.OrganisationId;
import eu.bilateral.kernel.id.PersonId;
import eu.bilateral.kernel.security.Caller;
import eu.bilateral.kernel.web.Answers;
import eu.bilateral.kernel.web.Asking;
import eu.bilateral.kernel.web.Cursor;
import eu.bilateral.kernel.web.Making;
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
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** People over HTTP. */
@RestController
class PersonController {

    private static final Cursor CURSOR = new Cursor("people", 2);

    private final AddPerson addPerson;
    private final ChangePerson changePerson;
    private final FindPeople findPeople;

    PersonController(AddPerson addPerson, ChangePerson changePerson, FindPeople findPeople) {
        this.addPerson = addPerson;
        this.changePerson = changePerson;
        this.findPeople = findPeople;
    }

    @Operation(
            operationId = "addPerson",
            summary = "Add a person to an organisation, with the lawful basis for keeping their data")
    @PostMapping("/api/organisations/{organisationId}/people")
    @ResponseStatus(HttpStatus.CREATED)
    ResponseEntity<PersonView> add(
            @Making Asking asking,
            @PathVariable OrganisationId organisationId,
            @Valid @RequestBody PersonRequest request) {
        var kept = addPerson.handle(new AddPerson.Command(asking.to(request), organisationId, request.toFacts()));
        return Answers.created("/api/people/" + kept.state().id(), kept.as(PersonView::from));
    }

    @Operation(operationId = "listPeople", summary = "The people of an organisation, page by page")
    @GetMapping("/api/organisations/{organisationId}/people")
    ResponseEntity<Page<PersonView>> list(
            Caller caller,
            @PathVariable OrganisationId organisationId,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor,
            HttpServletRequest request) {
        int size = Cursor.limit(limit);
        var found = findPeople.handle(caller.workspace(), organisationId, place(cursor), size + 1);
        return Answers.page(
                Page.of(found, size, last -> cursor(Place.of(last.state()))).map(PersonView::from), request);
    }

    @Operation(operationId = "showPerson", summary = "A person")
    @GetMapping("/api/people/{personId}")
    ResponseEntity<PersonView> show(Caller caller, @PathVariable PersonId personId) {
        return Answers.found(findPeople.byId(caller.workspace(), personId).as(PersonView::from));
    }

    @Operation(operationId = "changePerson", summary = "Describe a person anew, every field as it is to be")
    @PutMapping("/api/people/{personId}")
    ResponseEntity<PersonView> change(
            Asking asking, @PathVariable PersonId personId, @Valid @RequestBody PersonRequest request) {
        return Answers.found(changePerson
                .handle(new ChangePerson.Command(asking.toSeen(request), personId, request.toFacts()))
                .as(PersonView::from));
    }

    private static String cursor(Place last) {
        return CURSOR.after(last.name().value(), last.id().toString());
    }

    private static @Nullable Place place(@Nullable String cursor) {
        if (cursor == null) {
            return null;
        }
        return CURSOR.read(cursor, key -> new Place(new FoldedName(key.getFirst()), PersonId.of(key.getLast())));
    }
}
