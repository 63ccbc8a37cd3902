package dev.signalbox.gateway;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A real browser in front of the running gateway's console; it keeps what its pages complain of. */
public final class ConsoleBrowser implements AutoCloseable {
    /** The width of a desk's screen. */
    public static final int DESK = 1440;

    /** The width of a phone. */
    public static final int PHONE = 390;

    private static final Path CHROMIUM = Path.of(System.getProperty("signalbox.chromium", "/usr/bin/chromium"));

    /** Milliseconds that a page or an element may take; a password is hashed on the way in. */
    private static final int PATIENCE = Integer.getInteger("signalbox.browser-wait", 120_000);

    private final List<String> complaints = new ArrayList<>();
    private final Playwright playwright;
    private final Browser browser;

    private ConsoleBrowser(Playwright playwright, Browser browser) {
        this.playwright = playwright;
        this.browser = browser;
    }

    /** Starts one. */
    public static ConsoleBrowser start() {
        PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE);
        var playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        try {
            var browser = playwright
                    .chromium()
                    .launch(new BrowserType.LaunchOptions()
                            .setExecutablePath(CHROMIUM)
                            .setTimeout(PATIENCE)
                            .setArgs(List.of("--no-sandbox", "--disable-gpu", "--disable-background-networking")));
            return new ConsoleBrowser(playwright, browser);
        } catch (RuntimeException e) {
            playwright.close();
            throw e;
        }
    }

    /** An empty page of a window of its own. */
    public Page page(int width, ColorScheme scheme) {
        var page = browser.newContext(new Browser.NewContextOptions()
                        .setViewportSize(width, 900)
                        .setColorScheme(scheme))
                .newPage();
        page.context().setDefaultTimeout(PATIENCE);
        page.context().onConsoleMessage(message -> {
            if (message.type().equals("error")) {
                complaints.add(message.text());
            }
        });
        page.context().onWebError(error -> complaints.add(error.error()));
        page.context().onRequest(request -> {
            if (!request.url().startsWith(Gateway.URL.toString())
                    && !request.url().matches("(data|blob):.*")) {
                complaints.add("asked elsewhere: " + request.url());
            }
        });
        return page;
    }

    /** The console's first page, with the administrator signed in. */
    public Page signedIn(int width, ColorScheme scheme) {
        return signedIn("admin", Gateway.PASSWORD, width, scheme);
    }

    /** The console's first page, with somebody signed in. */
    public Page signedIn(String username, String password, int width, ColorScheme scheme) {
        var page = page(width, scheme);
        page.navigate(Gateway.URL + "/login.xhtml");
        page.fill("[id$=username]", username);
        page.fill("[id$=password]", password);
        page.click("[id$=submit]");
        page.waitForURL("**/console/*.xhtml*");
        return page;
    }

    /** Opens a page of the console. */
    public static void open(Page page, String name) {
        page.navigate(Gateway.URL + "/console/" + name + ".xhtml");
    }

    /** Errors of scripts, what could not be loaded, and calls that went anywhere but to the gateway. */
    public List<String> complaints() {
        return complaints;
    }

    /** By how many pixels a page is wider than its window. */
    public static int overflow(Page page) {
        return ((Number) page.evaluate("Math.max(0, document.documentElement.scrollWidth - innerWidth)")).intValue();
    }

    /** Keeps a picture where the property {@code signalbox.shots} names a folder. */
    public static void shot(Page page, String name) {
        var folder = System.getProperty("signalbox.shots", "");
        if (!folder.isEmpty()) {
            var picture = Path.of(folder, name + "-" + page.viewportSize().width + ".png");
            page.screenshot(new Page.ScreenshotOptions().setFullPage(true).setPath(picture));
        }
    }

    /** Closes all pages and forgets the complaints. */
    public void leave() {
        browser.contexts().forEach(BrowserContext::close);
        complaints.clear();
    }

    @Override
    public void close() {
        playwright.close();
    }
}
