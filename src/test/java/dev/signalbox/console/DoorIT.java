package dev.signalbox.console;

import static dev.signalbox.gateway.ConsoleBrowser.DESK;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.ColorScheme;
import dev.signalbox.gateway.BrowserExtension;
import dev.signalbox.gateway.Gateway;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The sign-in page: it keeps nothing of whoever only looks, and leads on to where one wanted to go. */
class DoorIT {
    private static final int CROWD = 300;

    @RegisterExtension
    static final BrowserExtension BROWSER = new BrowserExtension();

    private final Gateway gateway = Gateway.running();

    @Test
    void keepsNoSessionForWhoeverOnlyLooks() {
        for (int i = 0; i < CROWD; i++) {
            var seen = gateway.send(at("/login.xhtml").GET().build());

            assertThat(seen.statusCode()).isEqualTo(200);
            assertThat(seen.headers().allValues("set-cookie")).noneMatch(DoorIT::ofASession);
        }
        var page = new String(gateway.send(at("/login.xhtml").GET().build()).body(), StandardCharsets.UTF_8);
        assertThat(page).contains("name=\"jakarta.faces.ViewState\"");
        for (var path : List.of("/login.xhtml?jakarta.faces.ViewState=made-up", "/nothing.xhtml", "/")) {
            var refused = gateway.send(at(path).GET().build());

            assertThat(refused.headers().allValues("set-cookie")).as(path).noneMatch(DoorIT::ofASession);
        }
        var nonce = page.substring(page.indexOf("csp.init('") + "csp.init('".length())
                .split("'", 2)[0];
        for (var state : List.of("stateless", "made-up", "e1s1")) {
            var refused = gateway.send(typed("nobody", "wrong-" + Gateway.unique(), state, nonce));

            assertThat(refused.statusCode()).as(state).isIn(200, 303);
            assertThat(refused.headers().allValues("set-cookie")).as(state).noneMatch(DoorIT::ofASession);
        }
    }

    @Test
    void takesNoFormFromThePagesOfOthers() {
        for (var site : List.of("cross-site", "same-site")) {
            var sent = typed("admin", Gateway.PASSWORD, "stateless", "", site);

            var refused = gateway.send(sent);

            assertThat(refused.statusCode()).isEqualTo(303);
            assertThat(refused.headers().firstValue("location")).get(STRING).contains("/login.xhtml?stale");
            assertThat(refused.headers().allValues("set-cookie")).noneMatch(DoorIT::ofASession);
        }
        var own = gateway.send(typed("admin", Gateway.PASSWORD, "stateless", "", "same-origin"));

        assertThat(own.headers().allValues("set-cookie")).anyMatch(DoorIT::ofASession);
    }

    private static boolean ofASession(String cookie) {
        return cookie.startsWith("signalbox_pages=") || cookie.startsWith("signalbox_session=");
    }

    private static HttpRequest.Builder at(String path) {
        return HttpRequest.newBuilder(Gateway.URL.resolve(path));
    }

    private static HttpRequest typed(String name, String password, String state, String nonce) {
        return typed(name, password, state, nonce, "none");
    }

    private static HttpRequest typed(String name, String password, String state, String nonce, String site) {
        var form = "login=login&login%3Ausername=" + name + "&login%3Apassword=" + password
                + "&login%3Asubmit=&login_SUBMIT=1&jakarta.faces.ViewState=" + state + "&primefaces.nonce=" + nonce;
        return at("/login.xhtml")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Sec-Fetch-Site", site)
                .POST(BodyPublishers.ofString(form))
                .build();
    }

    @Test
    void leadsOnToThePageThatWasAskedFor() {
        var page = BROWSER.browser().page(DESK, ColorScheme.LIGHT);
        page.navigate(Gateway.URL + "/console/request.xhtml?id=req_nobody");
        assertThat(page.url()).endsWith("/login.xhtml?to=%2Fconsole%2Frequest.xhtml%3Fid%3Dreq_nobody");

        type(page, "not the password");
        PlaywrightAssertions.assertThat(page.locator(".ui-messages-error")).containsText("wrong");
        type(page, Gateway.PASSWORD);

        page.waitForURL("**/console/request.xhtml?id=req_nobody");
        assertThat(BROWSER.browser().complaints()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://elsewhere.example/console/keys.xhtml",
                "//elsewhere.example/console/keys.xhtml",
                "/\\elsewhere.example",
                "/console/../openapi",
                "/console/%2e%2e/openapi.xhtml",
                "/console//elsewhere.example",
                "javascript:alert(1)",
                "/openapi/ui"
            })
    void leadsNowhereElse(String to) {
        var page = BROWSER.browser().page(DESK, ColorScheme.LIGHT);
        page.navigate(Gateway.URL + "/login.xhtml?to=" + URLEncoder.encode(to, StandardCharsets.UTF_8));

        type(page, Gateway.PASSWORD);

        page.waitForURL(url -> url.matches(Gateway.URL + "/console/(index|welcome)\\.xhtml.*"));
    }

    private static void type(Page page, String password) {
        page.fill("[id$=username]", "admin");
        page.fill("[id$=password]", password);
        page.click("[id$=submit]");
    }

    @Test
    void saysWhereItLeads() {
        assertThat(location("/console/keys.xhtml")).endsWith("/login.xhtml?to=%2Fconsole%2Fkeys.xhtml");
        assertThat(location("/console/index.xhtml")).endsWith("/login.xhtml");
        assertThat(location("/console/")).endsWith("/login.xhtml");
        assertThat(location("/console/%2e%2e/keys.xhtml")).doesNotContain("to=");
    }

    private String location(String path) {
        HttpResponse<byte[]> led = gateway.send(at(path).GET().build());
        return led.headers().firstValue("location").orElse("none, " + led.statusCode());
    }
}
