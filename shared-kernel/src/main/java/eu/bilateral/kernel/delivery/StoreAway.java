package eu.bilateral.kernel.delivery;

import com.mongodb.MongoConnectionPoolClearedException;
import com.mongodb.MongoException;
import com.mongodb.MongoNodeIsRecoveringException;
import com.mongodb.MongoNotPrimaryException;
import com.mongodb.MongoServerUnavailableException;
import com.mongodb.MongoSocketException;
import com.mongodb.MongoTimeoutException;
import com.mongodb.MongoWriteConcernException;
import java.util.Set;

/** Tells a document store that is away, or on its way out, from one that is there and says no. */
public final class StoreAway {

    /**
     * What MongoDB says of what a change of primary or a shutdown has caught: ShutdownInProgress, PrimarySteppedDown,
     * NotWritablePrimary, InterruptedAtShutdown, InterruptedDueToReplStateChange, NotPrimaryNoSecondaryOk,
     * NotPrimaryOrSecondary. The driver has types of its own for them, and hides these in a MongoQueryException where it was
     * asked for documents, and in the errors of single writes; the code stays.
     */
    private static final Set<Integer> PASSING = Set.of(91, 189, 10107, 11600, 11602, 13435, 13436);

    private StoreAway() {}

    /** Whether the store was not there, or went while it was asked; whoever asks again later may be answered. */
    public static boolean isMeantBy(MongoException said) {
        return said instanceof MongoTimeoutException
                || said instanceof MongoServerUnavailableException
                || leavesInDoubt(said);
    }

    /** Whether what was asked may have been done, and may not. */
    static boolean leavesInDoubt(MongoException said) {
        return said instanceof MongoSocketException
                || said instanceof MongoConnectionPoolClearedException
                || said instanceof MongoNodeIsRecoveringException
                || said instanceof MongoNotPrimaryException
                || said instanceof MongoWriteConcernException
                || isPassing(said.getCode());
    }

    /** Whether that error code of a command or of one write in it speaks of a change of primary or of a shutdown. */
    static boolean isPassing(int code) {
        return PASSING.contains(code);
    }
}
