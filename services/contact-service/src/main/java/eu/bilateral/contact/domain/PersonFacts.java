package eu.bilateral.contact.domain;

import org.jspecify.annotations.Nullable;

/**
 * What is known of a person. Texts come without the space around them, an empty one is an absent one.
 *
 * @param role what the person does at the organisation
 */
public record PersonFacts(
        String name,
        @Nullable String role,
        @Nullable String email,
        @Nullable String phone,
        LawfulBasis lawfulBasis,
        PersonSource source) {

    /** The longest name. */
    public static final int NAME_LENGTH = 200;
    /** The longest role. */
    public static final int ROLE_LENGTH = 200;
    /** The longest e-mail address. */
    public static final int EMAIL_LENGTH = 254;
    /** The longest phone number, as it is written. */
    public static final int PHONE_LENGTH = 40;

    public PersonFacts {
        name = name.strip();
        role = orAbsent(role);
        email = orAbsent(email);
        phone = orAbsent(phone);
    }

    private static @Nullable String orAbsent(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }

    /** Personal data print nowhere by accident. */
    @Override
    public String toString() {
        return "PersonFacts[lawfulBasis=%s, source=%s]".formatted(lawfulBasis, source);
    }
}
