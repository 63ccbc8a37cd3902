package dev.signalbox.gateway;

import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Owns a browser for the tests of one class: started when it is first asked for, empty again after each test. */
public final class BrowserExtension implements AfterEachCallback, AfterAllCallback {
    private ConsoleBrowser browser;

    /** The browser. */
    public ConsoleBrowser browser() {
        if (browser == null) {
            browser = ConsoleBrowser.start();
        }
        return browser;
    }

    @Override
    public void afterEach(ExtensionContext context) {
        if (browser != null) {
            browser.leave();
        }
    }

    @Override
    public void afterAll(ExtensionContext context) {
        if (browser != null) {
            browser.close();
        }
    }
}
