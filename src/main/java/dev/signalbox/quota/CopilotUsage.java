package dev.signalbox.quota;

import dev.signalbox.Service;
import dev.signalbox.account.HeldAccount;
import dev.signalbox.account.SecretKind;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * Copilot: requests of a month by kind, the same kinds that its answers' headers tell of. Which models count as premium nobody
 * says, so that this window keeps no request away; a plan without a limit on chat has no window for it.
 */
@Service
class CopilotUsage implements VendorUsage {
    static final String PREMIUM = "premium_interactions";

    private static final String CHAT = "chat";

    @Inject
    CopilotUsage() {}

    @Override
    public String id() {
        return "copilot";
    }

    /** GitHub wants its own token; the one that it was exchanged for is for models only. */
    @Override
    public Optional<UsageCall> call(String address, HeldAccount account) {
        return Optional.ofNullable(account.secret(SecretKind.ACCESS_TOKEN))
                .map(token -> UsageCall.get(address, token).with("Authorization", "token " + token.reveal()));
    }

    @Override
    public List<QuotaWindow> read(Facts answer, Instant now) {
        var found = new ArrayList<QuotaWindow>();
        var reset = answer.time(now, "quota_reset_date_utc", "quota_reset_date", "limited_user_reset_date");
        var snapshots = answer.object("quota_snapshots");
        for (var kind : snapshots.names()) {
            var facts = snapshots.object(kind);
            if (!facts.says("unlimited")) {
                var left = facts.number("quota_remaining", "remaining");
                var share = facts.number("percent_remaining");
                var window = window(kind, facts.number("entitlement"), left, share, reset, QuotaSource.VENDOR, now);
                found.add(facts.says("overage_permitted") ? window.withoutGate() : window);
            }
        }
        // the free plan
        var months = answer.object("monthly_quotas");
        var left = answer.object("limited_user_quotas");
        for (var kind : months.names()) {
            found.add(window(
                    kind,
                    months.number(kind),
                    left.number(kind),
                    OptionalDouble.empty(),
                    reset,
                    QuotaSource.VENDOR,
                    now));
        }
        return found;
    }

    /** A kind's window; completions are made in editors, not here. */
    static QuotaWindow window(
            String kind,
            OptionalDouble entitlement,
            OptionalDouble left,
            OptionalDouble percentLeft,
            @Nullable Instant reset,
            QuotaSource source,
            Instant now) {
        Long limit = entitlement.isPresent() ? Long.valueOf(Math.round(entitlement.getAsDouble())) : null;
        Long used = null;
        if (limit != null && left.isPresent()) {
            used = Math.max(0, (long) Math.ceil(limit - left.getAsDouble()));
        } else if (limit != null && percentLeft.isPresent()) {
            used = Math.max(0, Math.round(limit * (1 - percentLeft.getAsDouble() / 100)));
        }
        boolean gates = kind.equals(CHAT);
        return new QuotaWindow(kind, null, QuotaUnit.REQUESTS, limit, used, reset, null, source, now, gates);
    }
}
