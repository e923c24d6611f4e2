package eu.bilateral.kernel.command;

/** The way a change was asked for forbids it, whatever the change is. Sealed, so that the web has an answer to each. */
public abstract sealed class CommandRefusal extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private CommandRefusal(String situation) {
        super(situation);
    }

    /** The asker has seen an older version than the one that is kept. */
    public static final class VersionOutdated extends CommandRefusal {
        private static final long serialVersionUID = 1L;

        public VersionOutdated(long seen, long kept) {
            super("It has changed since you read it: you saw version %d, it is now at version %d"
                    .formatted(seen, kept));
        }
    }

    /** The same key came before with another request. */
    public static final class KeyReused extends CommandRefusal {
        private static final long serialVersionUID = 1L;

        public KeyReused() {
            super("This Idempotency-Key came before with another request");
        }
    }

    /** More events wait for the broker than the outbox takes; nothing was stored. */
    public static final class OutboxFull extends CommandRefusal {
        private static final long serialVersionUID = 1L;

        public OutboxFull() {
            super("Too many changes of this record wait to be published; nothing was stored");
        }
    }

    /** Others changed the same record again and again while this change was tried; nothing was stored. */
    public static final class Outrun extends CommandRefusal {
        private static final long serialVersionUID = 1L;

        public Outrun() {
            super("Others keep changing this record; nothing was stored");
        }
    }
}
