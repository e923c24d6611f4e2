package eu.bilateral.contact.domain;

/** Why a person's data may be kept at all (GDPR, Article 6(1)). */
public enum LawfulBasis {
    CONSENT,
    CONTRACT,
    LEGAL_OBLIGATION,
    VITAL_INTERESTS,
    PUBLIC_TASK,
    LEGITIMATE_INTERESTS
}
