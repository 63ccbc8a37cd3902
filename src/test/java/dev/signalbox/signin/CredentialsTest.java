package dev.signalbox.signin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.signalbox.account.HeldAccount;
import dev.signalbox.account.SecretKind;
import dev.signalbox.account.SignedIn;
import dev.signalbox.chat.ChatException;
import dev.signalbox.chat.Failure;
import dev.signalbox.startup.Beat;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CredentialsTest {
    private static final Duration HOUR = Duration.ofHours(1);

    private final SignInBench bench = new SignInBench();
    private HeldAccount held;

    @BeforeEach
    void signIn() {
        bench.vendor.authority().life(HOUR);
        held = latest(bench.browser(SignInBench.wish("codex", "browser")).id());
    }

    @AfterEach
    void close() {
        bench.close();
    }

    private HeldAccount latest(java.util.UUID id) {
        return bench.accounts.latest(id).orElseThrow();
    }

    private void failure(Failure.Kind kind) {
        assertThatExceptionOfType(ChatException.class)
                .isThrownBy(() -> bench.credentials.fresh(held))
                .satisfies(e -> assertThat(e.failure().kind()).isEqualTo(kind));
    }

    @Test
    void aTokenThatIsGoodIsLeftAlone() {
        assertThat(bench.credentials.fresh(held)).isEqualTo(held);
        assertThat(bench.vendor.authority().refreshes()).isZero();
    }

    @Test
    void anExpiredTokenIsRenewedOnceForEverybodyWhoHasTheOldOne() {
        bench.pass(HOUR);

        var fresh = bench.credentials.fresh(held);
        bench.pass(Duration.ofSeconds(-1));

        assertThat(fresh.credential()).isNotEqualTo(held.credential());
        assertThat(fresh.secret(SecretKind.REFRESH_TOKEN)).isNotEqualTo(held.secret(SecretKind.REFRESH_TOKEN));
        assertThat(bench.renewals.renew(held).credential()).isEqualTo(fresh.credential());
        assertThat(bench.vendor.authority().refreshes()).isEqualTo(1);
        assertThat(bench.vendor.authority().refused()).isEmpty();
    }

    @Test
    void aRefusedTokenIsRenewedAndAYoungOneIsNot() {
        bench.pass(Duration.ofMinutes(5));

        assertThat(bench.credentials.refused(held)).isTrue();
        var fresh = bench.credentials.fresh(held);
        assertThat(fresh.credential()).isNotEqualTo(held.credential());
        assertThat(bench.credentials.refused(held))
                .as("others whose call was refused")
                .isTrue();
        assertThat(bench.credentials.refused(fresh))
                .as("nothing better can be had")
                .isFalse();
        assertThat(bench.vendor.authority().refreshes()).isEqualTo(1);
    }

    @Test
    void aRevokedGrantAsksForASignInOnceAndIsNotTriedAgain() {
        bench.vendor.authority().revokeAll();
        bench.pass(HOUR);

        failure(Failure.Kind.UNAUTHORIZED);
        failure(Failure.Kind.UNAUTHORIZED);
        assertThat(bench.credentials.refused(held)).isFalse();

        assertThat(bench.vendor.calls("/oauth/token")).isEqualTo(2); // the code's, and one refresh
        assertThat(latest(held.id()).signedIn()).isInstanceOf(SignedIn.Again.class);
        assertThat(bench.told).singleElement().satisfies(needed -> {
            assertThat(needed.account()).isEqualTo(held.id());
            assertThat(needed.reason()).contains("invalid_grant");
        });
    }

    @Test
    void aVendorThatIsBusyIsLeftAloneForAWhileAndLosesNothing() {
        bench.vendor.authority().busy(1);
        bench.pass(HOUR);

        failure(Failure.Kind.UNREACHABLE);
        failure(Failure.Kind.UNREACHABLE);
        assertThat(bench.vendor.calls("/oauth/token")).isEqualTo(2);
        assertThat(latest(held.id()).signedIn()).isEqualTo(SignedIn.ok());

        bench.pass(Duration.ofSeconds(11));
        assertThat(bench.credentials.fresh(held).credential()).isNotEqualTo(held.credential());
    }

    @Test
    void aTokenThatStillHoldsIsUsedWhenTheVendorIsBusy() {
        bench.vendor.authority().busy(1);
        bench.pass(HOUR.minusSeconds(20));

        assertThat(bench.credentials.fresh(held)).isEqualTo(held);
        assertThat(bench.vendor.calls("/oauth/token")).isEqualTo(2);
    }

    @Test
    void tokensAreRenewedAheadOfTimeAndNotMoreOftenThanHalfTheirLife() {
        bench.ahead.onBeat(new Beat(bench.clock.instant()));
        assertThat(bench.vendor.authority().refreshes())
                .as("five days of lead, one hour of life")
                .isZero();

        bench.pass(Duration.ofMinutes(31));
        bench.ahead.onBeat(new Beat(bench.clock.instant()));
        assertThat(bench.vendor.authority().refreshes()).isEqualTo(1);

        bench.pass(Duration.ofMinutes(1));
        bench.ahead.onBeat(new Beat(bench.clock.instant()));
        assertThat(bench.vendor.authority().refreshes()).isEqualTo(1);
    }

    @Test
    void anAnswerThatWasLostOnTheWayLosesNoAccount() {
        var client = "app_EMoamEEZ73f0CkXaXp7hrann";
        var rotated = bench.vendor
                .authority()
                .refresh(held.secret(SecretKind.REFRESH_TOKEN).reveal(), client);
        bench.pass(HOUR);

        var fresh = bench.credentials.fresh(held);

        assertThat(fresh.needsSignIn()).isFalse();
        assertThat(fresh.secret(SecretKind.REFRESH_TOKEN).reveal()).isNotEqualTo(rotated.refresh());
        assertThat(bench.vendor.authority().refused()).isEmpty();
    }
}
