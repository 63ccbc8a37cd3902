package dev.signalbox.egress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.signalbox.catalog.InvalidSetting;
import dev.signalbox.catalog.NodeRemoved;
import dev.signalbox.database.TestEntities;
import dev.signalbox.startup.Settings;
import dev.signalbox.vault.TestVaults;
import java.net.URI;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EgressTest {
    private static final URI FAR = URI.create("https://api.example/v1");
    private static final URI NEAR = URI.create("http://127.0.0.1:11434");

    private final TestEntities entities = TestEntities.onH2();
    private final UUID account = UUID.randomUUID();

    @AfterEach
    void close() {
        entities.close();
    }

    private Egress egress(String... environment) {
        return new Egress(
                new EgressRows(entities.em()),
                TestVaults.open(),
                new EnvironmentProxies(Settings.of(environment)),
                entities::commit);
    }

    private static Exit through(String proxy) {
        return new Exit.Through(ProxyAddress.parse(proxy));
    }

    private void addAccount() {
        entities.em()
                .createNativeQuery(
                        "insert into account (id, provider, name, priority, enabled, needs_sign_in, created_at,"
                                + " updated_at) values (?1, 'glm', 'x', 1, true, false, now(), now())")
                .setParameter(1, account)
                .executeUpdate();
        entities.commit();
    }

    @Test
    void theNarrowestProxyCounts() {
        addAccount();
        var egress = egress("HTTPS_PROXY", "http://env.example:1");
        assertThat(egress.exit(Sender.ANYONE, FAR)).isEqualTo(through("http://env.example:1"));

        egress.setForEverything("http://all.example:2");
        assertThat(egress.exit(new Sender("glm", account), FAR)).isEqualTo(through("http://all.example:2"));

        egress.setForProvider("glm", "https://glm.example:3");
        assertThat(egress.exit(new Sender("glm", account), FAR)).isEqualTo(through("https://glm.example:3"));
        assertThat(egress.exit(new Sender("openai", null), FAR)).isEqualTo(through("http://all.example:2"));

        egress.setForAccount(account, "socks5://own.example:4");
        assertThat(egress.exit(new Sender("glm", account), FAR)).isEqualTo(through("socks5://own.example:4"));

        egress.setForAccount(account, "direct");
        assertThat(egress.exit(new Sender("glm", account), FAR)).isEqualTo(Exit.DIRECT);

        egress.setForAccount(account, null);
        egress.setForProvider("glm", "");
        egress.setForEverything(null);
        assertThat(egress.exit(new Sender("glm", account), FAR)).isEqualTo(through("http://env.example:1"));
    }

    @Test
    void whatIsForEverythingSparesThisMachineAndTheExceptions() {
        var egress = egress();
        egress.setForEverything("http://all.example:2");
        egress.setExceptions("corp.example, api.other.example:443");

        assertThat(egress.exit(Sender.ANYONE, NEAR)).isEqualTo(Exit.DIRECT);
        assertThat(egress.exit(Sender.ANYONE, URI.create("https://llm.corp.example/v1")))
                .isEqualTo(Exit.DIRECT);
        assertThat(egress.exit(Sender.ANYONE, URI.create("https://api.other.example/v1")))
                .isEqualTo(Exit.DIRECT);
        assertThat(egress.exit(Sender.ANYONE, URI.create("https://notcorp.example/v1")))
                .isEqualTo(through("http://all.example:2"));

        egress.setForProvider("near", "socks5://own.example");
        assertThat(egress.exit(new Sender("near", null), NEAR)).isEqualTo(through("socks5://own.example"));
    }

    @Test
    void honoursTheEnvironmentWithItsExceptions() {
        var egress = egress(
                "http_proxy",
                "plain.example:8080",
                "ALL_PROXY",
                "socks5://all.example",
                "NO_PROXY",
                ".corp.example,*.test");

        assertThat(egress.exit(Sender.ANYONE, URI.create("http://api.example")))
                .isEqualTo(through("plain.example:8080"));
        assertThat(egress.exit(Sender.ANYONE, FAR)).isEqualTo(through("socks5://all.example"));
        assertThat(egress.exit(Sender.ANYONE, URI.create("https://llm.corp.example")))
                .isEqualTo(Exit.DIRECT);
        assertThat(egress.exit(Sender.ANYONE, URI.create("https://a.test"))).isEqualTo(Exit.DIRECT);
        assertThat(egress.exit(Sender.ANYONE, URI.create("https://[::1]:1"))).isEqualTo(Exit.DIRECT);
    }

    @Test
    void storesSealedAndShowsNoPassword() {
        addAccount();
        var egress = egress();

        egress.setForAccount(account, "socks5://ana:canary@own.example:4");

        assertThat(egress.ofAccount(account)).contains("socks5://ana@own.example:4");
        assertThat(entities.em()
                        .createNativeQuery("select sealed from egress_proxy")
                        .getSingleResult()
                        .toString())
                .doesNotContain("canary", "own.example");
        assertThat(egress().exit(new Sender(null, account), FAR))
                .isEqualTo(through("socks5://ana:canary@own.example:4"));
    }

    @Test
    void aProxyGoesWithItsAccountAndItsNode() {
        addAccount();
        var node = UUID.randomUUID();
        var egress = egress();
        egress.setForAccount(account, "socks5://own.example");
        egress.setForProvider(node.toString(), "socks5://node.example");

        entities.em().createNativeQuery("delete from account").executeUpdate();
        entities.commit();
        egress.leave(new NodeRemoved(node));

        assertThat(new EgressRows(entities.em()).all()).isEmpty();
        assertThat(egress.ofProviders()).isEmpty();
    }

    @Test
    void refusesWhatIsNoProxyAndKeepsTheOldOne() {
        var egress = egress();
        egress.setForEverything("http://all.example:2");

        assertThatExceptionOfType(InvalidSetting.class).isThrownBy(() -> egress.setForEverything("nonsense://x"));

        assertThat(egress.ofEverything()).contains("http://all.example:2");
    }
}
