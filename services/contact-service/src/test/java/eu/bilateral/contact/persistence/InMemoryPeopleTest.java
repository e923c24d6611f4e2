package eu.bilateral.contact.persistence;

import eu.bilateral.contact.domain.People;

class InMemoryPeopleTest extends PeopleContract {

    private final People people = new InMemoryPeople();

    @Override
    People people() {
        return people;
    }
}
