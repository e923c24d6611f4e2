package eu.bilateral.contact.persistence;

import eu.bilateral.contact.domain.Organisations;

class InMemoryOrganisationsTest extends OrganisationsContract {

    private final Organisations organisations = new InMemoryOrganisations();

    @Override
    Organisations organisations() {
        return organisations;
    }
}
