package dev.signalbox.quota;

import dev.signalbox.Service;
import dev.signalbox.account.Details;
import dev.signalbox.account.HeldAccount;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** ChatGPT plans: percentages of windows whose length the answer names, for everything and for some models besides. */
@Service
class CodexUsage implements VendorUsage {
    @Inject
    CodexUsage() {}

    @Override
    public String id() {
        return "codex";
    }

    @Override
    public Optional<UsageCall> call(String address, HeldAccount account) {
        var workspace = account.detail(Details.CHATGPT_ACCOUNT_ID);
        return Optional.ofNullable(account.credential())
                .map(token -> UsageCall.get(address, token))
                .map(call -> workspace == null ? call : call.with("chatgpt-account-id", workspace));
    }

    @Override
    public List<QuotaWindow> read(Facts answer, Instant now) {
        var found = new ArrayList<>(windows(answer.object("rate_limit"), null, now));
        for (var more : answer.objects("additional_rate_limits")) {
            more.text("limit_name")
                    .map(name -> name.toLowerCase(Locale.ROOT))
                    .ifPresent(model -> found.addAll(windows(more.object("rate_limit"), model, now)));
        }
        return found;
    }

    private static List<QuotaWindow> windows(Facts limit, @Nullable String model, Instant now) {
        var found = new ArrayList<QuotaWindow>();
        for (var name : List.of("primary", "secondary")) {
            var facts = limit.object(name + "_window");
            var used = facts.number("used_percent");
            if (used.isPresent()) {
                var seconds = facts.whole("limit_window_seconds");
                var length = seconds.isPresent() ? Duration.ofSeconds(seconds.getAsLong()) : null;
                var one = QuotaWindow.share(
                        WindowNames.of(length, name),
                        model,
                        used.getAsDouble() / 100,
                        facts.time(now, "reset_at", "reset_after_seconds"),
                        length,
                        QuotaSource.VENDOR,
                        now);
                // used up and let through all the same: credits pay for it
                found.add(limit.says("allowed") && used.getAsDouble() >= 100 ? one.withoutGate() : one);
            }
        }
        return found;
    }
}
