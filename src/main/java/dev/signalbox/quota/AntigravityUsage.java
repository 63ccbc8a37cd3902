package dev.signalbox.quota;

import dev.signalbox.Service;
import dev.signalbox.account.HeldAccount;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Antigravity: the list of its models says of each what share is left. */
@Service
class AntigravityUsage implements VendorUsage {
    private static final String NAME = "quota";

    @Inject
    AntigravityUsage() {}

    @Override
    public String id() {
        return "antigravity";
    }

    @Override
    public Optional<UsageCall> call(String address, HeldAccount account) {
        return UsageCall.ofProject(address, account);
    }

    /** A model without a share is unknown, whatever others make of it: a refusal will tell. */
    @Override
    public List<QuotaWindow> read(Facts answer, Instant now) {
        var found = new ArrayList<QuotaWindow>();
        var models = answer.object("models");
        for (var model : models.names()) {
            var facts = models.object(model);
            var quota = facts.object("quotaInfo");
            var share = quota.number("remainingFraction");
            if (share.isPresent() && !facts.says("isInternal")) {
                found.add(QuotaWindow.share(
                        NAME,
                        model,
                        1 - share.getAsDouble(),
                        quota.time(now, "resetTime"),
                        null,
                        QuotaSource.VENDOR,
                        now));
            }
        }
        return found;
    }
}
