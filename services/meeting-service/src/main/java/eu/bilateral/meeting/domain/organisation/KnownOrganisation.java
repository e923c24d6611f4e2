package eu.bilateral.meeting.domain.organisation;

import eu.bilateral.kernel.event.ContactEvent;
import eu.bilateral.kernel.event.ContactEvent.OrganisationArchived;
import eu.bilateral.kernel.event.ContactEvent.OrganisationChanged;
import eu.bilateral.kernel.event.ContactEvent.OrganisationRegistered;
import eu.bilateral.kernel.event.ContactEvent.PersonAdded;
import eu.bilateral.kernel.event.ContactEvent.PersonChanged;
import eu.bilateral.kernel.id.OrganisationId;
import org.jspecify.annotations.Nullable;

/**
 * An organisation as far as meetings need it: that it exists, by which natural key imports name it, and whether it may
 * still be named anew.
 */
public record KnownOrganisation(
        OrganisationId organisationId, @Nullable String ref, boolean isArchived) {

    /** What is known after that happened; absent where it tells nothing of an organisation that is not known yet. */
    public static @Nullable KnownOrganisation after(@Nullable KnownOrganisation before, ContactEvent told) {
        return switch (told) {
            case OrganisationRegistered registered ->
                new KnownOrganisation(registered.organisationId(), registered.ref(), false);
            // A change of an archived organisation (a corrected name) does not bring it back.
            case OrganisationChanged changed ->
                new KnownOrganisation(changed.organisationId(), changed.ref(), before != null && before.isArchived());
            case OrganisationArchived archived ->
                new KnownOrganisation(archived.organisationId(), before == null ? null : before.ref(), true);
            case PersonAdded added -> before;
            case PersonChanged changed -> before;
        };
    }

    /** The same organisation where it may be named anew; {@link OrganisationRefusal.OrganisationArchived} otherwise. */
    public KnownOrganisation stillOffered(String field) {
        if (isArchived) {
            throw new OrganisationRefusal.OrganisationArchived(field, ref == null ? organisationId.toString() : ref);
        }
        return this;
    }
}
