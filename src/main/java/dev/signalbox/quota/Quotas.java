package dev.signalbox.quota;

import dev.signalbox.Service;
import dev.signalbox.chat.Failure;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What each account has left, in memory: immutable windows, replaced when something new is heard or counted. */
@Service
public class Quotas {
    /** A refusal for less than this is a brake; the rest of the candidate says all about it. */
    private static final Duration WORTH_LEARNING = Duration.ofMinutes(1);

    private final Clock clock;
    private final ConcurrentHashMap<UUID, AccountQuota> accounts = new ConcurrentHashMap<>();
    private final ConcurrentHashMap<PaceOf, Pace> paces = new ConcurrentHashMap<>();
    private final ConcurrentHashMap<UUID, Recent> recent = new ConcurrentHashMap<>();
    private final Set<UUID> changed = ConcurrentHashMap.newKeySet();

    private record PaceOf(
            UUID account, String name, @Nullable String model) {}

    @Inject
    public Quotas(Clock clock) {
        this.clock = clock;
    }

    /** All windows of an account as they are now; empty when nothing is known. */
    public List<QuotaWindow> of(UUID account) {
        var quota = accounts.get(account);
        return quota == null ? List.of() : quota.windows(clock.instant());
    }

    /** Those that count requests for this model. */
    public List<QuotaWindow> of(UUID account, String model) {
        var all = of(account);
        return all.isEmpty()
                ? all
                : all.stream().filter(window -> window.covers(model)).toList();
    }

    /** When a window will be used up at the pace of the last hour; empty when it lasts, or nobody can tell. */
    public Optional<Instant> runsOut(UUID account, QuotaWindow window) {
        var pace = paces.get(new PaceOf(account, window.name(), window.model()));
        return pace == null ? Optional.empty() : pace.runsOut(window, clock.instant());
    }

    /** Tokens that an account has used lately, those of an hour ago counting half. */
    public long recentTokens(UUID account) {
        var tokens = recent.get(account);
        return tokens == null ? 0 : tokens.at(clock.instant());
    }

    /** Takes note of an answer, of whatever status, and of what its headers say. */
    public void heard(UUID account, String model, Map<String, String> headers) {
        var now = clock.instant();
        recent.merge(account, new Recent(0, now), (a, b) -> a.plus(0, now));
        var reports = QuotaHeaders.read(headers, model, now);
        if (!reports.isEmpty()) {
            told(account, reports);
        }
    }

    /** Takes note of what a vendor's usage endpoint says; what it said before and no longer says is forgotten. */
    void toldByVendor(UUID account, List<QuotaWindow> reports) {
        change(account, quota -> quota.toldByVendor(reports));
        reports.forEach(window -> pace(account, window));
    }

    /** When an account last answered; empty when it has not since the start. */
    Optional<Instant> lastUsed(UUID account) {
        return Optional.ofNullable(recent.get(account)).map(Recent::at);
    }

    /** Takes note of what a vendor or its headers say. */
    public void told(UUID account, List<QuotaWindow> reports) {
        change(account, quota -> quota.says(reports) ? quota : quota.with(reports));
        reports.forEach(window -> pace(account, window));
    }

    /** Takes note of a refusal that names the time of the reset. */
    public void refused(UUID account, String model, Failure failure) {
        var wait = failure.retryAfter();
        boolean limit = failure.kind() == Failure.Kind.RATE_LIMITED || failure.kind() == Failure.Kind.QUOTA_EXHAUSTED;
        if (!limit || wait == null || wait.compareTo(WORTH_LEARNING) < 0) {
            return;
        }
        var now = clock.instant();
        // no gate: the candidate's own rest keeps requests away, and ends when an operator says so
        told(
                account,
                List.of(QuotaWindow.share("refused", model, 1, now.plus(wait), null, QuotaSource.LEARNED, now)
                        .withoutGate()));
    }

    /** Counts an answered request. */
    public void spent(UUID account, String model, Spent amount) {
        var now = clock.instant();
        recent.merge(account, new Recent(amount.tokens(), now), (a, b) -> a.plus(b.tokens(), now));
        var quota = accounts.get(account);
        if (quota == null || quota.counted().isEmpty()) {
            return;
        }
        var after = change(
                account,
                before -> before.withCounted(before.counted().stream()
                        .map(one -> one.declaration().model() == null
                                        || model.equals(one.declaration().model())
                                ? one.plus(amount.in(one.declaration().unit()), now)
                                : one)
                        .toList()));
        after.counted().forEach(one -> pace(account, one.window()));
    }

    /** Puts these declarations in force for an account, with what the ledger says was used in their spans. */
    void declare(UUID account, Collection<Declaration> declarations, Consumption ledger) {
        var now = clock.instant();
        var counted = declarations.stream()
                .map(one -> {
                    var span = one.rhythm().around(now);
                    return new Counted(one, span, ledger.since(account, one.model(), one.unit(), span.start()), now);
                })
                .toList();
        change(account, quota -> quota.withCounted(counted));
    }

    /** Forgets what is said to be used up, so that the next request finds out; whether there was any. */
    public boolean doubt(UUID account) {
        var now = clock.instant();
        var before = accounts.getOrDefault(account, AccountQuota.UNKNOWN);
        var after = change(
                account,
                quota -> quota.withHeard(quota.heard().stream()
                        .filter(window -> !window.usedUp(now) && window.source() != QuotaSource.LEARNED)
                        .toList()));
        return !after.heard().equals(before.heard());
    }

    /** Forgets everything of accounts that are gone. */
    void keep(Supplier<Set<UUID>> existing) {
        var known = Set.copyOf(accounts.keySet()); // first: an account that is added just now is not gone
        var kept = existing.get();
        known.stream().filter(id -> !kept.contains(id)).forEach(gone -> {
            accounts.remove(gone);
            recent.remove(gone);
            paces.keySet().removeIf(pace -> pace.account().equals(gone));
            changed.add(gone);
        });
    }

    private AccountQuota change(UUID account, UnaryOperator<AccountQuota> change) {
        return accounts.compute(account, (id, before) -> {
            var current = before == null ? AccountQuota.UNKNOWN : before;
            var after = change.apply(current);
            if (!after.equals(current)) {
                changed.add(id);
            }
            return after;
        });
    }

    private void pace(UUID account, QuotaWindow window) {
        if (window.used() != null && window.lapses()) {
            paces.computeIfAbsent(new PaceOf(account, window.name(), window.model()), key -> new Pace())
                    .saw(window.used(), clock.instant());
        }
    }

    /** Accounts that changed since the last call. */
    Set<UUID> takeChanges() {
        var taken = Set.copyOf(changed);
        changed.removeAll(taken);
        return taken;
    }

    void putBack(Set<UUID> accounts) {
        changed.addAll(accounts);
    }

    /** What was heard of these accounts, for the database; what is counted is in the ledger. */
    Map<UUID, List<QuotaWindow>> heard(Set<UUID> ids) {
        return ids.stream()
                .collect(Collectors.toMap(
                        id -> id,
                        id -> accounts.getOrDefault(id, AccountQuota.UNKNOWN).heard()));
    }

    /** Takes over what the database says where it is newer; what changed here and is not written yet stays as it is. */
    void adopt(Map<UUID, List<QuotaWindow>> stored) {
        stored.forEach((account, windows) -> accounts.compute(account, (id, known) -> {
            var before = known == null ? AccountQuota.UNKNOWN : known;
            var newer = windows.stream().filter(window -> newer(before, window)).toList();
            return newer.isEmpty() || changed.contains(id) ? known : before.with(newer);
        }));
    }

    private static boolean newer(AccountQuota before, QuotaWindow stored) {
        return before.heard().stream()
                .noneMatch(known -> known.replaces(stored) && !known.seenAt().isBefore(stored.seenAt()));
    }
}
