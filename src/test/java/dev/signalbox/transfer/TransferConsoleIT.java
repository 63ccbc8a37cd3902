package dev.signalbox.transfer;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.FilePayload;
import dev.signalbox.gateway.Gateway;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The pages for moving house and for proxies, in a real browser against the packaged server. */
class TransferConsoleIT {
    private static final Gateway GATEWAY = Gateway.running();
    private static final Path CHROMIUM = Path.of(System.getProperty("signalbox.chromium", "/usr/bin/chromium"));
    private static final String PASSPHRASE = "correct horse battery staple";
    private static final double LONG = 60_000;

    private static Playwright playwright;
    private static Browser browser;

    private final String unique = Gateway.unique();
    private final List<String> complaints = new ArrayList<>();

    @BeforeAll
    static void open() {
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
        playwright.close();
    }

    @AfterEach
    void leaveNothing() {
        GATEWAY.disconnect("openai");
        GATEWAY.manage("PUT", "/api/egress", Gateway.object().putNull("proxy").putNull("noProxy"), 200);
    }

    private Page page(String name, int width, ColorScheme scheme) {
        var page = browser.newContext(new Browser.NewContextOptions()
                        .setViewportSize(width, 900)
                        .setColorScheme(scheme))
                .newPage();
        page.setDefaultTimeout(LONG);
        page.onConsoleMessage(message -> {
            if (message.type().equals("error")) {
                complaints.add(message.text());
            }
        });
        page.onPageError(complaints::add);
        page.navigate(Gateway.URL + "/login.xhtml");
        page.fill("[id$=username]", "admin");
        page.fill("[id$=password]", Gateway.PASSWORD);
        page.click("[id$=submit]");
        page.waitForURL("**/console/*.xhtml*");
        page.navigate(Gateway.URL + "/console/" + name + ".xhtml");
        return page;
    }

    private static void says(Locator place, String text) {
        assertThat(place).containsText(text, new LocatorAssertions.ContainsTextOptions().setTimeout(LONG));
    }

    private static void looksRight(Page page, String name) {
        assertThat(((Number) page.evaluate("Math.max(0, document.documentElement.scrollWidth - innerWidth)"))
                        .intValue())
                .as("how far the page sticks out")
                .isZero();
        var folder = System.getProperty("signalbox.shots", "");
        if (!folder.isEmpty()) {
            page.screenshot(new Page.ScreenshotOptions()
                    .setFullPage(true)
                    .setPath(Path.of(folder, name + "-" + page.viewportSize().width + ".png")));
        }
    }

    @ParameterizedTest
    @CsvSource({"1440, LIGHT", "390, DARK"})
    void takesAFileOverAfterARehearsal(int width, ColorScheme scheme) {
        var page = page("transfer", width, scheme);
        page.click("#import-try");
        says(page.locator("#import-report"), "Choose a file first");
        var file = "{\"providerConnections\":[{\"id\":\"1\",\"provider\":\"openai\",\"authType\":\"apikey\",\"name\":\""
                + unique + "\",\"apiKey\":\"sk-" + unique + "\"}],\"mitmAlias\":{\"a\":{\"b\":\"c\"}}}";
        page.setInputFiles("#import-file", new FilePayload("db.json", "application/json", file.getBytes(UTF_8)));

        page.click("#import-try");

        says(page.locator("#import-report"), "It would be:");
        says(page.locator("#import-report"), unique + " (openai)");
        says(page.locator("#import-report"), "mitmAlias");
        looksRight(page, "import");
        page.click("#import-go");
        says(page.locator("#import-report"), "Done:");
        assertThat(GATEWAY.manage("GET", "/api/providers?limit=500", null, 200).toString())
                .contains(unique)
                .doesNotContain("sk-" + unique);
        assertThat(complaints).isEmpty();
        page.context().close();
    }

    @ParameterizedTest
    @CsvSource({"1440, DARK", "390, LIGHT"})
    void makesABackupAndBringsItBack(int width, ColorScheme scheme) throws IOException {
        var key = GATEWAY.manage("POST", "/api/keys", Gateway.object().put("name", unique), 201);
        var page = page("transfer", width, scheme);
        page.fill("#backup-passphrase", PASSPHRASE);
        page.fill("#backup-again", "another");
        page.click("#backup-make");
        says(page.locator("#backup-report"), "not the same");
        page.fill("#backup-again", PASSPHRASE);
        page.check("#backup-ledger");
        var download = page.waitForDownload(() -> page.click("#backup-make"));
        var backup = Files.readAllBytes(download.path());
        assertThat(new String(backup, UTF_8)).contains("signalbox-backup").doesNotContain(unique);
        GATEWAY.manage("DELETE", "/api/keys/" + key.path("id").asText(), null, 204);

        page.setInputFiles("#restore-file", new FilePayload("backup.json", "application/json", backup));
        page.fill("#restore-passphrase", "not the passphrase");
        page.click("#restore-try");
        says(page.locator("#restore-report"), "passphrase is not the one");
        page.fill("#restore-passphrase", PASSPHRASE);
        page.click("#restore-try");
        says(page.locator("#restore-report"), "It would be:");
        says(page.locator("#restore-report"), unique);
        looksRight(page, "restore");
        page.click("#restore-go");
        says(page.locator("#restore-report"), "Done:");

        assertThat(GATEWAY.manage("GET", "/api/keys?limit=500", null, 200).toString())
                .contains(unique);
        assertThat(complaints).noneMatch(said -> !said.contains("422"));
        page.context().close();
    }

    @ParameterizedTest
    @CsvSource({"1440, LIGHT", "390, DARK"})
    void namesTheHopThatFails(int width, ColorScheme scheme) {
        var page = page("network", width, scheme);
        page.fill("[id='add:proxy']", "http://ana:" + unique + "@127.0.0.1:1");

        page.click("[id='add:test']");

        var said = page.locator(".ui-messages-error, .ui-messages-warn");
        says(said, "proxy");
        looksRight(page, "network");
        page.click("[id='add:save']");
        says(page.locator("[id='set:table']"), "127.0.0.1:1");
        assertThat(page.content()).doesNotContain(unique);
        assertThat(complaints).isEmpty();
        page.context().close();
    }
}
