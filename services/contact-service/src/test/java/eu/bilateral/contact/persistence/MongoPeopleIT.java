package eu.bilateral.contact.persistence;

import eu.bilateral.contact.ServiceTest;
import eu.bilateral.contact.domain.People;
import eu.bilateral.kernel.testing.AlsoOnRealParts;
import org.springframework.beans.factory.annotation.Autowired;

@AlsoOnRealParts
@ServiceTest
class MongoPeopleIT extends PeopleContract {

    @Autowired
    private People people;

    @Override
    People people() {
        return people;
    }
}
