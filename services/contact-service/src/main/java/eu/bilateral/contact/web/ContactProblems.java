package eu.bilateral.contact.web;

import static eu.bilateral.kernel.web.Problems.problem;
import static org.springframework.http.HttpStatus.CONFLICT;
import static org.springframework.http.HttpStatus.NOT_FOUND;
import static org.springframework.http.HttpStatus.UNPROCESSABLE_CONTENT;

import eu.bilateral.contact.domain.ContactRefusal;
import eu.bilateral.contact.domain.ContactRefusal.CountryUnknown;
import eu.bilateral.contact.domain.ContactRefusal.OrganisationAlreadyArchived;
import eu.bilateral.contact.domain.ContactRefusal.OrganisationAlreadyRegistered;
import eu.bilateral.contact.domain.ContactRefusal.OrganisationNotArchived;
import eu.bilateral.contact.domain.ContactRefusal.UnknownOrganisation;
import eu.bilateral.contact.domain.ContactRefusal.UnknownPerson;
import eu.bilateral.contact.domain.ContactRefusal.WebsiteUnusable;
import eu.bilateral.kernel.csv.RowRefused;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.ProblemDetail;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** How the rules' refusals are told: to a request as a problem, to an import as a line of its report. */
@RestControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE)
class ContactProblems {

    @ExceptionHandler
    ProblemDetail explain(ContactRefusal refusal) {
        return switch (refusal) {
            case UnknownOrganisation unknown -> problem(NOT_FOUND, "unknown-organisation", unknown.getMessage());
            case UnknownPerson unknown -> problem(NOT_FOUND, "unknown-person", unknown.getMessage());
            case OrganisationAlreadyRegistered registered -> {
                var problem = problem(
                        CONFLICT,
                        "organisation-already-registered",
                        "ref",
                        registered.getMessage() + ". Change that one instead.");
                problem.setProperty("organisationId", registered.id().toString());
                yield problem;
            }
            case OrganisationAlreadyArchived archived ->
                problem(CONFLICT, "organisation-archived", archived.getMessage() + ". Restore it first.");
            case OrganisationNotArchived live -> problem(CONFLICT, "organisation-not-archived", live.getMessage());
            case CountryUnknown country ->
                problem(UNPROCESSABLE_CONTENT, "unknown-country", "country", country.getMessage());
            case WebsiteUnusable website ->
                problem(UNPROCESSABLE_CONTENT, "unusable-website", "website", website.getMessage());
        };
    }

    /** The same for one row of a file. */
    static RowRefused inRow(ContactRefusal refusal) {
        return switch (refusal) {
            case CountryUnknown country -> new RowRefused("country", "unknown-country", country.getMessage());
            case WebsiteUnusable website -> new RowRefused("website", "unusable-website", website.getMessage());
            case OrganisationAlreadyArchived archived ->
                new RowRefused(
                        "ref",
                        "organisation-archived",
                        "It matches an archived organisation; import with restore=true to bring it back");
            case OrganisationAlreadyRegistered registered ->
                new RowRefused(
                        "ref", "organisation-already-registered", "Somebody registered it just now; import it again");
            case OrganisationNotArchived live ->
                new RowRefused("ref", "organisation-not-archived", "Somebody restored it just now; import it again");
            case UnknownOrganisation unknown -> new RowRefused("ref", "unknown-organisation", unknown.getMessage());
            case UnknownPerson unknown -> new RowRefused(null, "unknown-person", unknown.getMessage());
        };
    }
}
