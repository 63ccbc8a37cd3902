package dev.signalbox.management;

import dev.signalbox.Service;
import dev.signalbox.quota.Declaration;
import dev.signalbox.quota.Declarations;
import dev.signalbox.quota.QuotaSource;
import dev.signalbox.quota.QuotaUnit;
import dev.signalbox.quota.QuotaWindow;
import dev.signalbox.quota.Quotas;
import dev.signalbox.quota.VendorReports;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reports what accounts have left, as the API and the live events tell it. */
@Service
class QuotaReports {
    private final Quotas quotas;
    private final Declarations declarations;
    private final VendorReports asked;

    @Inject
    QuotaReports(Quotas quotas, Declarations declarations, VendorReports asked) {
        this.quotas = quotas;
        this.declarations = declarations;
        this.asked = asked;
    }

    QuotaReport of(UUID account) {
        var windows = quotas.of(account).stream()
                .map(window -> window(account, window))
                .toList();
        var vendor = asked.of(account)
                .map(told -> new QuotaReport.Asked(told.askedAt(), told.failure(), told.nextAt()))
                .orElse(null);
        return new QuotaReport(account, !windows.isEmpty(), windows, vendor);
    }

    private QuotaReport.Window window(UUID account, QuotaWindow window) {
        var left = window.remaining();
        var share = window.remainingShare();
        return new QuotaReport.Window(
                declared(account, window).map(Declaration::id).orElse(null),
                window.name(),
                window.model(),
                window.unit().id(),
                amount(window.unit(), window.limit()),
                amount(window.unit(), window.used()),
                amount(window.unit(), left.isPresent() ? (Long) left.getAsLong() : null),
                share.isPresent() ? (Double) rounded(1 - share.getAsDouble()) : null,
                window.resetsAt(),
                Optional.ofNullable(window.length()).map(Duration::toSeconds).orElse(null),
                quotas.runsOut(account, window).orElse(null),
                window.source().id(),
                window.seenAt());
    }

    private Optional<Declaration> declared(UUID account, QuotaWindow window) {
        if (window.source() != QuotaSource.DECLARED) {
            return Optional.empty();
        }
        return declarations.of(account).stream()
                .filter(one -> one.name().equals(window.name()) && Objects.equals(one.model(), window.model()))
                .findFirst();
    }

    /** Shares as such, everything else in whole units. */
    private static @Nullable Number amount(QuotaUnit unit, @Nullable Long amount) {
        if (amount == null) {
            return null;
        }
        return unit == QuotaUnit.FRACTION ? (Number) ((double) amount / QuotaUnit.WHOLE) : (Number) amount;
    }

    private static double rounded(double share) {
        return Math.round(share * QuotaUnit.WHOLE) / (double) QuotaUnit.WHOLE;
    }
}
