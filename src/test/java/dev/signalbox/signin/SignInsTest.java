package dev.signalbox.signin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.signalbox.account.CredentialKind;
import dev.signalbox.account.Details;
import dev.signalbox.account.SecretKind;
import dev.signalbox.account.SignedIn;
import dev.signalbox.catalog.SignIn;
import dev.signalbox.signin.SignInException.Why;
import dev.signalbox.vault.Secret;
import jakarta.json.Json;
import jakarta.json.JsonObjectBuilder;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each way to sign in, from its beginning to the account, against vendors that refuse what they would refuse. */
class SignInsTest {
    private final SignInBench bench = new SignInBench();

    @AfterEach
    void close() {
        bench.close();
    }

    private static void refused(Why why, ThrowingCallable what) {
        assertThatExceptionOfType(SignInException.class)
                .isThrownBy(what)
                .satisfies(e -> assertThat(e.why()).as(e.getMessage()).isEqualTo(why));
    }

    @ParameterizedTest
    @CsvSource({
        "claude-code, browser, person-1/org-1, person-1@example.org",
        "codex, browser, workspace-1/person-1, person-1@example.org",
        "gemini-cli, browser, person-1, person-1@example.org",
        "antigravity, browser, person-1, person-1@example.org",
        "iflow, browser, person-1@example.org, person-1@example.org",
        "kiro, google, kiro-person-1, person-1@example.org",
        "kiro, github, kiro-person-1, person-1@example.org"
    })
    void signsInInTheBrowserAndRenewsTheAccountTheSecondTime(
            String provider, String method, String identity, String name) {
        var first = bench.browser(SignInBench.wish(provider, method));

        assertThat(first.identity()).isEqualTo(identity);
        assertThat(first.name()).isEqualTo(name);
        assertThat(first.kind()).isEqualTo(CredentialKind.OAUTH);
        assertThat(first.expiresAt()).isAfter(Instant.now().plusSeconds(60));
        assertThat(bench.credentials.current(bench.accounts.latest(first.id()).orElseThrow()))
                .isPresent();

        var again = bench.browser(SignInBench.wish(provider, method));
        assertThat(again.id()).isEqualTo(first.id());
        assertThat(bench.accounts.all()).hasSize(1);
        assertThat(bench.vendor.authority().refused()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "github-copilot, device, 3097247940",
        "qwen, device, person-1",
        "kiro, builder-id, kiro-person-1",
        "kimi, device, person-1"
    })
    void signsInWithACode(String provider, String method, String identity) {
        var account = bench.device(SignInBench.wish(provider, method));

        assertThat(account.identity()).isEqualTo(identity);
        assertThat(bench.vendor.authority().refused()).isEmpty();
    }

    @Test
    void aCompanysPortalIsAskedForKiro() {
        var wish = new SignInWish(
                SignInBench.ME, "kiro", "idc", true, null, "eu-central-1", "https://acme.awsapps.com/start");

        var account = bench.device(wish);

        assertThat(account.details()).containsEntry(Details.REGION, "eu-central-1");
        assertThat(bench.vendor.calls()).contains("POST oidc.eu-central-1.amazonaws.com/client/register");
        refused(Why.BAD_INPUT, () -> bench.signIns.start(SignInBench.wish("kiro", "idc")));
        refused(
                Why.BAD_INPUT,
                () -> bench.signIns.start(
                        new SignInWish(SignInBench.ME, "kiro", "idc", true, null, "x/../y", "https://a")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"person-1", "opaque-1"})
    void kimiSaysWhoSignedInByItsTokenOrByItsUsagePage(String person) {
        bench.vendor.authority().person(person);
        var first = bench.device(SignInBench.wish("kimi", "device"));
        var again = bench.device(SignInBench.wish("kimi", "device"));

        assertThat(first.identity()).isEqualTo(person);
        assertThat(first.details()).containsEntry(Details.PLAN, "intermediate");
        assertThat(again.id()).isEqualTo(first.id());
    }

    @Test
    void googleAccountsGetAProject() {
        bench.vendor.authority().person("settled-1");
        assertThat(bench.browser(SignInBench.wish("gemini-cli", "browser")).details())
                .containsEntry(Details.PROJECT_ID, "project-of-settled-1")
                .containsEntry(Details.PLAN, "Standard");

        bench.vendor.authority().person("new-1");
        assertThat(bench.browser(SignInBench.wish("gemini-cli", "browser")).details())
                .containsEntry(Details.PROJECT_ID, "made-for-new-1");
        assertThat(bench.vendor.calls("/v1internal:onboardUser")).isEqualTo(2);
    }

    @Test
    void copilotCallsCarryTheExchangedToken() {
        var account = bench.device(SignInBench.wish("github-copilot", "device"));
        var held = bench.accounts.latest(account.id()).orElseThrow();

        assertThat(held.credential()).isEqualTo(held.secret(SecretKind.EXCHANGED_TOKEN));
        assertThat(held.secret(SecretKind.EXCHANGED_TOKEN)).isNotEqualTo(held.secret(SecretKind.ACCESS_TOKEN));
        assertThat(account.details())
                .containsEntry(Details.ENDPOINT, "https://api.githubcopilot.example")
                .containsEntry(Details.PLAN, "copilot_pro");
    }

    @Test
    void iflowCallsCarryTheKeyAndKiroKnowsItsProfile() {
        var iflow = bench.browser(SignInBench.wish("iflow", "browser"));
        assertThat(bench.accounts.latest(iflow.id()).orElseThrow().credential())
                .isEqualTo(Secret.of("key-of-person-1"));

        assertThat(bench.browser(SignInBench.wish("kiro", "google")).details())
                .containsEntry(Details.PROFILE_ARN, "arn:aws:codewhisperer:us-east-1:1:profile/P")
                .containsEntry(Details.PLAN, "KIRO PRO");
    }

    @Test
    void codexAccountsKnowTheirWorkspaceAndPlan() {
        assertThat(bench.browser(SignInBench.wish("codex", "browser")).details())
                .containsEntry(Details.CHATGPT_ACCOUNT_ID, "workspace-1")
                .containsEntry(Details.PLAN, "plus")
                .containsEntry(Details.METHOD, "browser");
    }

    @Test
    void takesTheShortFormThatVendorsShowForCopying() {
        var begun = bench.signIns.start(SignInBench.wish("claude-code", "browser"));
        var back = Callback.of(bench.vendor.agree(begun.authorizeUrl()));

        var outcome = bench.signIns.complete(
                SignInBench.ME, "claude-code", begun.transaction(), back.code() + "#" + back.state());

        assertThat(outcome).isInstanceOf(Outcome.Done.class);
    }

    @Test
    void aCallbackCountsOnceAndTheAccountCanStillBeAskedFor() {
        var begun = bench.signIns.start(SignInBench.wish("codex", "browser"));
        var back = bench.vendor.agree(begun.authorizeUrl());
        bench.signIns.complete(SignInBench.ME, "codex", begun.transaction(), back);

        refused(Why.USED, () -> bench.signIns.complete(SignInBench.ME, "codex", begun.transaction(), back));
        assertThat(bench.vendor.calls("/oauth/token")).isEqualTo(1);
        assertThat(bench.signIns.complete(SignInBench.ME, "codex", begun.transaction(), null))
                .isInstanceOf(Outcome.Done.class);
    }

    @Test
    void anotherSignInsStateIsRefusedAndSpendsNothing() {
        var mine = bench.signIns.start(SignInBench.wish("codex", "browser"));
        var other = bench.signIns.start(SignInBench.wish("codex", "browser"));
        var othersWay = bench.vendor.agree(other.authorizeUrl());

        refused(Why.STATE, () -> bench.signIns.complete(SignInBench.ME, "codex", mine.transaction(), othersWay));
        refused(
                Why.BAD_INPUT,
                () -> bench.signIns.complete(
                        SignInBench.ME,
                        "codex",
                        mine.transaction(),
                        othersWay.replace("localhost:1455", "evil.example")));
        assertThat(bench.vendor.calls("/oauth/token")).isZero();
        assertThat(bench.signIns.complete(
                        SignInBench.ME, "codex", mine.transaction(), bench.vendor.agree(mine.authorizeUrl())))
                .isInstanceOf(Outcome.Done.class);
    }

    @Test
    void nobodyElseEndsASignIn() {
        var begun = bench.signIns.start(SignInBench.wish("codex", "browser"));
        var back = bench.vendor.agree(begun.authorizeUrl());

        refused(Why.UNKNOWN, () -> bench.signIns.complete(UUID.randomUUID(), "codex", begun.transaction(), back));
        refused(Why.UNKNOWN, () -> bench.signIns.complete(SignInBench.ME, "claude-code", begun.transaction(), back));
        refused(Why.UNKNOWN, () -> bench.signIns.complete(SignInBench.ME, "codex", UUID.randomUUID(), back));
    }

    @Test
    void aSignInEndsAfterTenMinutes() {
        var begun = bench.signIns.start(SignInBench.wish("codex", "browser"));
        var back = bench.vendor.agree(begun.authorizeUrl());
        bench.pass(Duration.ofMinutes(10));

        refused(Why.EXPIRED, () -> bench.signIns.complete(SignInBench.ME, "codex", begun.transaction(), back));
        assertThat(bench.vendor.calls("/oauth/token")).isZero();
    }

    @Test
    void aNoIsSaidPlainly() {
        var begun = bench.signIns.start(SignInBench.wish("codex", "browser"));
        var back = bench.vendor.decline(begun.authorizeUrl());

        refused(Why.DENIED, () -> bench.signIns.complete(SignInBench.ME, "codex", begun.transaction(), back));
        refused(Why.REFUSED, () -> bench.signIns.complete(SignInBench.ME, "codex", begun.transaction(), null));
        assertThat(bench.accounts.all()).isEmpty();
    }

    @Test
    void somebodyElsesSignInLeavesTheAccountAsItWas() {
        var account = bench.browser(SignInBench.wish("codex", "browser"));
        bench.accounts.signedIn(account.id(), new SignedIn.Again("revoked"));
        var before = bench.accounts.latest(account.id()).orElseThrow();
        bench.vendor.authority().person("somebody-else");

        refused(Why.WRONG_ACCOUNT, () -> bench.browser(SignInBench.again(account, "browser")));

        assertThat(bench.accounts.latest(account.id())).contains(before);
        assertThat(bench.accounts.all()).hasSize(1);
        bench.vendor.authority().person("person-1");
        assertThat(bench.browser(SignInBench.again(account, "browser")).signedIn())
                .isEqualTo(SignedIn.ok());
    }

    @Test
    void termsMustBeAcceptedAndSettingsMade() {
        refused(
                Why.TERMS,
                () -> bench.signIns.start(new SignInWish(SignInBench.ME, "codex", null, false, null, null, null)));
        refused(Why.NOT_OFFERED, () -> bench.signIns.start(SignInBench.wish("openai", null)));
        refused(Why.NOT_OFFERED, () -> bench.signIns.start(SignInBench.wish("codex", "carrier-pigeon")));
        assertThat(bench.vendor.calls()).isEmpty();
    }

    @Test
    void theVendorIsAskedNoFasterThanItWants() {
        var begun = bench.signIns.start(SignInBench.wish("kimi", "device"));
        var early = bench.signIns.complete(SignInBench.ME, "kimi", begun.transaction(), null);

        assertThat(early).isInstanceOf(Outcome.Pending.class);
        assertThat(bench.vendor.calls("/api/oauth/token")).isZero();

        bench.passForAll(Duration.ofSeconds(1));
        assertThat(bench.signIns.complete(SignInBench.ME, "kimi", begun.transaction(), null))
                .isInstanceOf(Outcome.Pending.class);
        bench.pass(Duration.ofSeconds(2)); // our clock runs ahead of the vendor's
        assertThat(bench.signIns.complete(SignInBench.ME, "kimi", begun.transaction(), null))
                .isEqualTo(new Outcome.Pending(Duration.ofSeconds(6)));
        assertThat(bench.vendor.authority().refused())
                .containsExactly("authorization_pending: pending", "slow_down: polled too fast");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aCodeThatIsDeclinedOrTooLateEndsTheSignIn(boolean declined) {
        var begun = bench.signIns.start(SignInBench.wish("kimi", "device"));
        if (declined) {
            bench.vendor.authority().deny(begun.userCode());
        } else {
            bench.vendor.authority().expire(begun.userCode());
        }
        bench.passForAll(Duration.ofSeconds(1));

        refused(
                declined ? Why.DENIED : Why.EXPIRED,
                () -> bench.signIns.complete(SignInBench.ME, "kimi", begun.transaction(), null));
        refused(Why.REFUSED, () -> bench.signIns.complete(SignInBench.ME, "kimi", begun.transaction(), null));
        assertThat(bench.vendor.calls("/api/oauth/token")).isEqualTo(1);
    }

    private static JsonObjectBuilder object() {
        return Json.createObjectBuilder();
    }

    private static String text(JsonObjectBuilder object) {
        return object.build().toString();
    }

    @Test
    void takesTheFilesOfTools() {
        var issued = bench.vendor.authority().signedInElsewhere("x");
        var later = Instant.now().plusSeconds(3600);
        var claude = text(object().add(
                        "claudeAiOauth",
                        object().add("accessToken", issued.access())
                                .add("refreshToken", issued.refresh())
                                .add("expiresAt", later.toEpochMilli())
                                .add("subscriptionType", "max")));
        var codex = text(object().addNull("OPENAI_API_KEY")
                .add(
                        "tokens",
                        object().add("access_token", issued.access())
                                .add("refresh_token", issued.refresh())
                                .add("id_token", VendorPages.idToken("person-1"))
                                .add("account_id", "workspace-1")));
        var gemini = text(object().add("access_token", issued.access())
                .add("refresh_token", issued.refresh())
                .add("expiry_date", later.toEpochMilli()));
        var copilot = text(object().add(
                        "github.com:Iv1.b507a08c87ecfe98",
                        object().add("user", "me").add("oauth_token", issued.access())));
        var kiro = text(object().add("accessToken", issued.access())
                .add("refreshToken", issued.refresh())
                .add("authMethod", "social")
                .add("expiresAt", later.toString()));

        assertThat(taken("claude-code", claude)).isEqualTo("person-1/org-1");
        assertThat(taken("codex", codex)).isEqualTo("workspace-1/person-1");
        assertThat(taken("gemini-cli", gemini)).isEqualTo("person-1");
        assertThat(taken("github-copilot", copilot)).isEqualTo("3097247940");
        assertThat(taken("kiro", kiro)).isEqualTo("kiro-person-1");
        refused(Why.BAD_INPUT, () -> taken("codex", claude));
        refused(Why.BAD_INPUT, () -> taken("codex", "not a file"));
    }

    private String taken(String provider, String content) {
        return bench.signIns.take(SignInBench.wish(provider, null), content).identity();
    }

    @Test
    void aFileAndABrowserOfTheSamePersonAreOneAccount() {
        var byBrowser = bench.browser(SignInBench.wish("claude-code", "browser"));
        var issued = bench.vendor.authority().signedInElsewhere("9d1c250a-e61b-44d9-88ed-5944d1962f5e");
        var expired = text(object().add(
                        "claudeAiOauth",
                        object().add("accessToken", "stale")
                                .add("refreshToken", issued.refresh())
                                .add("expiresAt", 1)));

        var byFile = bench.signIns.take(SignInBench.wish("claude-code", "file"), expired);

        assertThat(byFile.id()).isEqualTo(byBrowser.id());
        assertThat(bench.vendor.authority().refreshes()).isEqualTo(1);
    }

    @Test
    void aServiceAccountIsTriedBeforeItIsKept() {
        var file = object().add("type", "service_account")
                .add("project_id", "acme-1")
                .add("client_email", "bot@acme-1.iam.gserviceaccount.com")
                .add("private_key_id", "k1")
                .add("private_key", TestKeys.pem());

        var account = bench.signIns.take(SignInBench.wish("vertex", null), text(file));

        assertThat(account.kind()).isEqualTo(CredentialKind.SERVICE_ACCOUNT);
        assertThat(account.details()).containsEntry(Details.PROJECT_ID, "acme-1");
        assertThat(bench.credentials.current(bench.accounts.latest(account.id()).orElseThrow()))
                .isPresent();
        refused(
                Why.BAD_INPUT,
                () -> bench.signIns.take(
                        SignInBench.wish("vertex", null), text(object().add("type", "service_account"))));
    }

    @Test
    void aServicePrincipalIsTriedBeforeItIsKeptAndRenewedByItsSecret() {
        var flow = new SignInFlow("azure", "entra", SignIn.SERVICE_ACCOUNT);
        var content = flow.content(bench.vendor.authority(), "bot");

        var account = bench.signIns.take(SignInBench.wish("azure", null), content);

        assertThat(account.identity()).isEqualTo("tenant-1/bot/acme");
        assertThat(account.name()).isEqualTo("signalbox at acme");
        assertThat(account.details()).containsEntry("resource", "acme");
        var before = bench.accounts.latest(account.id()).orElseThrow();
        bench.pass(Duration.ofHours(9));
        assertThat(bench.credentials.current(before)).isPresent().isNotEqualTo(Optional.of(before.credential()));
        refused(
                Why.REFUSED,
                () -> bench.signIns.take(
                        SignInBench.wish("azure", null), content.replace("secret of bot", "secret of somebody")));
        refused(
                Why.BAD_INPUT,
                () -> bench.signIns.take(SignInBench.wish("azure", null), content.replace("tenant-1", "../x")));
    }

    @Test
    void takesKeysOfAws() {
        var keys = object().add("accessKeyId", "AKIAIOSFODNN7EXAMPLE")
                .add("secretAccessKey", "wJalr")
                .add("region", "eu-west-1");

        var account = bench.signIns.take(SignInBench.wish("bedrock", "aws-keys"), text(keys));

        assertThat(account.kind()).isEqualTo(CredentialKind.AWS_KEYS);
        assertThat(account.details())
                .containsEntry(Details.ACCESS_KEY_ID, "AKIAIOSFODNN7EXAMPLE")
                .containsEntry(Details.REGION, "eu-west-1");
        assertThat(bench.accounts.latest(account.id()).orElseThrow().credential())
                .isEqualTo(Secret.of("wJalr"));
        refused(
                Why.BAD_INPUT,
                () -> bench.signIns.take(
                        SignInBench.wish("bedrock", "aws-keys"), text(object().add("accessKeyId", "x"))));
    }

    @Test
    void secretsOfASignInAreSealed() {
        var begun = bench.signIns.start(SignInBench.wish("codex", "browser"));
        var state = VendorEmulator.query(begun.authorizeUrl().getRawQuery()).get("state");

        assertThat(bench.entities
                        .em()
                        .createNativeQuery("select sealed from sign_in")
                        .getResultList()
                        .toString())
                .doesNotContain(state);
    }
}
