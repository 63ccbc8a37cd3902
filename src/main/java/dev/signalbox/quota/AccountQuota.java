package dev.signalbox.quota;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** All windows of one account, as an immutable value. */
record AccountQuota(List<QuotaWindow> heard, List<Counted> counted) {
    static final AccountQuota UNKNOWN = new AccountQuota(List.of(), List.of());

    AccountQuota {
        heard = List.copyOf(heard);
        counted = List.copyOf(counted);
    }

    /** As they are now; a refusal that is over is forgotten. */
    List<QuotaWindow> windows(Instant now) {
        return Stream.concat(
                        heard.stream()
                                .map(window -> window.at(now))
                                .filter(window -> window.source() != QuotaSource.LEARNED || window.resetsAt() != null),
                        counted.stream().map(one -> one.at(now).window()))
                .toList();
    }

    /** With later reports in place of the earlier ones. */
    AccountQuota with(List<QuotaWindow> reports) {
        var all = new ArrayList<>(heard);
        for (var report : reports) {
            all.removeIf(report::replaces);
            all.add(report);
        }
        return new AccountQuota(all, counted);
    }

    /** With what the vendor says now in place of everything that it said before. */
    AccountQuota toldByVendor(List<QuotaWindow> reports) {
        var rest = heard.stream()
                .filter(window -> window.source() != QuotaSource.VENDOR
                        || reports.stream().anyMatch(window::sameAs))
                .toList();
        var before = withHeard(rest);
        return before.says(reports) ? before : before.with(reports);
    }

    /** Whether the reports say nothing new. */
    boolean says(List<QuotaWindow> reports) {
        return reports.stream().allMatch(report -> heard.stream().anyMatch(window -> window.sameAs(report)));
    }

    AccountQuota withCounted(List<Counted> declared) {
        return new AccountQuota(heard, declared);
    }

    AccountQuota withHeard(List<QuotaWindow> windows) {
        return new AccountQuota(windows, counted);
    }
}
