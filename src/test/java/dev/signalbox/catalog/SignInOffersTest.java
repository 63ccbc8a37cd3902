package dev.signalbox.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.signalbox.vault.Secret;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class SignInOffersTest {
    private final SignInOffers shipped = offers(Map.of());

    private static SignInOffers offers(Map<String, String> settings) {
        return new SignInOffers(new SignInConfig(key -> Optional.ofNullable(settings.get(key))));
    }

    private static OAuthClient client(SignInOffers offers, String provider, String method) {
        return offers.of(provider).orElseThrow().method(method).orElseThrow().client();
    }

    @Test
    void everyOfferHasTermsAndWaysWithNamesOfTheirOwn() {
        assertThat(shipped.all()).hasSizeGreaterThan(8).allSatisfy(offer -> {
            assertThat(offer.terms()).isNotBlank();
            assertThat(offer.methods()).isNotEmpty();
            assertThat(offer.methods().stream().map(SignInMethod::id)).doesNotHaveDuplicates();
        });
    }

    @Test
    void theCatalogueNamesTheWaysThatAreOffered() {
        var catalog = Catalog.asShipped();
        assertThat(shipped.all())
                .allSatisfy(offer -> catalog.provider(offer.provider())
                        .ifPresent(provider -> assertThat(provider.signIn())
                                .as(provider.id())
                                .containsAll(offer.methods().stream()
                                        .map(SignInMethod::kind)
                                        .toList())));
    }

    @Test
    void everyAddressIsOneAndEveryBrowserWayHasAWayBack() {
        assertThat(shipped.all().stream().flatMap(offer -> offer.methods().stream()))
                .allSatisfy(method -> {
                    var client = method.client();
                    if (client == null) {
                        return;
                    }
                    client.addresses()
                            .values()
                            .forEach(address -> assertThat(URI.create(address.replace("{region}", "us-east-1"))
                                            .getScheme())
                                    .isEqualTo("https"));
                    assertThat(client.clientSecret()).isNull();
                    if (method.kind() == SignIn.BROWSER) {
                        assertThat(client.redirectUri()).isNotBlank();
                    }
                });
    }

    @Test
    void saysWhatVendorsHaveRestricted() {
        assertThat(shipped.of("qwen").orElseThrow().restriction()).satisfies(restriction -> {
            assertThat(restriction.closed()).isTrue();
            assertThat(restriction.day()).isEqualTo("2026-04-15");
        });
        assertThat(shipped.of("claude-code").orElseThrow().restriction().kind())
                .isEqualTo(SignInOffer.Restriction.OWN_CLIENT_ONLY);
    }

    @Test
    void theConfigurationReplacesWhatIsWritten() {
        var set = offers(Map.of(
                "signalbox.sign-in.gemini-cli.client-id", "mine",
                "signalbox.sign-in.gemini-cli.client-secret", "shh",
                "signalbox.sign-in.gemini-cli.token-url", "https://other.example/token",
                "signalbox.sign-in.via", "http://127.0.0.1:9/x/"));

        var client = client(set, "gemini-cli", "browser");
        assertThat(client.clientId()).isEqualTo("mine");
        assertThat(client.clientSecret()).isEqualTo(Secret.of("shh"));
        assertThat(client.missingSetting()).isNull();
        assertThat(client.addresses())
                .containsEntry("token", "https://other.example/token")
                .containsEntry("authorize", "http://127.0.0.1:9/x/accounts.google.com/o/oauth2/v2/auth");
        assertThat(client(shipped, "gemini-cli", "browser").missingSetting())
                .isEqualTo("signalbox.sign-in.gemini-cli.client-secret");
    }

    @Test
    void refusesAGatewayThatIsNoAddress() {
        Function<String, Optional<String>> settings =
                key -> Optional.of("no address").filter(text -> key.endsWith(".via"));
        assertThatExceptionOfType(CatalogException.class)
                .isThrownBy(() -> new SignInOffers(new SignInConfig(settings)));
    }
}
