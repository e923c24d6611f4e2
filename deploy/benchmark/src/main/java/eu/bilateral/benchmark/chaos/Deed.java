package eu.bilateral.benchmark.chaos;

import org.jspecify.annotations.Nullable;

/**
 * One write that was asked for, and what was said to it.
 *
 * @param key its Idempotency-Key; also written into the one free text of the request, by which its effect is found
 * @param aggregate the meeting or partnership that it is about; absent where nobody learnt it
 * @param detail what else tells its effect: a follow-up, a stage
 * @param status the last HTTP status; 0 for none
 * @param attempts how often it was asked, with the same key
 */
record Deed(
        String workspace,
        String key,
        Kind kind,
        Answer answer,
        @Nullable String aggregate,
        @Nullable String detail,
        int status,
        int attempts,
        long askedAtMillis) {

    /** What was asked for. */
    enum Kind {
        LOG,
        AMEND,
        VOID,
        ADD_FOLLOW_UP,
        COMPLETE,
        MOVE;

        boolean isAboutMeeting() {
            return this == LOG || this == AMEND || this == VOID;
        }
    }

    /** What was said to it in the end. */
    enum Answer {
        /** 2xx: it must have its effect, once. */
        ACCEPTED,
        /** 4xx: it must have none. */
        REFUSED,
        /** Nobody said anything definite until the end: it may have its effect, once, or none. */
        UNKNOWN
    }

    boolean isAccepted() {
        return answer == Answer.ACCEPTED;
    }

    /** As a line of the raw result. */
    String toJson() {
        return """
            {"workspace":"%s","key":"%s","kind":"%s","answer":"%s","aggregate":%s,"detail":%s,"status":%d,"attempts":%d,"at":%d}\
            """.formatted(
                workspace, key, kind, answer, quoted(aggregate), quoted(detail), status, attempts, askedAtMillis);
    }

    private static String quoted(@Nullable String text) {
        return text == null ? "null" : '"' + text + '"';
    }
}
