package eu.bilateral.contact.domain;

import static org.assertj.core.api.Assertions.assertThat;

import eu.bilateral.kernel.event.ContactEvent.PersonAdded;
import eu.bilateral.kernel.event.ContactEvent.PersonChanged;
import eu.bilateral.kernel.id.OrganisationId;
import eu.bilateral.kernel.id.PersonId;
import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PersonTest {

    static final Instant NOON = Instant.parse("2030-01-31T12:00:00Z");
    static final PersonId ID = PersonId.next();
    static final OrganisationId LUBLIN = OrganisationId.next();

    @Test
    void eventsTellOfAPersonByIdsAlone() {
        var added = Person.add(ID, LUBLIN, from(PersonSource.THE_PERSON), NOON);
        var changed = added.person().change(from(PersonSource.BUSINESS_CARD), NOON.plusSeconds(1));

        assertThat(added.event()).isEqualTo(new PersonAdded(LUBLIN, ID, NOON));
        assertThat(changed.event()).isEqualTo(new PersonChanged(LUBLIN, ID, NOON.plusSeconds(1)));
        assertThat(changed.person()).isEqualTo(new Person(ID, LUBLIN, from(PersonSource.BUSINESS_CARD), NOON));
    }

    @ParameterizedTest
    @EnumSource(value = PersonSource.class, mode = EnumSource.Mode.EXCLUDE, names = "THE_PERSON")
    void whoDidNotGiveTheDataIsToldWithinAMonth(PersonSource source) {
        assertThat(Person.add(ID, LUBLIN, from(source), NOON).person().noticeDueOn())
                .contains(LocalDate.of(2030, 2, 28));
    }

    @Test
    void whoGaveTheDataNeedsNoNotice() {
        assertThat(Person.add(ID, LUBLIN, from(PersonSource.THE_PERSON), NOON)
                        .person()
                        .noticeDueOn())
                .isEmpty();
    }

    @Test
    void aPersonPrintsWithoutPersonalData() {
        var person = Person.add(ID, LUBLIN, from(PersonSource.THE_PERSON), NOON).person();

        assertThat(person.toString()).doesNotContain("Anna", "anna@", "+48", "Manager");
    }

    private static PersonFacts from(PersonSource source) {
        return new PersonFacts(
                "Anna Nowak", "Manager", "anna@example.org", "+48 81 000", LawfulBasis.LEGITIMATE_INTERESTS, source);
    }
}
