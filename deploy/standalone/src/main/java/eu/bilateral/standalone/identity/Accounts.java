package eu.bilateral.standalone.identity;

import eu.bilateral.kernel.command.Role;
import eu.bilateral.kernel.id.AccountId;
import eu.bilateral.kernel.id.WorkspaceId;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Behind {@code deploy/account}: says and changes who may sign in, on the book on disk, whether or not Bilateral runs. */
public final class Accounts {

    private static final String USAGE = "Usage: deploy/account list | add ACCOUNT WORKSPACE ROLE | role ACCOUNT ROLE"
            + " | disable ACCOUNT | enable ACCOUNT | password ACCOUNT   [--demo] [--data DIR]";

    private Accounts() {}

    /** Arguments: data directory, what to do, and what that takes. */
    public static void main(String[] arguments) {
        try {
            run(Path.of(arguments[0]), Arrays.asList(arguments).subList(1, arguments.length), System.out);
        } catch (IOException | IllegalArgumentException | IllegalStateException refused) {
            System.err.println(refused.getMessage());
            System.exit(1);
        }
    }

    static void run(Path data, List<String> words, PrintStream out) throws IOException {
        var identity = data.resolve("identity");
        if (!Files.exists(identity.resolve("accounts.json"))) {
            throw new IOException("There is no Bilateral in %s yet: start deploy/up first".formatted(data));
        }
        var accounts = AccountBook.in(identity);
        switch (words.isEmpty() ? "" : words.getFirst() + " " + (words.size() - 1)) {
            case "list 0" -> accounts.all().forEach(account -> out.println(line(account)));
            case "add 3" -> tell(accounts.add(account(words), WorkspaceId.of(words.get(2)), role(words.get(3))), out);
            case "role 2" -> out.println(line(accounts.changeRole(account(words), role(words.get(2)))));
            case "disable 1" -> out.println(line(accounts.disable(account(words), true)));
            case "enable 1" -> out.println(line(accounts.disable(account(words), false)));
            case "password 1" -> {
                var renewed = accounts.renewPassword(account(words));
                var demo = DemoPasswords.in(identity);
                if (demo.of(words.get(1)).isPresent()) {
                    demo.keep(words.get(1), renewed.password());
                }
                tell(renewed, out);
            }
            default -> throw new IllegalArgumentException(USAGE);
        }
    }

    private static AccountId account(List<String> words) {
        try {
            return AccountId.of(words.get(1));
        } catch (IllegalArgumentException malformed) {
            throw new IllegalArgumentException("%s is no name of an account".formatted(words.get(1)), malformed);
        }
    }

    private static Role role(String word) {
        return Arrays.stream(Role.values())
                .filter(role -> role.name().equalsIgnoreCase(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("%s is none of the roles %s"
                        .formatted(
                                word,
                                Arrays.stream(Role.values())
                                        .map(role -> role.name().toLowerCase(Locale.ROOT))
                                        .collect(Collectors.joining(", ")))));
    }

    private static void tell(AccountBook.Newcomer newcomer, PrintStream out) {
        out.println(line(newcomer.account()));
        out.println("password %s (told only this once)".formatted(newcomer.password()));
    }

    private static String line(Account account) {
        return "%s  %s of %s%s"
                .formatted(
                        account.account(),
                        account.role().name().toLowerCase(Locale.ROOT),
                        account.workspace(),
                        account.isDisabled() ? "  (disabled)" : "");
    }
}
