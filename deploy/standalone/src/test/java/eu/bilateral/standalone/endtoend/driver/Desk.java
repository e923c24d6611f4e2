package eu.bilateral.standalone.endtoend.driver;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.TimeoutError;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A window of the system's Chromium on a standalone. Whatever a page complains of (an error in the console, which includes
 * what the content security policy stops, or a request to anywhere else) fails the test that closes it.
 */
public final class Desk implements AutoCloseable {

    private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
    private static final double PATIENCE = 30_000;
    /** What Chromium says of a page that is refused; what a page consists of is never refused like that. */
    private static final Pattern REFUSED =
            Pattern.compile("the server responded with a status of (401|403|422)|Response Status Error Code 401 ");

    private static @Nullable Browser browser;

    static {
        PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE);
    }

    private final RunningBilateral bilateral;
    private final BrowserContext context;
    private final Page page;
    private final List<String> troubles = new ArrayList<>();
    private boolean refusing;

    private Desk(RunningBilateral bilateral, BrowserContext context) {
        this.bilateral = bilateral;
        this.context = context;
        context.setDefaultTimeout(PATIENCE);
        this.page = context.newPage();
        page.onConsoleMessage(message -> {
            if (message.type().equals("error")
                    && !(refusing && REFUSED.matcher(message.text()).find())) {
                troubles.add(page.url() + ": " + message.text());
            }
        });
        page.onPageError(error -> troubles.add(page.url() + ": " + error));
        page.onRequest(request -> {
            if (!request.url().startsWith(bilateral.url())) {
                troubles.add(page.url() + " asks " + request.url());
            }
        });
    }

    /** A window at the front door, 1440 wide, in English. */
    public static Desk atTheDoor(RunningBilateral bilateral, Consumer<Browser.NewContextOptions> wishes) {
        var options = new Browser.NewContextOptions().setLocale("en-GB").setViewportSize(1440, 900);
        wishes.accept(options);
        var desk = new Desk(bilateral, browser().newContext(options));
        desk.page.navigate(bilateral.url());
        return desk;
    }

    /** A window in which that account has signed in and looks at the board. */
    public static Desk of(String account, RunningBilateral bilateral) throws IOException {
        return of(account, bilateral, wishes -> {});
    }

    /** The same in a window that is as wished. */
    public static Desk of(String account, RunningBilateral bilateral, Consumer<Browser.NewContextOptions> wishes)
            throws IOException {
        var desk = atTheDoor(bilateral, wishes);
        desk.page.locator("#sign-in").click();
        desk.page.locator("#username").fill(account);
        desk.page.locator("#password").fill(bilateral.passwordOf(account));
        desk.page.locator("button[type=submit]").click();
        assertThat(desk.page.locator("#board")).isVisible();
        return desk;
    }

    /** The page that it shows. */
    public Page page() {
        return page;
    }

    /** From now on the test sends what is refused. */
    public void expectRefusals() {
        refusing = true;
    }

    /** Its sign-in is forgotten, as after a restart; the page stays as it is. */
    public void forgetSignIn() {
        context.clearCookies();
    }

    /** Signs in on the page that {@code leaving} opens beside this one. */
    public void signInElsewhere(String account, Runnable leaving) throws IOException {
        var elsewhere = context.waitForPage(leaving);
        elsewhere.locator("#username").fill(account);
        elsewhere.locator("#password").fill(bilateral.passwordOf(account));
        elsewhere.locator("button[type=submit]").click();
        assertThat(elsewhere.locator("#account")).isVisible();
        elsewhere.close();
    }

    /** Goes to that path of the Bilateral that it is a window on. */
    public void open(String path) {
        page.navigate(bilateral.url() + path);
    }

    /** Opens the form for a meeting from the page it is on, and fills in what one has to. */
    public void fillInMeeting(String partner, String ours) throws IOException, InterruptedException {
        page.locator("#log-meeting").click();
        choose("partner", partner);
        choose("ours", ours);
        // The pretty labels cover the boxes themselves.
        var covered = new Locator.CheckOptions().setForce(true);
        page.locator("[data-test=interestOurs-3]").check(covered);
        page.locator("[data-test=interestTheirs-2]").check(covered);
        page.locator("[data-test=area-JOINT_FUNDING]").check(covered);
    }

    /** A page offers what it knows when it is asked; what was only just registered it knows a moment later. */
    private void choose(String side, String name) throws IOException, InterruptedException {
        var field = page.locator("#" + side + "-name");
        var option =
                page.locator("#" + side + "-options").locator("[role=option]").first();
        var unused = Soon.until(
                () -> {
                    field.clear();
                    field.pressSequentially(name);
                    return isThereWithinAMoment(option);
                },
                found -> found);
        option.click();
    }

    private static boolean isThereWithinAMoment(Locator option) {
        try {
            option.waitFor(new Locator.WaitForOptions().setTimeout(2_000));
            return true;
        } catch (TimeoutError notYet) {
            return false;
        }
    }

    @Override
    public void close() {
        context.close();
        assertThat(troubles).isEmpty();
    }

    /** One browser for all tests; each window has its own cookies. */
    private static synchronized Browser browser() {
        assumeTrue(Files.isExecutable(CHROMIUM), "There is no Chromium on this machine");
        if (browser == null) {
            var playwright = Playwright.create(
                    new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
            browser = playwright
                    .chromium()
                    .launch(new BrowserType.LaunchOptions()
                            .setExecutablePath(CHROMIUM)
                            .setArgs(List.of(
                                    "--no-sandbox",
                                    "--disable-gpu",
                                    "--disable-background-networking",
                                    "--disable-component-update",
                                    "--disable-sync",
                                    "--no-first-run")));
            Runtime.getRuntime().addShutdownHook(new Thread(playwright::close));
        }
        return browser;
    }
}
