package dev.signalbox.console;

import dev.signalbox.Service;
import dev.signalbox.account.Account;
import dev.signalbox.account.Accounts;
import dev.signalbox.quota.Declarations;
import dev.signalbox.quota.QuotaSource;
import dev.signalbox.quota.QuotaUnit;
import dev.signalbox.quota.QuotaWindow;
import dev.signalbox.quota.Quotas;
import dev.signalbox.quota.VendorReports;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Shows what accounts have left and when it resets. */
@Named
@Service
public class QuotaPage {
    private static final double GOOD = 0.7;
    private static final double POOR = 0.3;

    private final Quotas quotas;
    private final Declarations declarations;
    private final VendorReports reports;
    private final Accounts accounts;
    private final Providers providers;
    private final Formats formats;

    @Inject
    QuotaPage(
            Quotas quotas,
            Declarations declarations,
            VendorReports reports,
            Accounts accounts,
            Providers providers,
            Formats formats) {
        this.quotas = quotas;
        this.declarations = declarations;
        this.reports = reports;
        this.accounts = accounts;
        this.providers = providers;
        this.formats = formats;
    }

    /**
     * A window of an account.
     *
     * @param declared the declaration's id; empty for a window that nobody declared
     * @param left in words
     * @param percent that is left, -1 when nobody knows
     * @param level {@code good}, {@code warn} or {@code bad}
     * @param runsOut when nothing will be left at the pace of the last hour, null when it lasts
     */
    public record Shown(
            String accountId,
            String declared,
            String account,
            String name,
            @Nullable String model,
            String left,
            int percent,
            String level,
            @Nullable Instant resetsAt,
            @Nullable Instant runsOut,
            String source) {}

    /**
     * A vendor that did not say what an account has left the last time it was asked.
     *
     * @param why its reason
     */
    public record Silent(String account, String why, Instant askedAt, Instant nextAt) {}

    /** Vendors that were asked and did not answer. */
    public List<Silent> getSilent() {
        return accounts.all().stream()
                .flatMap(account -> reports.of(account.id()).stream()
                        .filter(report -> report.failure() != null)
                        .map(report -> new Silent(
                                named(account), String.valueOf(report.failure()), report.askedAt(), report.nextAt())))
                .toList();
    }

    private String named(Account account) {
        return account.name() + " · " + providers.nameOf(account.provider());
    }

    private String declared(Account account, QuotaWindow window) {
        if (window.source() != QuotaSource.DECLARED) {
            return "";
        }
        return declarations.of(account.id()).stream()
                .filter(one -> one.name().equals(window.name()) && Objects.equals(one.model(), window.model()))
                .findFirst()
                .map(one -> one.id().toString())
                .orElse("");
    }

    /** Those that reset the soonest first; brakes of less than an hour are left out. */
    public List<Shown> getWindows() {
        accounts.all().forEach(account -> reports.shown(account.id()));
        return accounts.all().stream()
                .flatMap(account -> quotas.of(account.id()).stream()
                        .filter(QuotaWindow::lapses)
                        .map(window -> shown(account, window)))
                .sorted(Comparator.comparing(Shown::resetsAt, Comparator.nullsLast(Comparator.<Instant>naturalOrder()))
                        .thenComparing(Shown::account)
                        .thenComparing(Shown::name))
                .toList();
    }

    private Shown shown(Account account, QuotaWindow window) {
        var share = window.remainingShare();
        return new Shown(
                account.id().toString(),
                declared(account, window),
                named(account),
                window.name(),
                window.model(),
                left(window),
                share.isPresent() ? (int) Math.round(share.getAsDouble() * 100) : -1,
                share.isPresent() ? level(share.getAsDouble()) : "off",
                window.resetsAt(),
                quotas.runsOut(account.id(), window).orElse(null),
                window.source().id());
    }

    private static String level(double share) {
        return share > GOOD ? "good" : share >= POOR ? "warn" : "bad";
    }

    private String left(QuotaWindow window) {
        var left = window.remaining();
        if (left.isEmpty() || window.limit() == null) {
            return "?";
        }
        return switch (window.unit()) {
            case FRACTION -> String.format(Locale.ROOT, "%.0f %%", left.getAsLong() * 100.0 / QuotaUnit.WHOLE);
            case COST -> formats.cost(left.getAsLong()) + " / " + formats.cost(window.limit());
            case REQUESTS, TOKENS ->
                formats.brief(left.getAsLong()) + " / " + formats.brief(window.limit()) + " "
                        + window.unit().id();
        };
    }
}
