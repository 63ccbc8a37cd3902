package dev.signalbox.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.signalbox.catalog.Catalog;
import dev.signalbox.catalog.InvalidSetting;
import dev.signalbox.catalog.NodeRemoved;
import dev.signalbox.catalog.NodeSettings;
import dev.signalbox.catalog.ProviderNodes;
import dev.signalbox.catalog.TestNodes;
import dev.signalbox.database.TestEntities;
import dev.signalbox.vault.Secret;
import dev.signalbox.vault.TestVaults;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AccountsTest {
    private static final Secret CANARY = Secret.of("sk-canary-4711");
    private static final Instant NOW = Instant.parse("2026-03-01T10:15:30Z");

    private final TestEntities entities = TestEntities.onH2();
    private final Catalog catalog = Catalog.asShipped();
    private final ArrayList<NodeRemoved> removed = new ArrayList<>();
    private final ProviderNodes nodes = TestNodes.on(entities.em(), catalog, removed::add);
    private final Accounts accounts = new Accounts(
            new AccountRows(entities.em()),
            TestVaults.open(),
            catalog,
            nodes,
            () -> entities.commit(),
            Clock.fixed(NOW, ZoneOffset.UTC));

    @AfterEach
    void close() {
        entities.close();
    }

    private static AccountSettings key(String name, int priority) {
        return new AccountSettings(name, CANARY, priority, null);
    }

    @Test
    void holdsTheOpenedKeyAndStoresItSealed() {
        var account = accounts.create("glm", key("work", 1));

        var held = accounts.at("glm").getFirst();
        assertThat(held.credential()).isEqualTo(CANARY);
        assertThat(held.toString()).doesNotContain("canary");
        assertThat(entities.em()
                        .createNativeQuery("select sealed_key from account")
                        .getSingleResult()
                        .toString())
                .doesNotContain("canary");
        assertThat(account)
                .isEqualTo(new Account(
                        account.id(),
                        "glm",
                        "work",
                        1,
                        true,
                        CredentialKind.API_KEY,
                        true,
                        Map.of(),
                        null,
                        null,
                        SignedIn.ok(),
                        NOW,
                        NOW));
        assertThat(accounts.find(account.id())).contains(account);
    }

    @Test
    void ordersByPriorityAndPutsRefusedKeysLast() {
        var second = accounts.create("glm", key("second", 2));
        var first = accounts.create("glm", key("first", 1));
        var refused = accounts.create("glm", key("refused", 0));
        var off = accounts.create("glm", new AccountSettings("off", CANARY, 0, false));

        accounts.needsSignIn(refused.id(), true);

        assertThat(accounts.at("glm"))
                .extracting(HeldAccount::id)
                .containsExactly(first.id(), second.id(), refused.id());
        assertThat(accounts.held(off.id()))
                .get()
                .extracting(HeldAccount::credential)
                .isEqualTo(CANARY);
        assertThat(accounts.at("openai")).isEmpty();
    }

    @Test
    void changesOnlyWhatIsNamedAndANewKeyClearsTheSignIn() {
        var account = accounts.create("glm", key("work", 3));
        accounts.needsSignIn(account.id(), true);
        assertThat(accounts.find(account.id()))
                .get()
                .extracting(Account::needsSignIn)
                .isEqualTo(true);

        accounts.update(account.id(), new AccountSettings(null, Secret.of("sk-new"), null, null));

        assertThat(accounts.at("glm"))
                .containsExactly(HeldAccount.withKey(account.id(), "glm", "work", 3, Secret.of("sk-new")));
        assertThat(accounts.update(UUID.randomUUID(), key("x", 1))).isEmpty();
    }

    private static Grant grant(String identity, String token) {
        return new Grant(
                CredentialKind.OAUTH,
                identity,
                "me@example.org",
                Map.of(SecretKind.ACCESS_TOKEN, Secret.of(token), SecretKind.REFRESH_TOKEN, Secret.of("r-" + token)),
                Map.of(Details.PLAN, "pro"),
                NOW.plusSeconds(60));
    }

    @Test
    void signingInAgainRenewsTheAccountAndKeepsItsSettings() {
        var account = accounts.signIn("glm", grant("user-1", "canary-1"));
        accounts.update(account.id(), new AccountSettings("mine", null, 7, null));
        accounts.signedIn(account.id(), new SignedIn.Again("revoked"));

        var again = accounts.signIn("glm", grant("user-1", "canary-2"));
        var other = accounts.signIn("glm", grant("user-2", "canary-3"));

        assertThat(again.id()).isEqualTo(account.id()).isNotEqualTo(other.id());
        assertThat(again.name()).isEqualTo("mine");
        assertThat(again.priority()).isEqualTo(7);
        assertThat(again.signedIn()).isEqualTo(SignedIn.ok());
        assertThat(accounts.latest(again.id()).orElseThrow().credential()).isEqualTo(Secret.of("canary-2"));
        assertThat(entities.em()
                        .createNativeQuery("select sealed_secrets from account")
                        .getResultList()
                        .toString())
                .doesNotContain("canary");
    }

    @Test
    void aRenewalKeepsWhatItDoesNotName() {
        var account = accounts.signIn("glm", grant("user-1", "old"));

        var held = accounts.renew(
                        account.id(),
                        current -> new Renewal.Renewed(
                                Map.of(SecretKind.ACCESS_TOKEN, Secret.of("new")),
                                Map.of(Details.PROJECT_ID, "p1"),
                                NOW.plusSeconds(900)))
                .orElseThrow();

        assertThat(held.secret(SecretKind.ACCESS_TOKEN)).isEqualTo(Secret.of("new"));
        assertThat(held.secret(SecretKind.REFRESH_TOKEN)).isEqualTo(Secret.of("r-old"));
        assertThat(held.details())
                .containsOnly(
                        Map.entry(Details.PLAN, "pro"),
                        Map.entry(Details.PROJECT_ID, "p1"),
                        Map.entry(Details.RENEWED_AT, NOW.toString()));
        assertThat(held.expiresAt()).isEqualTo(NOW.plusSeconds(900));
        assertThat(accounts.latest(account.id())).contains(held);
    }

    @Test
    void aRefusedRenewalAsksForASignInAndSaysWhy() {
        var account = accounts.signIn("glm", grant("user-1", "old"));

        accounts.renew(account.id(), current -> new Renewal.Refused("the grant was revoked"));

        assertThat(accounts.find(account.id()).orElseThrow().signedIn())
                .isEqualTo(new SignedIn.Again("the grant was revoked"));
    }

    @Test
    void deletesAnAccountOnce() {
        var account = accounts.create("glm", key("work", 3));

        assertThat(accounts.delete(account.id())).isTrue();
        assertThat(accounts.delete(account.id())).isFalse();
        assertThat(accounts.at("glm")).isEmpty();
    }

    @Test
    void aNodeTakesItsAccountsWithIt() {
        var node = nodes.create(new NodeSettings("My box", "box", "ollama", "http://127.0.0.1:11434"));
        var account = accounts.create(node.id().toString(), new AccountSettings(null, null, null, null));
        assertThat(accounts.at(node.id().toString()))
                .extracting(HeldAccount::id)
                .containsExactly(account.id());
        assertThat(accounts.at(node.id().toString()).getFirst().credential()).isNull();

        nodes.delete(node.id());
        removed.forEach(accounts::leave);

        assertThat(accounts.all()).isEmpty();
    }

    @Test
    void refusesAProviderNobodyKnowsAndAMissingKey() {
        assertThatExceptionOfType(InvalidSetting.class)
                .isThrownBy(() -> accounts.create("nowhere", key("x", 1)))
                .satisfies(e -> assertThat(e.field()).isEqualTo("provider"));
        assertThatExceptionOfType(InvalidSetting.class)
                .isThrownBy(() -> accounts.create("glm", new AccountSettings("x", null, null, null)))
                .satisfies(e -> assertThat(e.field()).isEqualTo("apiKey"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"two words", "line\nbreak", "ключ"})
    void refusesAKeyThatNoHeaderCanCarry(String key) {
        assertThatExceptionOfType(InvalidSetting.class)
                .isThrownBy(() -> accounts.create("glm", new AccountSettings("x", Secret.of(key), null, null)))
                .withMessageNotContaining(key);
    }
}
