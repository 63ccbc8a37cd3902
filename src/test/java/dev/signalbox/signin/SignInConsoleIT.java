package dev.signalbox.signin;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.ColorScheme;
import dev.signalbox.gateway.Gateway;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The dialog that signs in at a provider, in a real browser against the packaged server and emulated vendors. */
class SignInConsoleIT {
    private static final String GATEWAY = System.getProperty("signalbox.url");
    private static final Path CHROMIUM = Path.of(System.getProperty("signalbox.chromium", "/usr/bin/chromium"));

    private static Playwright playwright;
    private static Browser browser;
    private static VendorEmulator vendor;

    private final List<String> complaints = new ArrayList<>();

    @BeforeAll
    static void open() {
        vendor = new VendorEmulator(Integer.getInteger("signalbox.vendors-port", 21490));
        Gateway.running().disconnectAll();
        PlaywrightAssertions.setDefaultAssertionTimeout(Integer.getInteger("signalbox.browser-wait", 30_000));
        playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(CHROMIUM)
                        .setArgs(List.of("--no-sandbox", "--disable-gpu", "--disable-background-networking")));
    }

    @AfterAll
    static void close() {
        browser.close();
        playwright.close();
        vendor.close();
    }

    private Page providers(int width, ColorScheme scheme) {
        var context = browser.newContext(
                new Browser.NewContextOptions().setViewportSize(width, 900).setColorScheme(scheme));
        var page = context.newPage();
        page.onConsoleMessage(message -> {
            if (message.type().equals("error")) {
                complaints.add(message.text());
            }
        });
        page.onPageError(complaints::add);
        page.navigate(GATEWAY + "/login.xhtml");
        page.fill("[id$=username]", "admin");
        page.fill("[id$=password]", System.getProperty("signalbox.password"));
        page.click("[id$=submit]");
        page.waitForURL("**/console/*.xhtml*");
        page.navigate(GATEWAY + "/console/providers.xhtml");
        return page;
    }

    private static void open(Page page, String search, String name) {
        page.fill("[id='catalogue:search']", search);
        page.locator("button[aria-label='Sign in: " + name + "']").click();
        assertThat(page.locator("[id='signin:begin']")).isVisible();
    }

    private static void shot(Page page, String name) {
        var folder = System.getProperty("signalbox.shots", "");
        if (!folder.isEmpty()) {
            page.screenshot(new Page.ScreenshotOptions().setPath(Path.of(folder, name + ".png")));
        }
    }

    private static void checkFits(Page page) {
        assertThat(((Number) page.evaluate("Math.max(0, document.documentElement.scrollWidth - innerWidth)"))
                        .intValue())
                .isZero();
    }

    @Test
    void signsInByPastingTheAddress() {
        vendor.authority().person("console-1");
        var page = providers(1440, ColorScheme.LIGHT);
        open(page, "claude code", "Claude Code (plan)");
        assertThat(page.locator(".notice.warn")).containsText("2026-02-18");
        shot(page, "choose-1440-light");

        page.click("[id='signin:begin']");
        assertThat(page.locator("[id='signin:problem']")).containsText("terms must be accepted");
        page.check("[id='signin:accept']");
        page.click("[id='signin:begin']");
        var link = page.locator("[id='signin:authorize']");
        assertThat(link).isVisible();
        shot(page, "browser-1440-light");

        page.fill("[id='signin:callback']", "http://localhost:54545/callback?code=x&state=" + "y".repeat(43));
        page.click("[id='signin:finish']");
        assertThat(page.locator("[id='signin:problem']")).containsText("state");
        page.fill("[id='signin:callback']", vendor.agree(URI.create(link.getAttribute("href"))));
        page.click("[id='signin:finish']");

        assertThat(page.locator(".ui-messages-info")).containsText("console-1@example.org is signed in");
        assertThat(page.locator("[id='signInDialog']")).isHidden();
        assertThat(page.locator("[id='accounts:table']")).containsText("console-1@example.org");
        assertThat(vendor.authority().refused()).noneMatch(why -> why.startsWith("invalid"));
        assertThat(complaints).isEmpty();
        page.context().close();
    }

    @Test
    void signsInWithACodeOnAPhoneInTheDark() {
        var page = providers(390, ColorScheme.DARK);
        open(page, "qwen code", "Qwen Code");
        assertThat(page.locator(".notice.warn")).containsText("2026-04-15");
        checkFits(page);
        shot(page, "choose-390-dark");
        page.check("[id='signin:accept']");
        page.click("[id='signin:begin']");
        var code = page.locator("#user-code");
        assertThat(code).isVisible();
        shot(page, "device-390-dark");
        checkFits(page);

        vendor.authority().approve(code.textContent());

        assertThat(page.locator(".ui-messages-info")).containsText("is signed in");
        assertThat(page.locator("[id='signInDialog']")).isHidden();
        assertThat(complaints).isEmpty();
        page.context().close();
    }

    @Test
    void saysWhenTheRequestWasDeclined() {
        var page = providers(1440, ColorScheme.DARK);
        open(page, "kimi code", "Kimi Code");
        page.check("[id='signin:accept']");
        page.click("[id='signin:begin']");
        assertThat(page.locator("#user-code")).isVisible();
        shot(page, "device-1440-dark");

        vendor.authority().deny(page.locator("#user-code").textContent());

        assertThat(page.locator("[id='signin:problem']")).containsText("declined");
        assertThat(page.locator("[id='signin:begin']")).isVisible();
        shot(page, "declined-1440-dark");
        assertThat(complaints).isEmpty();
        page.context().close();
    }

    @Test
    void takesAFile() {
        vendor.authority().person("console-2");
        var issued = vendor.authority().signedInElsewhere("app_EMoamEEZ73f0CkXaXp7hrann");
        var page = providers(390, ColorScheme.LIGHT);
        open(page, "codex", "OpenAI Codex (ChatGPT plan)");
        page.selectOption("[id='signin:method']", "file");
        assertThat(page.locator("[id='signin:content']")).isVisible();
        shot(page, "file-390-light");
        checkFits(page);
        page.setInputFiles(
                "#credential-file",
                new com.microsoft.playwright.options.FilePayload(
                        "auth.json",
                        "application/json",
                        ("{\"tokens\":{\"access_token\":\"" + issued.access() + "\",\"refresh_token\":\""
                                        + issued.refresh() + "\",\"id_token\":\"" + VendorPages.idToken("console-2")
                                        + "\"}}")
                                .getBytes(java.nio.charset.StandardCharsets.UTF_8)));
        assertThat(page.locator("[id='signin:content']")).hasValue(java.util.regex.Pattern.compile("access_token"));
        page.check("[id='signin:accept']");
        page.click("[id='signin:begin']");

        assertThat(page.locator(".ui-messages-info")).containsText("console-2@example.org is signed in");
        assertThat(page.locator("[id='accounts:table']")).containsText("plus");
        assertThat(complaints).isEmpty();
        page.context().close();
    }
}
