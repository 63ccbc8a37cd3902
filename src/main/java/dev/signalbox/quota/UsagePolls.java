package dev.signalbox.quota;

import dev.signalbox.Service;
import dev.signalbox.account.Account;
import dev.signalbox.account.Accounts;
import dev.signalbox.account.HeldAccount;
import dev.signalbox.startup.Beat;
import dev.signalbox.startup.VirtualThreads;
import dev.signalbox.startup.VirtualThreads.Work;
import jakarta.enterprise.event.ObservesAsync;
import jakarta.inject.Inject;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.DoubleSupplier;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.Config;

/**
 * Asks vendors in the background what accounts have left: those that are in use or that somebody looks at, each one by one
 * question at a time, at intervals that vary a little and that grow while a vendor does not answer.
 */
@Service
class UsagePolls {
    private static final System.Logger LOG = System.getLogger(UsagePolls.class.getName());
    private static final Duration USUAL = Duration.ofMinutes(5);
    private static final Duration IN_USE = Duration.ofMinutes(15);
    private static final Duration LONGEST = Duration.ofHours(1);
    private static final int MOST_AT_ONCE = 8;
    private static final int LONGEST_REASON = 300;

    private final Supplier<List<HeldAccount>> accounts;
    private final Quotas quotas;
    private final Function<HeldAccount, List<QuotaWindow>> question;
    private final Executor threads;
    private final Duration interval;
    private final DoubleSupplier chance;
    private final Clock clock;
    private final VendorReports reports;
    private final Set<UUID> running = ConcurrentHashMap.newKeySet();

    @Inject
    UsagePolls(
            Accounts accounts,
            Quotas quotas,
            VendorReports reports,
            UsageQuestions questions,
            VirtualThreads threads,
            Config config,
            Clock clock) {
        this(
                () -> accounts.all().stream()
                        .map(Account::id)
                        .flatMap(id -> accounts.latest(id).stream())
                        .filter(questions::answered)
                        .toList(),
                quotas,
                reports,
                questions::ask,
                threads.of(Work.USAGE),
                config.getOptionalValue("signalbox.usage-endpoint.interval", Duration.class)
                        .orElse(USUAL),
                Math::random,
                clock);
    }

    /**
     * With other accounts and answers.
     *
     * @param interval between two questions for an account in use; zero for never asking
     * @param chance from 0 to 1
     */
    UsagePolls(
            Supplier<List<HeldAccount>> accounts,
            Quotas quotas,
            VendorReports reports,
            Function<HeldAccount, List<QuotaWindow>> question,
            Executor threads,
            Duration interval,
            DoubleSupplier chance,
            Clock clock) {
        this.accounts = accounts;
        this.quotas = quotas;
        this.reports = reports;
        this.question = question;
        this.threads = threads;
        this.interval = interval;
        this.chance = chance;
        this.clock = clock;
    }

    void onBeat(@ObservesAsync Beat beat) {
        if (interval.isZero()) {
            return;
        }
        var all = accounts.get();
        reports.keep(all.stream().map(HeldAccount::id).collect(Collectors.toSet()));
        all.stream().filter(account -> due(account.id(), beat.at())).forEach(this::start);
    }

    private boolean due(UUID account, Instant now) {
        boolean looked = reports.lookedAt(account);
        var used = quotas.lastUsed(account).orElse(Instant.MIN);
        boolean inUse = used.isAfter(now.minus(IN_USE));
        var report = reports.of(account).orElse(null);
        if (report == null) {
            return looked || inUse;
        }
        // a vendor that answers may be asked sooner while somebody looks on
        var next = looked && report.failures() == 0 ? sooner(report) : report.nextAt();
        return !now.isBefore(next) && (looked || used.isAfter(report.askedAt()));
    }

    private static Instant sooner(VendorReport report) {
        return report.askedAt()
                .plus(Duration.between(report.askedAt(), report.nextAt()).dividedBy(4));
    }

    private void start(HeldAccount account) {
        if (running.size() >= MOST_AT_ONCE || !running.add(account.id())) {
            return;
        }
        try {
            threads.execute(() -> {
                try {
                    ask(account);
                } finally {
                    running.remove(account.id());
                }
            });
        } catch (RuntimeException stopping) {
            running.remove(account.id());
            throw stopping;
        }
    }

    private void ask(HeldAccount account) {
        var asked = clock.instant();
        try {
            var told = question.apply(account);
            // first: whoever is shown the windows is shown how they came
            reports.put(account.id(), new VendorReport(asked, 0, null, asked.plus(varied(interval))));
            quotas.toldByVendor(account.id(), told);
        } catch (UsageRefused refused) {
            failed(account, asked, String.valueOf(refused.getMessage()));
        } catch (RuntimeException unreadable) {
            LOG.log(Level.WARNING, "What " + account.provider() + " says of its quota cannot be read", unreadable);
            failed(account, asked, "The vendor's answer cannot be read.");
        }
    }

    /** What is known stays as it is. */
    private void failed(HeldAccount account, Instant asked, String why) {
        int failures = reports.of(account.id()).map(VendorReport::failures).orElse(0) + 1;
        var wait = interval.multipliedBy(1L << Math.min(failures - 1, 10));
        var most = interval.compareTo(LONGEST) > 0 ? interval : LONGEST;
        var next = asked.plus(varied(wait.compareTo(most) > 0 ? most : wait));
        var reason = why.length() > LONGEST_REASON ? why.substring(0, LONGEST_REASON) : why;
        reports.put(account.id(), new VendorReport(asked, failures, reason, next));
        LOG.log(
                failures == 1 ? Level.INFO : Level.DEBUG,
                "{0} does not say what account {1} has left: {2}",
                account.provider(),
                account.name(),
                reason);
    }

    /** Between four and six fifths of it, so that accounts do not ask in step. */
    private Duration varied(Duration wait) {
        return Duration.ofMillis((long) (wait.toMillis() * (0.8 + 0.4 * chance.getAsDouble())));
    }
}
