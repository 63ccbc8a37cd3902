package dev.signalbox.signin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.signalbox.catalog.TestOffers;
import dev.signalbox.signin.SignInException.Why;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** That the table of flows is the catalogue's, and what takes ten minutes to see. */
class SignInFlowsTest {
    private final SignInBench bench = new SignInBench();

    @AfterEach
    void close() {
        bench.close();
    }

    static Stream<SignInFlow> begun() {
        return Stream.concat(SignInFlow.browser(), SignInFlow.device());
    }

    @Test
    void eachWayOfTheCatalogueIsInTheTable() {
        assertThat(TestOffers.with(Map.of()).all().stream()
                        .flatMap(offer -> offer.methods().stream()
                                .map(method -> new SignInFlow(offer.provider(), method.id(), method.kind()))))
                .containsExactlyInAnyOrderElementsOf(SignInFlow.ALL);
    }

    @ParameterizedTest
    @MethodSource("begun")
    void endsAfterTenMinutesWithoutACall(SignInFlow flow) {
        var wish = new SignInWish(
                SignInBench.ME,
                flow.provider(),
                flow.method(),
                true,
                null,
                null,
                flow.portal() ? "https://acme.awsapps.com/start" : null);
        var begun = bench.signIns.start(wish);
        var back = begun.authorizeUrl() == null ? null : bench.vendor.agree(begun.authorizeUrl());
        if (begun.userCode() != null) {
            bench.vendor.authority().approve(begun.userCode());
        }
        var calls = bench.vendor.calls().size();
        bench.pass(Duration.ofMinutes(10));

        assertThatExceptionOfType(SignInException.class)
                .isThrownBy(() -> bench.signIns.complete(SignInBench.ME, flow.provider(), begun.transaction(), back))
                .satisfies(e -> assertThat(e.why()).isEqualTo(Why.EXPIRED));
        assertThat(bench.vendor.calls()).hasSize(calls);
        assertThat(bench.accounts.all()).isEmpty();
    }
}
