package eu.bilateral.standalone.identity;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import eu.bilateral.kernel.command.Role;
import eu.bilateral.kernel.id.AccountId;
import eu.bilateral.kernel.id.WorkspaceId;
import eu.bilateral.kernel.web.Owners;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.crypto.factory.PasswordEncoderFactories;
import org.springframework.security.crypto.password.PasswordEncoder;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * The accounts, in one JSON file that {@code deploy/account} or an administrator changes while the system runs: what it says
 * holds within a minute, for sessions, tokens and streams. Passwords are hashed; a new account gets a generated one, told once.
 */
public final class AccountBook {

    private static final Logger LOG = LoggerFactory.getLogger(AccountBook.class);
    private static final JsonMapper JSON = new JsonMapper();
    private static final SecureRandom CHANCE = new SecureRandom();
    /** Without the letters that are taken for one another. */
    private static final String LETTERS = "abcdefghjkmnpqrstuvwxyz23456789";

    private final Path file;
    private final PasswordEncoder encoder = PasswordEncoderFactories.createDelegatingPasswordEncoder();
    private Map<String, Account> accounts = Map.of();
    private FileTime readAt = FileTime.fromMillis(0);

    /** An account with the password that was made for it; nobody can tell that later. */
    public record Newcomer(Account account, String password) {}

    private AccountBook(Path file) {
        this.file = file;
    }

    /** The accounts of this identity directory, also where there is none yet. */
    public static AccountBook in(Path identity) {
        return new AccountBook(identity.resolve("accounts.json"));
    }

    /** The account of that name, as the file says now; absent where it is disabled. */
    public synchronized Optional<Account> find(String name) {
        refresh();
        return Optional.ofNullable(accounts.get(name)).filter(account -> !account.isDisabled());
    }

    /** Whether there is an account of that name, disabled or not. */
    public synchronized boolean has(String name) {
        refresh();
        return accounts.containsKey(name);
    }

    /** All accounts, the disabled ones among them, in the order of the file. */
    public synchronized List<Account> all() {
        refresh();
        return List.copyOf(accounts.values());
    }

    /**
     * Adds an account with a password of its own; the password is in the answer and nowhere else. An
     * {@link IllegalStateException} where there is one of that name, an {@link IllegalArgumentException} for {@code me},
     * which in the API is whoever asks.
     */
    public synchronized Newcomer add(AccountId name, WorkspaceId workspace, Role role) throws IOException {
        if (Owners.isWhoeverAsks(name.value())) {
            throw new IllegalArgumentException("No account can be called me: in the API that is whoever asks");
        }
        refresh();
        if (accounts.containsKey(name.value())) {
            throw new IllegalStateException("There is an account %s already".formatted(name));
        }
        var password = password();
        var account = new Account(name, workspace, role, hashed(password), false);
        put(account);
        return new Newcomer(account, password);
    }

    /** Gives it another role; an {@link IllegalStateException} where there is no such account. */
    public synchronized Account changeRole(AccountId name, Role role) throws IOException {
        return put(named(name).withRole(role));
    }

    /** Shuts it out, or lets it in again; an {@link IllegalStateException} where there is no such account. */
    public synchronized Account disable(AccountId name, boolean disabled) throws IOException {
        return put(named(name).withDisabled(disabled));
    }

    /**
     * Gives it a new password, which is in the answer and nowhere else; an {@link IllegalStateException} where there is no such
     * account.
     */
    public synchronized Newcomer renewPassword(AccountId name) throws IOException {
        var password = password();
        return new Newcomer(put(named(name).withPassword(hashed(password))), password);
    }

    private Account named(AccountId name) {
        refresh();
        var account = accounts.get(name.value());
        if (account == null) {
            throw new IllegalStateException(
                    "There is no account %s; there are: %s".formatted(name, String.join(", ", accounts.keySet())));
        }
        return account;
    }

    @CanIgnoreReturnValue
    private Account put(Account account) throws IOException {
        var next = new LinkedHashMap<>(accounts);
        next.put(account.account().value(), account);
        write(new ArrayList<>(next.values()));
        return account;
    }

    /** What checks a password against its hash. */
    public PasswordEncoder encoder() {
        return encoder;
    }

    private String hashed(String password) {
        var hash = encoder.encode(password);
        if (hash == null) {
            throw new IllegalStateException("A password has a hash");
        }
        return hash;
    }

    /** Twenty letters in groups of five: some 99 bits. */
    private static String password() {
        return CHANCE.ints(20, 0, LETTERS.length())
                .mapToObj(i -> String.valueOf(LETTERS.charAt(i)))
                .collect(Collectors.joining())
                .replaceAll("(.{5})(?=.)", "$1-");
    }

    private void write(List<Account> all) throws IOException {
        var lines = all.stream()
                .map(account -> {
                    var fields = new LinkedHashMap<String, String>();
                    fields.put("account", account.account().value());
                    fields.put("workspace", account.workspace().value());
                    fields.put("role", account.role().name().toLowerCase(Locale.ROOT));
                    fields.put("password", account.password());
                    if (account.isDisabled()) {
                        fields.put("disabled", "true");
                    }
                    return fields;
                })
                .toList();
        PrivateFile.write(file, JSON.writerWithDefaultPrettyPrinter().writeValueAsString(lines) + "\n");
        readAt = FileTime.fromMillis(0);
        refresh();
    }

    private void refresh() {
        try {
            if (!Files.exists(file)) {
                return;
            }
            var changedAt = Files.getLastModifiedTime(file);
            if (changedAt.equals(readAt)) {
                return;
            }
            var read = new LinkedHashMap<String, Account>();
            for (var fields :
                    JSON.readValue(Files.readString(file, UTF_8), new TypeReference<List<Map<String, String>>>() {})) {
                var account = new Account(
                        AccountId.of(field(fields, "account")),
                        WorkspaceId.of(field(fields, "workspace")),
                        Role.valueOf(field(fields, "role").toUpperCase(Locale.ROOT)),
                        field(fields, "password"),
                        "true".equals(fields.get("disabled")));
                read.put(account.account().value(), account);
            }
            accounts = read;
            readAt = changedAt;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        } catch (JacksonException | IllegalArgumentException malformed) {
            if (!accounts.isEmpty()) {
                // Each request asks: a slip of the pen must not shut everybody out.
                LOG.error("{} is malformed, what it said before holds: {}", file, malformed.getMessage());
                readAt = changedAt(file);
                return;
            }
            throw new IllegalStateException("%s is malformed: %s".formatted(file, malformed.getMessage()), malformed);
        }
    }

    private static FileTime changedAt(Path file) {
        try {
            return Files.getLastModifiedTime(file);
        } catch (IOException gone) {
            return FileTime.fromMillis(0);
        }
    }

    private static String field(Map<String, String> fields, String name) {
        var value = fields.get(name);
        if (value == null) {
            throw new IllegalArgumentException("an account has no " + name);
        }
        return value;
    }
}
