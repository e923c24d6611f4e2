package eu.bilateral.contact.domain;

import eu.bilateral.kernel.id.OrganisationId;
import org.jspecify.annotations.Nullable;

/**
 * Which organisations to list, in the order of their folded names, then of their ids.
 *
 * @param name what the folded name must contain; absent where any name will do
 * @param only the one organisation that may be listed; absent where any may
 * @param archived whether to list the archived ones instead of the live ones
 * @param after lists only what comes behind this place
 */
public record OrganisationSearch(
        @Nullable FoldedName name,
        @Nullable OrganisationId only,
        boolean archived,
        @Nullable Place after,
        int atMost) {

    /** A place in the list. */
    public record Place(FoldedName name, OrganisationId id) {

        /** Right behind this organisation. */
        public static Place of(Organisation organisation) {
            return new Place(FoldedName.of(organisation.facts().name()), organisation.id());
        }
    }
}
