package dev.signalbox.signin;

import dev.signalbox.account.Account;
import dev.signalbox.account.Accounts;
import dev.signalbox.account.TestAccounts;
import dev.signalbox.catalog.SignInOffers;
import dev.signalbox.catalog.TestOffers;
import dev.signalbox.database.TestEntities;
import dev.signalbox.startup.Settings;
import dev.signalbox.vault.TestVaults;
import dev.signalbox.vault.Vault;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;

/** Everything that signing in needs, put together by hand on H2, with all vendors emulated. */
final class SignInBench implements AutoCloseable {
    static final UUID ME = UUID.randomUUID();

    /** Stands still but for what a test lets pass: an hour here is no longer on a slow machine. */
    private final Instant start = Instant.now().truncatedTo(ChronoUnit.MILLIS);

    private Duration passed = Duration.ZERO;
    private Duration later = Duration.ZERO;

    final Clock clock = clock(() -> start.plus(passed).plus(later));
    final VendorEmulator vendor = new VendorEmulator(clock(() -> start.plus(passed)));
    final List<SignInNeeded> told = new ArrayList<>();
    final Accounts accounts;
    final Credentials credentials;
    final Renewals renewals;
    final RefreshAhead ahead;
    final SignIns signIns;
    final TestEntities entities = TestEntities.onH2();

    SignInBench() {
        var vault = TestVaults.open();
        SignInOffers offers = TestOffers.with(Map.of(
                "signalbox.sign-in.via", vendor.address(),
                "signalbox.sign-in.gemini-cli.client-secret", VendorPages.SECRET,
                "signalbox.sign-in.antigravity.client-secret", VendorPages.SECRET,
                "signalbox.sign-in.iflow.client-secret", VendorPages.SECRET));
        accounts = TestAccounts.on(entities, vault, clock);
        var http = new VendorHttp(TestWire::send);
        var endpoint = new TokenEndpoint(http, clock);
        var vendors = new Vendors(
                offers,
                endpoint,
                List.of(
                        new PlainVendor(),
                        new ClaudeVendor(http),
                        new CodexVendor(),
                        new CodeAssistVendor(http, Duration.ofMillis(5)),
                        new CopilotVendor(http),
                        new IflowVendor(http),
                        new KiroVendor(http),
                        new KimiVendor(http),
                        new ServiceAccountVendor(http, clock),
                        new EntraVendor(http, clock),
                        new AwsKeysVendor()));
        renewals = new Renewals(accounts, vendors, told::add, clock);
        credentials = new Credentials(accounts, renewals, clock);
        ahead = new RefreshAhead(accounts, vendors, renewals);
        var rows = rows(vault);
        var settled = new Settled(accounts, rows, clock);
        var lifetime = new SignInLifetime(Settings.of());
        signIns = new SignIns(
                offers,
                rows,
                new BrowserSignIn(rows, endpoint, vendors, settled, lifetime, clock),
                new DeviceSignIn(rows, endpoint, http, vendors, settled, lifetime, clock),
                new FileSignIn(endpoint, vendors, settled, clock),
                accounts,
                new Loopback(false, () -> Runnable::run, lifetime, clock),
                clock);
    }

    private static Clock clock(Supplier<Instant> time) {
        return new Clock() {
            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }

            @Override
            public Instant instant() {
                return time.get();
            }
        };
    }

    /** Each call in a transaction of its own, as in the container. */
    private SignInRows rows(Vault vault) {
        return new SignInRows(entities.em(), vault) {
            @Override
            void insert(Transaction begun, Instant now) {
                super.insert(begun, now);
                entities.commit();
            }

            @Override
            boolean use(UUID id, Instant now) {
                var used = super.use(id, now);
                entities.commit();
                return used;
            }

            @Override
            Duration turn(UUID id, Duration interval, Instant now) {
                var wait = super.turn(id, interval, now);
                entities.commit();
                return wait;
            }

            @Override
            void slower(Transaction transaction, Duration interval, Instant now) {
                super.slower(transaction, interval, now);
                entities.commit();
            }

            @Override
            void end(UUID id, UUID account, String failure, Instant now) {
                super.end(id, account, failure, now);
                entities.commit();
            }
        };
    }

    /** Lets time pass for the gateway, and not for the vendor. */
    void pass(Duration time) {
        later = later.plus(time);
    }

    /** Lets time pass for both. */
    void passForAll(Duration time) {
        passed = passed.plus(time);
    }

    static SignInWish wish(String provider, String method) {
        return new SignInWish(ME, provider, method, true, null, null, null);
    }

    static SignInWish again(Account account, String method) {
        return new SignInWish(ME, account.provider(), method, true, account.id(), null, null);
    }

    /** A whole sign-in in the browser. */
    Account browser(SignInWish wish) {
        var begun = signIns.start(wish);
        var back = vendor.agree(begun.authorizeUrl());
        return ((Outcome.Done) signIns.complete(ME, wish.provider(), begun.transaction(), back)).account();
    }

    /** A whole sign-in with a code. */
    Account device(SignInWish wish) {
        var begun = signIns.start(wish);
        vendor.authority().approve(begun.userCode());
        passForAll(Duration.ofSeconds(begun.interval()));
        return ((Outcome.Done) signIns.complete(ME, wish.provider(), begun.transaction(), null)).account();
    }

    @Override
    public void close() {
        vendor.close();
        entities.close();
    }
}
