package eu.bilateral.contact.persistence;

import eu.bilateral.contact.ServiceTest;
import eu.bilateral.contact.domain.Claims;
import org.springframework.beans.factory.annotation.Autowired;

@ServiceTest
class MongoClaimsIT extends ClaimsContract {

    @Autowired
    private Claims claims;

    @Override
    Claims claims() {
        return claims;
    }
}
