package eu.bilateral.standalone;

import eu.bilateral.kernel.command.Role;
import eu.bilateral.kernel.id.AccountId;
import eu.bilateral.kernel.id.WorkspaceId;
import eu.bilateral.standalone.identity.AccountBook;
import eu.bilateral.standalone.identity.SigningKeys;
import java.time.Duration;
import java.util.Arrays;

/** The four services and the issuer, on a broker and a store that are somewhere else already. */
final class ServicesAlone {

    private static final int OPTIONS = 4;

    private ServicesAlone() {}

    /** {@code --port N --data DIRECTORY BROKERS STORE}; the account {@code manager} is there. */
    public static void main(String... arguments) throws Exception {
        var options = Options.from(Arrays.copyOf(arguments, OPTIONS));
        Standalone.logInto(options.data().resolve("logs"));
        var identity = options.data().resolve("identity");
        var accounts = AccountBook.in(identity);
        if (!accounts.has("manager")) {
            var unused = accounts.add(AccountId.of("manager"), WorkspaceId.of("main"), Role.MANAGER);
        }
        var ground = new Services.Ground(
                arguments[OPTIONS], arguments[OPTIONS + 1], accounts, SigningKeys.in(identity), Duration.ZERO);
        var services = new Services(options, ground, new Progress(System.out, System.currentTimeMillis()));
        Runtime.getRuntime().addShutdownHook(new Thread(services::close, "stop"));
        services.start();
        System.out.println("Bilateral is ready: " + options.address());
    }
}
