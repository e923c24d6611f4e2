package eu.bilateral.contact.domain;

import eu.bilateral.kernel.id.OrganisationId;
import eu.bilateral.kernel.id.PersonId;

/** A rule said no. Sealed, so that whoever answers for it must have an answer to every one. */
public abstract sealed class ContactRefusal extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private ContactRefusal(String situation) {
        super(situation);
    }

    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }

    /** There is no such organisation in the workspace. */
    public static final class UnknownOrganisation extends ContactRefusal {
        private static final long serialVersionUID = 1L;

        public UnknownOrganisation(OrganisationId id) {
            super("There is no organisation %s".formatted(id));
        }
    }

    /** The workspace has an organisation of that natural key already. */
    public static final class OrganisationAlreadyRegistered extends ContactRefusal {
        private static final long serialVersionUID = 1L;
        private final transient OrganisationId id;

        public OrganisationAlreadyRegistered(OrganisationId id) {
            super("An organisation with this ref is registered already: %s".formatted(id));
            this.id = id;
        }

        /** The one that is there. */
        public OrganisationId id() {
            return id;
        }
    }

    /** The organisation was archived; only restoring it is possible. */
    public static final class OrganisationAlreadyArchived extends ContactRefusal {
        private static final long serialVersionUID = 1L;

        public OrganisationAlreadyArchived(OrganisationId id) {
            super("Organisation %s is archived".formatted(id));
        }
    }

    /** The organisation is live; there is nothing to restore. */
    public static final class OrganisationNotArchived extends ContactRefusal {
        private static final long serialVersionUID = 1L;

        public OrganisationNotArchived(OrganisationId id) {
            super("Organisation %s is not archived".formatted(id));
        }
    }

    /** The country is no ISO 3166-1 code of two letters. */
    public static final class CountryUnknown extends ContactRefusal {
        private static final long serialVersionUID = 1L;

        public CountryUnknown() {
            super("A country is given by its two letters of ISO 3166, such as PL");
        }
    }

    /** The website is no address that a browser may safely open. */
    public static final class WebsiteUnusable extends ContactRefusal {
        private static final long serialVersionUID = 1L;

        public WebsiteUnusable() {
            super("A website is given by its full address that begins with http:// or https://");
        }
    }

    /** There is no such person in the workspace. */
    public static final class UnknownPerson extends ContactRefusal {
        private static final long serialVersionUID = 1L;

        public UnknownPerson(PersonId id) {
            super("There is no person %s".formatted(id));
        }
    }
}
