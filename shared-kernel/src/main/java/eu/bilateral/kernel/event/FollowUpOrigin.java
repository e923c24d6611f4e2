package eu.bilateral.kernel.event;

/** Who put a follow-up on the list: the playbook, a promise or next step of a record, or a person by hand. */
public enum FollowUpOrigin {
    PLAYBOOK,
    RECORD,
    PERSON
}
