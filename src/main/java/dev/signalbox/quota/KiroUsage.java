package dev.signalbox.quota;

import dev.signalbox.Service;
import dev.signalbox.account.Details;
import dev.signalbox.account.HeldAccount;
import dev.signalbox.signin.VendorHttp;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** Kiro: credits of a month and, for a while, of a trial or a gift, which are used first. */
@Service
class KiroUsage implements VendorUsage {
    private static final String ACTIVE = "ACTIVE";

    @Inject
    KiroUsage() {}

    @Override
    public String id() {
        return "kiro";
    }

    @Override
    public Optional<UsageCall> call(String address, HeldAccount account) {
        var query = new LinkedHashMap<String, String>();
        query.put("origin", "AI_EDITOR");
        query.put("resourceType", "AGENTIC_REQUEST");
        var profile = account.detail(Details.PROFILE_ARN);
        if (profile != null) {
            query.put("profileArn", profile);
        }
        return Optional.ofNullable(account.credential())
                .map(token -> UsageCall.get(address + "?" + VendorHttp.encoded(query), token));
    }

    @Override
    public List<QuotaWindow> read(Facts answer, Instant now) {
        var found = new ArrayList<QuotaWindow>();
        boolean beyond = answer.object("overageConfiguration")
                .text("overageStatus")
                .filter("ENABLED"::equals)
                .isPresent();
        for (var kind : answer.objects("usageBreakdownList")) {
            var name = kind.text("resourceType").orElse("credits").toLowerCase(Locale.ROOT);
            var more = gifts(kind, name, now);
            var reset = kind.time(now, "nextDateReset") == null
                    ? answer.time(now, "nextDateReset")
                    : kind.time(now, "nextDateReset");
            var month = window(name, kind, reset, now);
            if (month.isPresent()) {
                boolean open = beyond || more.stream().anyMatch(window -> !window.usedUp(now));
                found.add(open ? month.get().withoutGate() : month.get());
            }
            more.forEach(window -> found.add(window.withoutGate()));
        }
        return found;
    }

    private static List<QuotaWindow> gifts(Facts kind, String name, Instant now) {
        var found = new ArrayList<QuotaWindow>();
        var trial = kind.object("freeTrialInfo");
        if (active(trial, "freeTrialStatus")) {
            window(name + "-trial", trial, trial.time(now, "freeTrialExpiry"), now)
                    .ifPresent(found::add);
        }
        int number = 0;
        for (var bonus : kind.objects("bonuses")) {
            number++;
            if (active(bonus, "status")) {
                window(name + "-bonus-" + number, bonus, bonus.time(now, "expiresAt"), now)
                        .ifPresent(found::add);
            }
        }
        return found;
    }

    private static boolean active(Facts gift, String status) {
        return gift.text(status).orElse(ACTIVE).equals(ACTIVE);
    }

    private static Optional<QuotaWindow> window(String name, Facts facts, @Nullable Instant reset, Instant now) {
        var limit = facts.number("usageLimitWithPrecision", "usageLimit");
        OptionalDouble used = facts.number("currentUsageWithPrecision", "currentUsage");
        if (limit.isEmpty() || used.isEmpty() || limit.getAsDouble() <= 0) {
            return Optional.empty();
        }
        double share = used.getAsDouble() / limit.getAsDouble();
        return Optional.of(QuotaWindow.share(name, null, share, reset, null, QuotaSource.VENDOR, now));
    }
}
