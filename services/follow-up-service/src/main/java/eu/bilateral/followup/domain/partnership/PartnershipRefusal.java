package eu.bilateral.followup.domain.partnership;

import eu.bilateral.kernel.event.Stage;
import eu.bilateral.kernel.id.AccountId;
import eu.bilateral.kernel.id.FollowUpId;
import eu.bilateral.kernel.id.PartnershipId;
import java.time.LocalDate;

/** A rule said no. Sealed, so that whoever answers for it must have an answer to every one. */
public abstract sealed class PartnershipRefusal extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private PartnershipRefusal(String situation) {
        super(situation);
    }

    /** There is no such partnership in the workspace. */
    public static final class UnknownPartnership extends PartnershipRefusal {
        private static final long serialVersionUID = 1L;

        public UnknownPartnership(PartnershipId id) {
            super("There is no partnership %s".formatted(id));
        }
    }

    /** The partnership never had such a follow-up. */
    public static final class UnknownFollowUp extends PartnershipRefusal {
        private static final long serialVersionUID = 1L;

        public UnknownFollowUp(FollowUpId id) {
            super("The partnership has no follow-up %s".formatted(id));
        }
    }

    /** Somebody else owns it, and only a manager works what others own. */
    public static final class OwnedBySomebodyElse extends PartnershipRefusal {
        private static final long serialVersionUID = 1L;

        OwnedBySomebodyElse(AccountId owner) {
            super("It belongs to %s; a developer works only own partnerships and follow-ups".formatted(owner));
        }
    }

    /** The account may only read. */
    public static final class OnlyReading extends PartnershipRefusal {
        private static final long serialVersionUID = 1L;

        OnlyReading() {
            super("A viewer reads and changes nothing");
        }
    }

    /** The follow-up was completed or withdrawn before. */
    public static final class FollowUpAlreadyClosed extends PartnershipRefusal {
        private static final long serialVersionUID = 1L;

        FollowUpAlreadyClosed(ClosedFollowUp closed) {
            super(
                    switch (closed.end()) {
                        case DONE ->
                            "The follow-up %s is already completed, by %s".formatted(closed.followUpId(), closed.by());
                        case WITHDRAWN ->
                            "The follow-up %s was withdrawn: there is no longer a reason to do it"
                                    .formatted(closed.followUpId());
                    });
        }
    }

    /** The partnership is over; it takes no follow-up before it is reopened. */
    public static final class PartnershipClosed extends PartnershipRefusal {
        private static final long serialVersionUID = 1L;

        PartnershipClosed(Stage stage) {
            super("The partnership is closed (%s). Move it back to a stage of the pipeline first".formatted(stage));
        }
    }

    /** It is where it was to be moved to. */
    public static final class AlreadyAtStage extends PartnershipRefusal {
        private static final long serialVersionUID = 1L;

        AlreadyAtStage(Stage stage) {
            super("The partnership is already at %s".formatted(stage));
        }
    }

    /** It belongs to the one to whom it was to be given. */
    public static final class AlreadyOwnedBy extends PartnershipRefusal {
        private static final long serialVersionUID = 1L;

        AlreadyOwnedBy(AccountId owner) {
            super("It already belongs to %s".formatted(owner));
        }
    }

    /** A move against the pipeline's direction, out of it or back into it came without a reason. */
    public static final class ReasonMissing extends PartnershipRefusal {
        private static final long serialVersionUID = 1L;

        ReasonMissing(Stage from, Stage to) {
            super(
                    to.isClosed()
                            ? "A partnership is closed only with a reason. Say why it ends"
                            : from.isClosed()
                                    ? "A closed partnership is reopened only with a reason. Say what has changed"
                                    : "A partnership moves back from %s to %s only with a reason. Say why"
                                            .formatted(from, to));
        }
    }

    /** A move claims what nothing shows. */
    public static final class EvidenceMissing extends PartnershipRefusal {
        private static final long serialVersionUID = 1L;

        EvidenceMissing(Stage from, Stage to) {
            super(
                    switch (to) {
                        case AGREEMENT_SIGNED ->
                            "A partnership moves to AGREEMENT_SIGNED only with a signed document."
                                    + " Add its reference as evidence";
                        case COOPERATING ->
                            "A partnership moves to COOPERATING only with a joint activity. Name it as evidence";
                        case TARGETED,
                                MEETING_AGREED,
                                MET,
                                INTEREST_CONFIRMED,
                                SCOPING,
                                AGREEMENT_DRAFTED,
                                NURTURE,
                                CLOSED_KNOWLEDGE,
                                CLOSED_NO_FIT ->
                            "A partnership skips stages, from %s to %s, only with evidence that both sides are there"
                                    .formatted(from, to);
                    });
        }
    }

    /** A partnership is to rest, and nobody says until when. */
    public static final class WakeUpDateMissing extends PartnershipRefusal {
        private static final long serialVersionUID = 1L;

        WakeUpDateMissing() {
            super("A partnership moves to NURTURE only with a date to wake up. Say when to look at it again");
        }
    }

    /** A date to wake up comes with a move to where nobody rests; it would be forgotten without a word. */
    public static final class WakeUpDateUnused extends PartnershipRefusal {
        private static final long serialVersionUID = 1L;

        WakeUpDateUnused(Stage to) {
            super(("A date to wake up belongs to a move to NURTURE, not to %s. Leave it out, and add a follow-up for"
                            + " that day where there is something to do")
                    .formatted(to));
        }
    }

    /** The last open follow-up was to be completed, and nothing would remind anybody of the partnership. */
    public static final class NextStepRequired extends PartnershipRefusal {
        private static final long serialVersionUID = 1L;

        NextStepRequired() {
            super("This is the last open follow-up, and an open partnership always has a dated next step."
                    + " Say what comes next, or until when it rests, or close it with a reason");
        }
    }

    /** What is to happen on a date that is refused. */
    public enum Dated {
        FOLLOW_UP,
        WAKING_UP
    }

    /** A date that must lie ahead does not. */
    public static final class DateNotAhead extends PartnershipRefusal {
        private static final long serialVersionUID = 1L;

        private final Dated dated;

        DateNotAhead(Dated dated, LocalDate date, LocalDate earliest) {
            super("%s is too early; the first possible date is %s".formatted(date, earliest));
            this.dated = dated;
        }

        public Dated dated() {
            return dated;
        }
    }

    /** A date is so far away that it means never. */
    public static final class DateTooFar extends PartnershipRefusal {
        private static final long serialVersionUID = 1L;

        private final Dated dated;

        DateTooFar(Dated dated, LocalDate date, LocalDate latest) {
            super("%s is too far away; the last possible date is %s".formatted(date, latest));
            this.dated = dated;
        }

        public Dated dated() {
            return dated;
        }
    }

    /** The event speaks of a partnership that is not the one of its pair in its workspace. */
    public static final class NotThePairsPartnership extends PartnershipRefusal {
        private static final long serialVersionUID = 1L;

        NotThePairsPartnership(PartnershipId told, PartnershipId derived) {
            super("The event names partnership %s, but the pair's one in this workspace is %s"
                    .formatted(told, derived));
        }
    }
}
