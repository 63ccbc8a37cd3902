package dev.signalbox.signin;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.FilePayload;
import dev.signalbox.catalog.TestOffers;
import dev.signalbox.gateway.ConsoleBrowser;
import dev.signalbox.gateway.Gateway;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each way to sign in by the console's dialog, in a real browser against the packaged server and emulated vendors. */
class SignInFlowsConsoleIT {
    private static final Map<String, String> NAMES = new HashMap<>();

    private static ConsoleBrowser browser;
    private static Page page;
    private static VendorEmulator vendor;

    @BeforeAll
    static void open() {
        vendor = VendorEmulator.ofTheGateway();
        Gateway.running().disconnectAll();
        Gateway.running()
                .manage("GET", "/api/catalogue", null, 200)
                .path("items")
                .forEach(one ->
                        NAMES.put(one.path("id").asText(), one.path("name").asText()));
        browser = ConsoleBrowser.start();
        page = browser.signedIn(ConsoleBrowser.DESK, ColorScheme.LIGHT);
    }

    @AfterAll
    static void close() {
        browser.close();
        vendor.close();
    }

    @BeforeEach
    @AfterEach
    void leaveNothing() {
        SignInFlow.ALL.stream().map(SignInFlow::provider).distinct().forEach(Gateway.running()::disconnect);
    }

    static Iterable<SignInFlow> flows() {
        return SignInFlow.ALL;
    }

    @ParameterizedTest
    @MethodSource("flows")
    void signsInAndAgain(SignInFlow flow) {
        var who = SignInFlow.person();
        vendor.authority().person(who);
        ConsoleBrowser.open(page, "providers");
        dialog(flow);
        page.click("[id='signin:begin']");
        assertThat(problem()).containsText("terms must be accepted");
        page.check("[id='signin:accept']");
        switch (flow.kind()) {
            case BROWSER -> inTheBrowser(flow, who);
            case DEVICE_CODE -> withACode(flow, who);
            case CREDENTIAL_FILE, SERVICE_ACCOUNT, AWS_KEYS -> withAFile(flow, who);
            case API_KEY, NONE -> throw new IllegalArgumentException(flow.toString());
        }
        assertThat(rows(flow)).hasCount(1);
        assertThat(browser.complaints()).isEmpty();
    }

    private static void dialog(SignInFlow flow) {
        var name = NAMES.get(flow.provider());
        page.fill("[id='catalogue:search']", name);
        page.locator("button[aria-label='Sign in: " + name + "']").click();
        choose(flow);
    }

    private static void choose(SignInFlow flow) {
        assertThat(page.locator("[id='signin:begin']")).isVisible();
        page.selectOption("[id='signin:method']", flow.method());
        while (!Boolean.TRUE.equals(page.evaluate("PrimeFaces.ajax.Queue.isEmpty()"))) {
            page.waitForTimeout(20); // the way's own fields are drawn anew
        }
        var method = TestOffers.with(Map.of())
                .of(flow.provider())
                .orElseThrow()
                .method(flow.method())
                .orElseThrow();
        if (method.hint() != null) {
            assertThat(page.locator("[id='signin']")).containsText(method.hint());
        }
        if (flow.portal()) {
            page.fill("[id='signin:startUrl']", "https://acme.awsapps.com/start");
            page.fill("[id='signin:region']", "eu-central-1");
        }
    }

    private static void inTheBrowser(SignInFlow flow, String who) {
        page.click("[id='signin:begin']");
        finish(vendor.decline(authorize()));
        assertThat(problem()).containsText("declined");

        begin(flow);
        var back = vendor.agree(authorize());
        finish(back);
        signedIn(flow);

        again(flow);
        begin(flow);
        if (flow.provider().equals("claude-code")) {
            finish(back);
            assertThat(problem()).containsText("state");
            vendor.authority().person(SignInFlow.person());
            finish(vendor.agree(authorize()));
            assertThat(problem()).containsText("Somebody else signed in");
            vendor.authority().person(who);
            begin(flow);
        }
        finish(vendor.agree(authorize()));
        signedIn(flow);
    }

    private static void withACode(SignInFlow flow, String who) {
        page.click("[id='signin:begin']");
        vendor.authority().deny(code());
        assertThat(problem()).containsText("declined");

        begin(flow);
        vendor.authority().approve(code());
        signedIn(flow);

        again(flow);
        if (flow.provider().equals("kimi")) {
            begin(flow);
            vendor.authority().expire(code());
            assertThat(problem()).containsText("in time");
            vendor.authority().person(SignInFlow.person());
            begin(flow);
            vendor.authority().approve(code());
            assertThat(problem()).containsText("Somebody else signed in");
            vendor.authority().person(who);
        }
        begin(flow);
        vendor.authority().approve(code());
        signedIn(flow);
    }

    private static void withAFile(SignInFlow flow, String who) {
        choose("{\"wrong\": 1}");
        page.click("[id='signin:begin']");
        assertThat(problem()).not().containsText("terms must be accepted");
        assertThat(problem()).isVisible();

        choose(flow.content(vendor.authority(), who));
        page.click("[id='signin:begin']");
        signedIn(flow);

        dialog(flow);
        page.check("[id='signin:accept']");
        choose(flow.content(vendor.authority(), who));
        page.click("[id='signin:begin']");
        signedIn(flow);
    }

    private static void choose(String content) {
        page.setInputFiles(
                "#credential-file", new FilePayload("file.json", "application/json", content.getBytes(UTF_8)));
        assertThat(page.locator("[id='signin:content']")).hasValue(content);
    }

    private static void begin(SignInFlow flow) {
        choose(flow);
        page.check("[id='signin:accept']");
        page.click("[id='signin:begin']");
    }

    private static void again(SignInFlow flow) {
        rows(flow).locator("button[aria-label^='Sign in again']").click();
    }

    private static Locator rows(SignInFlow flow) {
        return page.locator("[id='accounts:table_data'] tr:has-text('" + NAMES.get(flow.provider()) + "')");
    }

    private static Locator problem() {
        return page.locator("[id='signin:problem']");
    }

    private static URI authorize() {
        var link = page.locator("[id='signin:authorize']");
        assertThat(link).isVisible();
        return URI.create(link.getAttribute("href"));
    }

    private static void finish(String address) {
        page.fill("[id='signin:callback']", address);
        page.click("[id='signin:finish']");
    }

    private static String code() {
        var code = page.locator("#user-code");
        assertThat(code).isVisible();
        return code.textContent();
    }

    /** The dialog is gone and the account is there; what is said of it may be gone already when we look. */
    private static void signedIn(SignInFlow flow) {
        assertThat(page.locator("[id='signInDialog']")).isHidden();
        assertThat(rows(flow)).hasCount(1);
    }
}
