package dev.signalbox.transfer;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.FilePayload;
import dev.signalbox.gateway.BrowserExtension;
import dev.signalbox.gateway.ConsoleBrowser;
import dev.signalbox.gateway.Gateway;
import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The pages for moving house and for proxies, in a real browser against the packaged server. */
class TransferConsoleIT {
    private static final Gateway GATEWAY = Gateway.running();
    private static final String PASSPHRASE = "correct horse battery staple";

    @RegisterExtension
    static final BrowserExtension BROWSER = new BrowserExtension();

    private final String unique = Gateway.unique();

    @AfterEach
    void leaveNothing() {
        GATEWAY.disconnect("openai");
        GATEWAY.manage("PUT", "/api/egress", Gateway.object().putNull("proxy").putNull("noProxy"), 200);
    }

    private static Page page(String name, int width, ColorScheme scheme) {
        var page = BROWSER.browser().signedIn(width, scheme);
        ConsoleBrowser.open(page, name);
        return page;
    }

    private static void says(Locator place, String text) {
        assertThat(place).containsText(text);
    }

    private static void looksRight(Page page, String name) {
        assertThat(ConsoleBrowser.overflow(page))
                .as("how far the page sticks out")
                .isZero();
        ConsoleBrowser.shot(page, name);
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
        assertThat(BROWSER.browser().complaints()).isEmpty();
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
        assertThat(BROWSER.browser().complaints()).noneMatch(said -> !said.contains("422"));
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
        assertThat(BROWSER.browser().complaints()).isEmpty();
    }
}
