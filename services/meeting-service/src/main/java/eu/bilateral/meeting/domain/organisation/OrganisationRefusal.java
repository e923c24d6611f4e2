package eu.bilateral.meeting.domain.organisation;

import eu.bilateral.kernel.id.OrganisationId;
import eu.bilateral.meeting.domain.Refusal;

/** An organisation that a request names cannot be named. */
public abstract sealed class OrganisationRefusal extends Refusal {

    private static final long serialVersionUID = 1L;

    private OrganisationRefusal(String code, String field, String situation) {
        super(code, field, situation);
    }

    /** The workspace has no such organisation, or the contact service has not told of it yet. */
    public static final class UnknownOrganisation extends OrganisationRefusal {
        private static final long serialVersionUID = 1L;

        public UnknownOrganisation(String field, OrganisationId id) {
            super(
                    "unknown-organisation",
                    field,
                    "Organisation %s is not known in this workspace, or not yet: one registered a moment ago arrives within seconds"
                            .formatted(id));
        }

        /** Named by its natural key, as an import does. */
        public UnknownOrganisation(String field, String ref) {
            super("unknown-organisation", field, "No organisation of this workspace has the ref \"%s\"".formatted(ref));
        }
    }

    /** The organisation is kept for its history only. */
    public static final class OrganisationArchived extends OrganisationRefusal {
        private static final long serialVersionUID = 1L;

        OrganisationArchived(String field, String named) {
            super("organisation-archived", field, "Organisation %s is archived".formatted(named));
        }
    }
}
