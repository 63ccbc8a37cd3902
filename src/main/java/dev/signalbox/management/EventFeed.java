package dev.signalbox.management;

import dev.signalbox.Service;
import dev.signalbox.quota.QuotaChanged;
import dev.signalbox.signin.SignInNeeded;
import dev.signalbox.usage.SettledRequest;
import dev.signalbox.usage.UsageListener;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What happens, for whoever watches: each has a bounded queue, and one that does not keep up misses events rather than holding
 * anybody up.
 */
@Service
class EventFeed implements UsageListener {
    private static final int MOST_SUBSCRIBERS = 200;

    private final Set<Subscription> subscriptions = ConcurrentHashMap.newKeySet();
    private final QuotaReports reports;
    private final Clock clock;

    @Inject
    EventFeed(QuotaReports reports, Clock clock) {
        this.reports = reports;
        this.clock = clock;
    }

    /** Starts watching; empty when too many do already. */
    Optional<Subscription> subscribe() {
        if (subscriptions.size() >= MOST_SUBSCRIBERS) {
            return Optional.empty();
        }
        var subscription = new Subscription();
        subscriptions.add(subscription);
        return Optional.of(subscription);
    }

    void leave(Subscription subscription) {
        subscriptions.remove(subscription);
    }

    @Override
    public void settled(SettledRequest request) {
        if (subscriptions.isEmpty()) {
            return;
        }
        publish(new LiveEvent.Usage(UsageEvent.of(request)));
        publish(new LiveEvent.Log(LoggedLine.of(request)));
    }

    /** Nobody waits for this to be told: an account that has to sign in again is a line in the log of events. */
    void signInNeeded(@Observes SignInNeeded needed) {
        publish(new LiveEvent.Log(new LoggedLine(
                clock.instant(),
                "warning",
                needed.account().toString(),
                "The account '" + needed.name() + "' at " + needed.provider() + " must sign in again: "
                        + needed.reason())));
    }

    void changed(@Observes QuotaChanged news) {
        if (!subscriptions.isEmpty()) {
            news.accounts().forEach(account -> publish(new LiveEvent.Quota(reports.of(account))));
        }
    }

    void publish(LiveEvent event) {
        subscriptions.forEach(subscription -> subscription.offer(event));
    }
}
