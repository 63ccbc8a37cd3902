package dev.signalbox.quota;

import dev.signalbox.Service;
import dev.signalbox.account.HeldAccount;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/** Gemini CLI: a bucket for each model, as a share that is left, and as a number where Google tells it. */
@Service
class CodeAssistUsage implements VendorUsage {
    @Inject
    CodeAssistUsage() {}

    @Override
    public String id() {
        return "code-assist";
    }

    @Override
    public Optional<UsageCall> call(String address, HeldAccount account) {
        return UsageCall.ofProject(address, account);
    }

    @Override
    public List<QuotaWindow> read(Facts answer, Instant now) {
        var found = new ArrayList<QuotaWindow>();
        for (var bucket : answer.objects("buckets")) {
            var share = bucket.number("remainingFraction");
            bucket.text("modelId")
                    .filter(model -> share.isPresent())
                    .ifPresent(model -> found.add(window(bucket, model, share, now)));
        }
        return found;
    }

    private static QuotaWindow window(Facts bucket, String model, OptionalDouble share, Instant now) {
        var name = bucket.text("tokenType").orElse("requests").toLowerCase(Locale.ROOT);
        var reset = bucket.time(now, "resetTime");
        var left = bucket.whole("remainingAmount");
        double fraction = Math.clamp(share.getAsDouble(), 0, 1);
        if (left.isEmpty() || fraction == 0 || !name.equals("requests")) {
            return QuotaWindow.share(name, model, 1 - fraction, reset, null, QuotaSource.VENDOR, now);
        }
        long limit = Math.max(left.getAsLong(), Math.round(left.getAsLong() / fraction));
        return new QuotaWindow(
                name,
                model,
                QuotaUnit.REQUESTS,
                limit,
                limit - left.getAsLong(),
                reset,
                null,
                QuotaSource.VENDOR,
                now,
                true);
    }
}
