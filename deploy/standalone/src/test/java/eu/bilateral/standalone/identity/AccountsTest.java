package eu.bilateral.standalone.identity;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import eu.bilateral.kernel.command.Role;
import eu.bilateral.kernel.id.AccountId;
import eu.bilateral.kernel.id.WorkspaceId;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AccountsTest {

    @TempDir
    Path data;

    /** The book as the running process holds it. */
    private AccountBook running;

    @BeforeEach
    void aBookWithOneManager() throws IOException {
        running = AccountBook.in(data.resolve("identity"));
        var unused = running.add(AccountId.of("manager"), WorkspaceId.of("main"), Role.MANAGER);
    }

    @Test
    void theBookIsShownWithoutPasswords() throws IOException {
        assertThat(said("list")).isEqualTo("manager  manager of main\n");
    }

    @Test
    void anAddedAccountMaySignInWithThePasswordThatIsToldOnce() throws IOException {
        var said = said("add", "anna", "main", "developer");

        var anna = running.find("anna").orElseThrow();
        var password = said.lines().toList().get(1).split(" ")[1];
        assertThat(said).startsWith("anna  developer of main\n");
        assertThat(anna.role()).isEqualTo(Role.DEVELOPER);
        assertThat(running.encoder().matches(password, anna.password())).isTrue();
        assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> said("add", "anna", "main", "manager"));
    }

    @Test
    void aChangedRoleIsWhatTheRunningProcessReadsNext() throws IOException {
        assertThat(said("role", "manager", "viewer")).isEqualTo("manager  viewer of main\n");

        assertThat(running.find("manager")).map(Account::role).contains(Role.VIEWER);
    }

    @Test
    void aDisabledAccountIsKeptAndFindsNobody() throws IOException {
        assertThat(said("disable", "manager")).isEqualTo("manager  manager of main  (disabled)\n");
        assertThat(running.find("manager")).isEmpty();
        assertThat(running.has("manager")).isTrue();

        assertThat(said("enable", "manager")).isEqualTo("manager  manager of main\n");
        assertThat(running.find("manager")).isPresent();
    }

    @Test
    void aNewPasswordTakesThePlaceOfTheOld() throws IOException {
        var before = running.find("manager").orElseThrow().password();

        var password = said("password", "manager").lines().toList().get(1).split(" ")[1];

        var after = running.find("manager").orElseThrow().password();
        assertThat(after).isNotEqualTo(before);
        assertThat(running.encoder().matches(password, after)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "remove manager",
                "role manager",
                "role manager emperor",
                "role nobody viewer",
                "add a/b main viewer",
                "add me main viewer",
                "disable"
            })
    void whatItDoesNotUnderstandChangesNothing(String words) throws IOException {
        var before = said("list");

        assertThatExceptionOfType(RuntimeException.class)
                .isThrownBy(() -> said(words.isEmpty() ? new String[0] : words.split(" ")))
                .satisfies(refused -> assertThat(refused.getMessage()).isNotBlank());

        assertThat(said("list")).isEqualTo(before);
    }

    private String said(String... words) throws IOException {
        var out = new ByteArrayOutputStream();
        Accounts.run(data, List.of(words), new PrintStream(out, true, UTF_8));
        return out.toString(UTF_8).replace(System.lineSeparator(), "\n");
    }
}
