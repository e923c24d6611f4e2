package eu.bilateral.kernel.event;

/** What a follow-up or a next step asks its owner to do; its wording stays with the meeting's record. */
public enum FollowUpKind {
    THANK_YOU,
    ACTION_CALL,
    SECOND_CONTACT,
    REVIEW,
    OUTCOME_SURVEY,
    SEND_DOCUMENTS,
    CALL,
    INTRODUCE_MEMBER,
    MEET,
    PREPARE_PROPOSAL,
    HOLD_MEETING,
    OFFER_NEW_SLOT,
    WAKE_UP,
    OTHER
}
