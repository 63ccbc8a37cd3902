package dev.signalbox.console;

import static dev.signalbox.gateway.ConsoleBrowser.DESK;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.ColorScheme;
import dev.signalbox.gateway.BrowserExtension;
import dev.signalbox.gateway.ConsoleBrowser;
import dev.signalbox.gateway.Gateway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Pages that lay open until their session or their state was gone, and addresses where nothing is. */
class StalePagesIT {
    private static final String PERSON = "signalbox_session";
    private static final String STATE = "signalbox_pages";

    @RegisterExtension
    static final BrowserExtension BROWSER = new BrowserExtension();

    @Test
    void leadsToTheDoorWhenTheSessionHasEnded() {
        var page = BROWSER.browser().signedIn(DESK, ColorScheme.LIGHT);
        ConsoleBrowser.open(page, "combos");
        forget(page, PERSON);
        page.fill("[id='editor:next']", "demo/echo");
        page.click("[id='editor:addModel']");
        page.waitForURL("**/login.xhtml?ended=true&to=*combos.xhtml");
        PlaywrightAssertions.assertThat(page.locator("[role=status]")).containsText("session has ended");
        page.fill("[id$=username]", "admin");
        page.fill("[id$=password]", Gateway.PASSWORD);
        page.click("[id$=submit]");
        page.waitForURL("**/console/combos.xhtml");
    }

    @Test
    void loadsAPageAnewWhoseStateIsGone() {
        var page = BROWSER.browser().signedIn(DESK, ColorScheme.LIGHT);
        ConsoleBrowser.open(page, "combos");
        forget(page, STATE);
        page.fill("[id='editor:next']", "demo/echo");
        page.click("[id='editor:addModel']");
        PlaywrightAssertions.assertThat(page.locator("main")).containsText("loaded anew");
        page.fill("[id='editor:next']", "demo/echo");
        page.click("[id='editor:addModel']");
        PlaywrightAssertions.assertThat(page.locator("[id='editor:models']")).containsText("demo/echo");
    }

    @Test
    void letsPeopleInHoweverLongTheDoorLayOpen() {
        var page = BROWSER.browser().page(DESK, ColorScheme.LIGHT);
        page.navigate(Gateway.URL + "/login.xhtml");
        forget(page, STATE);
        page.fill("[id$=username]", "admin");
        page.fill("[id$=password]", Gateway.PASSWORD);
        page.click("[id$=submit]");
        page.waitForURL("**/console/*.xhtml*");
    }

    @Test
    void letsSomebodyElseInBehindWhoeverDidNotSignOut() {
        var name = Gateway.unique();
        var viewer = Gateway.object()
                .put("username", name)
                .put("password", "looking-only")
                .put("role", "viewer");
        Gateway.running().manage("POST", "/api/users", viewer, 201);
        var page = BROWSER.browser().signedIn(DESK, ColorScheme.LIGHT);
        page.navigate(Gateway.URL + "/login.xhtml");
        page.fill("[id$=username]", name);
        page.fill("[id$=password]", "looking-only");
        page.click("[id$=submit]");
        page.waitForURL("**/console/*.xhtml*");
        PlaywrightAssertions.assertThat(page.locator(".who")).containsText(name);
        assertThat(BROWSER.browser().complaints()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"console/nothing.xhtml, 404, Not here", "login.xhtml?x=%zz, 500, That did not work"})
    void showsNothingOfItsInsidesWhereAPageFails(String path, int status, String title) {
        var page = BROWSER.browser().signedIn(DESK, ColorScheme.LIGHT);
        var answer = page.navigate(Gateway.URL + "/" + path);
        assertThat(answer.status()).isEqualTo(status);
        PlaywrightAssertions.assertThat(page.locator("h1")).hasText(title);
        assertThat(page.content()).doesNotContain("Exception", "com.ibm");
        page.click("main a");
        page.waitForURL("**/console/index.xhtml");
    }

    @Test
    void findsTheConsoleWithoutThePagesName() {
        var page = BROWSER.browser().signedIn(DESK, ColorScheme.LIGHT);
        page.navigate(Gateway.URL + "/console");
        assertThat(page.url()).endsWith("/console/index.xhtml");
    }

    private static void forget(Page page, String cookie) {
        page.context().clearCookies(new BrowserContext.ClearCookiesOptions().setName(cookie));
    }
}
