package eu.bilateral.contact.persistence;

import eu.bilateral.contact.ServiceTest;
import eu.bilateral.contact.domain.Organisations;
import org.springframework.beans.factory.annotation.Autowired;

@ServiceTest
class MongoOrganisationsIT extends OrganisationsContract {

    @Autowired
    private Organisations organisations;

    @Override
    Organisations organisations() {
        return organisations;
    }
}
