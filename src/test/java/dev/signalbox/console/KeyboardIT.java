package dev.signalbox.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static dev.signalbox.gateway.ConsoleBrowser.DESK;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import dev.signalbox.gateway.BrowserExtension;
import dev.signalbox.gateway.ConsoleBrowser;
import dev.signalbox.gateway.Gateway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Pages by keyboard, above all the editor of combos, which can be dragged by mouse too. */
class KeyboardIT {
    @RegisterExtension
    static final BrowserExtension BROWSER = new BrowserExtension();

    private final Gateway gateway = Gateway.running();
    private final String name = Gateway.unique();
    private String path;

    @BeforeEach
    void make() {
        var combo = Gateway.object().put("name", name).put("strategy", "least-used");
        combo.putArray("models").add("demo/echo").add("demo/tools").add("demo/slow");
        path = "/api/combos/"
                + gateway.manage("POST", "/api/combos", combo, 201).path("id").asText();
    }

    @AfterEach
    void remove() {
        gateway.manage("DELETE", path, null, 204);
    }

    private Page editing() {
        var page = BROWSER.browser().signedIn(DESK, ColorScheme.LIGHT);
        ConsoleBrowser.open(page, "combos");
        var row = page.locator("[id='combos:table'] tbody tr", new Page.LocatorOptions().setHasText(name));
        assertThat(row).containsText("the least used first");
        row.locator("button").first().press("Enter");
        assertThat(page.locator("[id='editor:name']")).hasValue(name);
        assertThat(page.locator("#editor-title")).isFocused(); // and the page has scrolled there
        return page;
    }

    private static Locator models(Page page) {
        return page.locator("[id='editor:models'] tbody code");
    }

    private static Locator button(Page page, int row, String which) {
        return page.locator("[id='editor:models:" + row + ":" + which + "']");
    }

    @Test
    void keepsTheStrategyAndGoesAlongWithTheKeyboard() {
        var page = editing();
        button(page, 0, "down").press("Enter");
        assertThat(models(page)).hasText(new String[] {"demo/tools", "demo/echo", "demo/slow"});
        assertThat(button(page, 1, "down")).isFocused();
        page.keyboard().press("Enter");
        assertThat(models(page)).hasText(new String[] {"demo/tools", "demo/slow", "demo/echo"});
        assertThat(button(page, 2, "up")).isFocused();
        button(page, 2, "drop").press("Enter");
        assertThat(models(page)).hasText(new String[] {"demo/tools", "demo/slow"});
        assertThat(button(page, 1, "drop")).isFocused();
        page.fill("[id='editor:next']", "demo/echo");
        page.press("[id='editor:next']", "Enter");
        assertThat(models(page)).hasText(new String[] {"demo/tools", "demo/slow", "demo/echo"});
        assertThat(page.locator("[id='editor:next']")).isFocused();
        page.press("[id='editor:name']", "Enter");
        assertThat(page.locator(".ui-messages-info")).containsText(name);

        var saved = gateway.manage("GET", path, null, 200);
        assertThat(saved.path("strategy").asText()).isEqualTo("least-used");
        assertThat(saved.path("models").toString()).isEqualTo("[\"demo/tools\",\"demo/slow\",\"demo/echo\"]");
        assertThat(BROWSER.browser().complaints()).isEmpty();
    }

    @Test
    void leavesTheKeyboardOnTheButtonThatWasPressed() {
        var page = editing();
        page.locator("[id='editor:save']").press("Enter");
        assertThat(page.locator(".ui-messages-info")).containsText(name);
        assertThat(page.locator("[id='editor:save']")).isFocused();
    }

    @Test
    void returnsFromADialogToTheButtonThatOpenedIt() {
        var page = BROWSER.browser().signedIn(DESK, ColorScheme.LIGHT);
        ConsoleBrowser.open(page, "providers");
        var button = page.locator("[id^='catalogue:list'] button[aria-label^='Sign in']")
                .first();
        button.press("Enter");
        assertThat(page.locator(".ui-dialog.sign-in")).isVisible();
        page.keyboard().press("Escape");
        assertThat(page.locator(".ui-dialog.sign-in")).isHidden();
        assertThat(button).isFocused();
    }

    @Test
    void ordersByDragging() {
        var page = editing();
        var from = page.locator(".handle").first().boundingBox();
        var to = page.locator("[id='editor:models'] tbody tr").last().boundingBox();

        page.mouse().move(from.x + 4, from.y + 8);
        page.mouse().down();
        page.mouse().move(from.x + 6, from.y + 30);
        for (int step = 1; step <= 10; step++) {
            page.mouse().move(from.x + 6, from.y + 30 + step * (to.y + to.height + 10 - from.y - 30) / 10);
        }
        page.mouse().up();

        assertThat(models(page)).hasText(new String[] {"demo/tools", "demo/slow", "demo/echo"});
    }
}
