package dev.signalbox.signin;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import dev.signalbox.gateway.ConsoleBrowser;
import dev.signalbox.gateway.Gateway;
import java.net.URI;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The dialog that signs in at a provider, in a real browser against the packaged server and emulated vendors. */
class SignInConsoleIT {
    private static VendorEmulator vendor;
    private static ConsoleBrowser browser;

    @BeforeAll
    static void open() {
        vendor = VendorEmulator.ofTheGateway();
        Gateway.running().disconnectAll();
        browser = ConsoleBrowser.start();
    }

    @AfterAll
    static void close() {
        browser.close();
        vendor.close();
    }

    @AfterEach
    void leaveNothing() {
        browser.leave();
        SignInFlow.ALL.stream().map(SignInFlow::provider).distinct().forEach(Gateway.running()::disconnect);
    }

    private static Page providers(int width, ColorScheme scheme) {
        var page = browser.signedIn(width, scheme);
        ConsoleBrowser.open(page, "providers");
        return page;
    }

    private static void open(Page page, String search, String name) {
        page.fill("[id='catalogue:search']", search);
        page.locator("button[aria-label='Sign in: " + name + "']").click();
        assertThat(page.locator("[id='signin:begin']")).isVisible();
    }

    private static void checkFits(Page page) {
        assertThat(ConsoleBrowser.overflow(page)).isZero();
    }

    @Test
    void signsInByPastingTheAddress() {
        vendor.authority().person("console-1");
        var page = providers(1440, ColorScheme.LIGHT);
        open(page, "claude code", "Claude Code (plan)");
        assertThat(page.locator(".notice.warn")).containsText("2026-02-18");
        ConsoleBrowser.shot(page, "choose-light");

        page.click("[id='signin:begin']");
        assertThat(page.locator("[id='signin:problem']")).containsText("terms must be accepted");
        page.check("[id='signin:accept']");
        page.click("[id='signin:begin']");
        var link = page.locator("[id='signin:authorize']");
        assertThat(link).isVisible();
        ConsoleBrowser.shot(page, "browser-light");

        page.fill("[id='signin:callback']", "http://localhost:54545/callback?code=x&state=" + "y".repeat(43));
        page.click("[id='signin:finish']");
        assertThat(page.locator("[id='signin:problem']")).containsText("state");
        page.fill("[id='signin:callback']", vendor.agree(URI.create(link.getAttribute("href"))));
        page.click("[id='signin:finish']");

        assertThat(page.locator(".ui-messages-info")).containsText("console-1@example.org is signed in");
        assertThat(page.locator("[id='signInDialog']")).isHidden();
        assertThat(page.locator("[id='accounts:table']")).containsText("console-1@example.org");
        assertThat(vendor.authority().refused()).noneMatch(why -> why.startsWith("invalid"));
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void signsInWithACodeOnAPhoneInTheDark() {
        var page = providers(390, ColorScheme.DARK);
        open(page, "qwen code", "Qwen Code");
        assertThat(page.locator(".notice.warn")).containsText("2026-04-15");
        checkFits(page);
        ConsoleBrowser.shot(page, "choose-dark");
        page.check("[id='signin:accept']");
        page.click("[id='signin:begin']");
        var code = page.locator("#user-code");
        assertThat(code).isVisible();
        ConsoleBrowser.shot(page, "device-dark");
        checkFits(page);

        vendor.authority().approve(code.textContent());

        assertThat(page.locator(".ui-messages-info")).containsText("is signed in");
        assertThat(page.locator("[id='signInDialog']")).isHidden();
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void saysWhenTheRequestWasDeclined() {
        var page = providers(1440, ColorScheme.DARK);
        open(page, "kimi code", "Kimi Code");
        page.check("[id='signin:accept']");
        page.click("[id='signin:begin']");
        assertThat(page.locator("#user-code")).isVisible();
        ConsoleBrowser.shot(page, "device-dark");

        vendor.authority().deny(page.locator("#user-code").textContent());

        assertThat(page.locator("[id='signin:problem']")).containsText("declined");
        assertThat(page.locator("[id='signin:begin']")).isVisible();
        ConsoleBrowser.shot(page, "declined-dark");
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void takesAFile() {
        vendor.authority().person("console-2");
        var issued = vendor.authority().signedInElsewhere("app_EMoamEEZ73f0CkXaXp7hrann");
        var page = providers(390, ColorScheme.LIGHT);
        open(page, "codex", "OpenAI Codex (ChatGPT plan)");
        page.selectOption("[id='signin:method']", "file");
        assertThat(page.locator("[id='signin:content']")).isVisible();
        ConsoleBrowser.shot(page, "file-light");
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
        assertThat(browser.complaints()).isEmpty();
    }
}
