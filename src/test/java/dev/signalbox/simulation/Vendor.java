package dev.signalbox.simulation;

import dev.signalbox.account.HeldAccount;
import dev.signalbox.quota.QuotaSource;
import dev.signalbox.quota.QuotaUnit;
import dev.signalbox.quota.QuotaWindow;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * An account at a vendor that counts for itself.
 *
 * @param rank 0 for subscriptions, 1 for what is cheap, 2 for what costs by use
 * @param models that it serves
 * @param allowances none where every token is paid for
 * @param tells whether its answers say what is left; one that does not only refuses
 */
record Vendor(
        String name, int rank, Set<String> models, List<Allowance> allowances, boolean tells, HeldAccount account) {

    static Vendor of(String name, int rank, Set<String> models, boolean tells, Allowance... allowances) {
        var account =
                HeldAccount.withKey(UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)), name, name, 1, null);
        return new Vendor(name, rank, models, List.of(allowances), tells, account);
    }

    boolean expires() {
        return !allowances.isEmpty();
    }

    /** What it has counted. */
    static final class Books {
        private final Map<String, Long> used = new HashMap<>();

        private String key(Allowance allowance, long turn) {
            return allowance.name() + " " + turn;
        }

        private long used(Allowance allowance, long turn) {
            return used.getOrDefault(key(allowance, turn), 0L);
        }

        /** When it serves again; empty when it serves now. A request is let in as long as something is left. */
        Optional<Instant> closedUntil(Vendor vendor, Instant start, Instant now) {
            return vendor.allowances().stream()
                    .filter(one -> used(one, one.turn(start, now)) >= one.limit())
                    .map(one -> one.end(start, one.turn(start, now)))
                    .max(Instant::compareTo);
        }

        /** Counts a request; what goes beyond an allowance is a present. Hands out what of it the allowances paid for. */
        long serve(Vendor vendor, Instant start, Instant now, long tokens) {
            long paid = tokens;
            for (var one : vendor.allowances()) {
                paid = Math.min(paid, one.limit() - used(one, one.turn(start, now)));
            }
            for (var one : vendor.allowances()) {
                used.merge(key(one, one.turn(start, now)), tokens, Long::sum);
            }
            return paid;
        }

        /** What an answer says of the account's windows. */
        List<QuotaWindow> told(Vendor vendor, Instant start, Instant now) {
            var windows = new ArrayList<QuotaWindow>();
            for (var one : vendor.allowances()) {
                long turn = one.turn(start, now);
                windows.add(new QuotaWindow(
                        one.name(),
                        null,
                        QuotaUnit.TOKENS,
                        one.limit(),
                        Math.min(one.limit(), used(one, turn)),
                        one.end(start, turn),
                        one.length(),
                        QuotaSource.HEADERS,
                        now,
                        true));
            }
            return windows;
        }
    }
}
