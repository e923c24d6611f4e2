package eu.bilateral.contact.persistence;

import eu.bilateral.contact.ServiceTest;
import eu.bilateral.contact.domain.Organisations;
import eu.bilateral.kernel.testing.AlsoOnRealParts;
import org.springframework.beans.factory.annotation.Autowired;

@AlsoOnRealParts
@ServiceTest
class MongoOrganisationsIT extends OrganisationsContract {

    @Autowired
    private Organisations organisations;

    @Override
    Organisations organisations() {
        return organisations;
    }
}
