package eu.bilateral.standalone.identity;

import eu.bilateral.kernel.security.AccountStanding;
import eu.bilateral.kernel.security.Caller;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * Holds tokens to the account book, so that a token for hours is worth no more than one from a log-in: an account that is
 * disabled is nobody at once, and another role or workspace than the book's counts for as long only as it takes the browser
 * to fetch a new token.
 */
public final class CurrentAccounts implements AccountStanding {

    /** Longer than a token of a log-in lives, shorter than a minute. */
    private static final Duration OUTDATED_AFTER = Duration.ofSeconds(40);

    private final AccountBook accounts;
    private final Clock clock;

    /** The clock is the real one, as for all tokens, whatever day the demo has. */
    public CurrentAccounts(AccountBook accounts, Clock clock) {
        this.accounts = accounts;
        this.clock = clock;
    }

    @Override
    public boolean holds(Caller caller, Instant issuedAt) {
        var account = accounts.find(caller.account().value());
        if (account.isEmpty()) {
            return false;
        }
        var now = account.get();
        return (now.role() == caller.role() && now.workspace().equals(caller.workspace()))
                || clock.instant().isBefore(issuedAt.plus(OUTDATED_AFTER));
    }
}
