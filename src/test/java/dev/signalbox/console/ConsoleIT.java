package dev.signalbox.console;

import static dev.signalbox.gateway.ConsoleBrowser.DESK;
import static dev.signalbox.gateway.ConsoleBrowser.PHONE;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import dev.signalbox.chat.Protocol;
import dev.signalbox.gateway.BrowserExtension;
import dev.signalbox.gateway.ConsoleBrowser;
import dev.signalbox.gateway.Gateway;
import java.net.URI;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The console in a real browser, against the packaged server. */
class ConsoleIT {
    private static final URI GATEWAY = Gateway.URL;

    /** What a screen reader would stumble over; answers a list of faults. */
    private static final String FAULTS = """
        () => {
          const faults = [];
          const named = (e) => (e.getAttribute('aria-label') || e.textContent || e.title || '').trim() !== '';
          if (document.querySelectorAll('h1').length !== 1) faults.push('not one h1');
          if (!document.documentElement.lang) faults.push('no language');
          if (!document.querySelector('main')) faults.push('no main');
          let level = 1;
          document.querySelectorAll('h1,h2,h3,h4').forEach((h) => {
            const next = Number(h.tagName[1]);
            if (next > level + 1) faults.push('heading skips a level: ' + h.textContent);
            level = next;
          });
          document.querySelectorAll('input:not([type=hidden]):not([hidden]),select,textarea').forEach((e) => {
            if (!(e.labels && e.labels.length) && !e.getAttribute('aria-label')) faults.push('no label: ' + e.id);
          });
          document.querySelectorAll('button,a[href]').forEach((e) => {
            if (!named(e)) faults.push('no name: ' + e.outerHTML.slice(0, 120));
          });
          document.querySelectorAll('img:not([alt])').forEach((e) => faults.push('no alt: ' + e.src));
          const ids = [...document.querySelectorAll('[id]')].map((e) => e.id);
          ids.filter((id, at) => ids.indexOf(id) !== at).forEach((id) => faults.push('id twice: ' + id));
          return faults;
        }\
        """;

    @RegisterExtension
    static final BrowserExtension BROWSER = new BrowserExtension();

    @Test
    void leadsWhoeverIsNotSignedInToTheDoor() {
        var page = BROWSER.browser().page(DESK, ColorScheme.LIGHT);
        page.navigate(GATEWAY + "/");
        assertThat(page.url()).endsWith("/login.xhtml");
        assertThat(faults(page)).isEmpty();
        page.fill("[id$=username]", "admin");
        page.fill("[id$=password]", "not the password");
        page.click("[id$=submit]");
        PlaywrightAssertions.assertThat(page.locator(".ui-messages-error")).containsText("wrong");
        assertThat(page.url()).endsWith("/login.xhtml");
        assertThat(BROWSER.browser().complaints()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"index", "providers", "combos", "keys", "usage", "requests", "request", "settings", "welcome"})
    void showsEachPageOnDeskAndPhone(String name) {
        var page = BROWSER.browser().signedIn(DESK, ColorScheme.LIGHT);
        for (var width : List.of(DESK, PHONE)) {
            page.setViewportSize(width, 900);
            var answer = page.navigate(GATEWAY + "/console/" + name + ".xhtml");
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.headers().get("content-security-policy"))
                    .contains("default-src 'self'", "frame-ancestors 'none'", "script-src 'self' 'nonce-");
            assertThat(answer.headers()).containsEntry("x-content-type-options", "nosniff");
            PlaywrightAssertions.assertThat(page.locator("h1")).isVisible();
            assertThat(ConsoleBrowser.overflow(page))
                    .as("pixels beyond the screen of " + width)
                    .isZero();
            assertThat(faults(page)).isEmpty();
        }
        assertThat(BROWSER.browser().complaints()).isEmpty();
    }

    @Test
    void setsUpFromTheFirstStepToTheFirstAnswer() {
        var page = BROWSER.browser().signedIn(PHONE, ColorScheme.DARK);
        page.navigate(GATEWAY + "/console/welcome.xhtml");
        page.click("[id='step1:keep']");
        page.click("[id='step2:demo']");
        page.click("[id='step3:make']");
        var key = page.locator("#made").textContent();
        assertThat(key).startsWith("sk-");
        page.click("[id='step3:next']");
        page.selectOption("[id='step4:tool']", "codex");
        PlaywrightAssertions.assertThat(page.locator("[id='step4:text']")).containsText("config.toml");
        PlaywrightAssertions.assertThat(page.locator("[id='step4:text']")).containsText("demo/echo");
        assertThat(ConsoleBrowser.overflow(page)).isZero();
        page.click("[id='step4:next']");
        var watching = page.context().newPage();
        watching.navigate(GATEWAY + "/console/index.xhtml");
        PlaywrightAssertions.assertThat(watching.locator("#feed-state")).hasText("live");
        var before = watching.locator("[data-live=requests]").textContent();
        page.fill("#say", "Is anybody there?");
        page.click("#send");
        PlaywrightAssertions.assertThat(page.locator("#trial-state")).containsText("demo/echo");
        PlaywrightAssertions.assertThat(page.locator("#answer")).containsText("Is anybody there?");
        PlaywrightAssertions.assertThat(watching.locator("[data-live=requests]"))
                .not()
                .hasText(before);
        page.navigate(GATEWAY + "/console/requests.xhtml");
        page.locator("[id='requests:table'] a").first().click();
        PlaywrightAssertions.assertThat(page.locator("main")).containsText("demo/echo");
        PlaywrightAssertions.assertThat(page.locator("main")).containsText("served");
        page.navigate(GATEWAY + "/console/keys.xhtml");
        assertThat(page.content()).doesNotContain(key);
        assertThat(BROWSER.browser().complaints()).isEmpty();
    }

    @Test
    void putsACombosModelsInOrderByKeyboard() {
        var page = BROWSER.browser().signedIn(DESK, ColorScheme.LIGHT);
        page.navigate(GATEWAY + "/console/combos.xhtml");
        var name = "it-" + System.nanoTime();
        page.fill("[id='editor:name']", name);
        for (var model : List.of("demo/slow", "demo/echo")) {
            page.fill("[id='editor:next']", model);
            page.click("[id='editor:addModel']");
            PlaywrightAssertions.assertThat(page.locator("[id='editor:models']"))
                    .containsText(model);
        }
        page.getByLabel("Move up: demo/echo").press("Enter");
        PlaywrightAssertions.assertThat(
                        page.locator("[id='editor:models'] tbody tr").first())
                .containsText("demo/echo");
        page.click("[id='editor:save']");
        var row = page.locator("[id='combos:table'] tbody tr", new Page.LocatorOptions().setHasText(name));
        PlaywrightAssertions.assertThat(row).containsText(Pattern.compile("demo/echo\\s*demo/slow"));
        row.getByLabel("Remove: " + name).press("Enter");
        PlaywrightAssertions.assertThat(page.locator(".ui-confirm-dialog")).containsText("Remove: " + name);
        page.keyboard().press("Escape");
        PlaywrightAssertions.assertThat(page.locator(".ui-confirm-dialog")).isHidden();
        row.getByLabel("Remove: " + name).click();
        page.locator(".ui-confirmdialog-yes").click();
        PlaywrightAssertions.assertThat(row).hasCount(0);
        assertThat(BROWSER.browser().complaints()).isEmpty();
    }

    @Test
    void declaresAWindowOfQuotaChangesItAndTakesItAway() {
        var gateway = Gateway.running();
        var prefix = Gateway.unique();
        var account = gateway.connect(Protocol.OPENAI_CHAT, URI.create("http://127.0.0.1:9/v1"), prefix, "key");
        var page = BROWSER.browser().signedIn(DESK, ColorScheme.LIGHT);
        page.navigate(GATEWAY + "/console/providers.xhtml");
        page.selectOption("[id='window:account']", account);
        page.fill("[id='window:name']", "monthly " + prefix);
        page.fill("[id='window:amount']", "much");
        page.click("[id='window:save']");
        PlaywrightAssertions.assertThat(page.locator(".ui-growl, .ui-messages").first())
                .containsText("The amount is a number");
        page.fill("[id='window:amount']", "10M");
        // what resets soon is on the first page, whatever other tests left
        page.fill("[id='window:every']", "2");
        page.selectOption("[id='window:period']", "hours");
        page.fill("[id='window:time']", "10:00");
        page.fill("[id='window:zone']", "Europe/Berlin");
        page.click("[id='window:save']");

        var row =
                page.locator("[id='quota:table'] tbody tr", new Page.LocatorOptions().setHasText("monthly " + prefix));
        PlaywrightAssertions.assertThat(row).containsText("10.00M / 10.00M tokens");
        PlaywrightAssertions.assertThat(row.locator("time.countdown").first())
                .hasText(Pattern.compile("(\\d+ (h|min) )?\\d+ (min|s)"));
        var window = gateway.manage("GET", "/api/usage/" + account + "/windows", null, 200)
                .at("/items/0");
        assertThat(window.path("resetTime").asText()).isEqualTo("10:00");
        assertThat(window.path("zone").asText()).isEqualTo("Europe/Berlin");
        assertThat(window.path("period").asText()).isEqualTo("hours");
        assertThat(window.path("every").asInt()).isEqualTo(2);

        row.getByLabel(Pattern.compile("^Edit: ")).click();
        PlaywrightAssertions.assertThat(page.locator("[id='window:amount']")).hasValue("10000000");
        page.fill("[id='window:amount']", "500");
        page.selectOption("[id='window:unit']", "requests");
        page.click("[id='window:save']");
        PlaywrightAssertions.assertThat(row).containsText("500 / 500 requests");
        for (var width : List.of(DESK, PHONE)) {
            page.setViewportSize(width, 900);
            assertThat(ConsoleBrowser.overflow(page))
                    .as("pixels beyond %d", width)
                    .isZero();
        }
        assertThat(faults(page)).isEmpty();
        page.setViewportSize(DESK, 900);
        row.getByLabel(Pattern.compile("^Remove: ")).click();
        page.locator(".ui-confirmdialog-yes").click();
        PlaywrightAssertions.assertThat(row).hasCount(0);
        assertThat(BROWSER.browser().complaints()).isEmpty();
    }

    @Test
    void letsAViewerLookButNotChange() {
        var name = "viewer-" + System.nanoTime();
        addViewer(name);
        var page = BROWSER.browser().signedIn(name, "looking-only", DESK, ColorScheme.LIGHT);
        for (var path : List.of("index", "providers", "combos", "keys", "usage", "requests", "welcome")) {
            page.navigate(GATEWAY + "/console/" + path + ".xhtml");
            PlaywrightAssertions.assertThat(page.locator("h1")).isVisible();
            assertThat(faults(page)).isEmpty();
            for (var change : List.of("Add account", "Add node", "Make a key", "Save", "Connect", "Remove", "Revoke")) {
                var button = new Page.GetByRoleOptions().setName(change).setExact(false);
                PlaywrightAssertions.assertThat(page.getByRole(AriaRole.BUTTON, button))
                        .hasCount(0);
            }
        }
        assertThat(BROWSER.browser().complaints()).isEmpty();
    }

    @Test
    void opensTheMenuOnAPhone() {
        var page = BROWSER.browser().signedIn(PHONE, ColorScheme.LIGHT);
        PlaywrightAssertions.assertThat(page.locator("#nav")).isHidden();
        page.locator(".burger").press("Enter");
        PlaywrightAssertions.assertThat(page.locator("#nav")).isVisible();
        page.getByText("Sign out").click();
        page.waitForURL("**/login.xhtml");
        page.navigate(GATEWAY + "/console/keys.xhtml");
        assertThat(page.url()).endsWith("/login.xhtml?to=%2Fconsole%2Fkeys.xhtml");
    }

    @Test
    void showsWhereTheKeyboardIs() {
        var page = BROWSER.browser().signedIn(DESK, ColorScheme.DARK);
        ConsoleBrowser.open(page, "combos");
        page.locator("[id='editor:name']").focus();
        for (var next : List.of("editor:strategy", "editor:next", "editor:addModel", "editor:save")) {
            var place = page.locator("[id='" + next + "']");
            for (int i = 0; i < 2 && !(boolean) place.evaluate("e => e === document.activeElement"); i++) {
                page.keyboard().press("Tab");
            }
            assertThat(place.evaluate("e => getComputedStyle(e).outlineStyle + getComputedStyle(e).outlineWidth"))
                    .as(next)
                    .isEqualTo("solid3px");
        }
    }

    private static void addViewer(String name) {
        var viewer = Gateway.object()
                .put("username", name)
                .put("password", "looking-only")
                .put("role", "viewer");
        Gateway.running().manage("POST", "/api/users", viewer, 201);
    }

    @SuppressWarnings("unchecked")
    private static List<String> faults(Page page) {
        return (List<String>) page.evaluate(FAULTS);
    }
}
