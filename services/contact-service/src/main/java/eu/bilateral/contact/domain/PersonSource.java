package eu.bilateral.contact.domain;

/** Where a person's data come from. */
public enum PersonSource {
    /** The person gave them to us. */
    THE_PERSON,
    /** From a business card. */
    BUSINESS_CARD,
    /** From somebody else: an organiser's list, a colleague. */
    THIRD_PARTY,
    /** From a public place, such as the organisation's web page. */
    PUBLIC_SOURCE;

    /** Whether the person must be told that we have the data (GDPR, Article 14). */
    boolean asksForNotice() {
        return this != THE_PERSON;
    }
}
