package eu.bilateral.contact.persistence;

import eu.bilateral.contact.domain.Claims;

class InMemoryClaimsTest extends ClaimsContract {

    private final Claims claims = new InMemoryClaims();

    @Override
    Claims claims() {
        return claims;
    }
}
