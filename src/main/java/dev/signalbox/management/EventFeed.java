package dev.signalbox.management;

import dev.signalbox.Service;
import dev.signalbox.usage.SettledRequest;
import dev.signalbox.usage.UsageListener;
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

    void publish(LiveEvent event) {
        subscriptions.forEach(subscription -> subscription.offer(event));
    }
}
