package dev.signalbox.routing;

import dev.signalbox.Service;
import dev.signalbox.account.Accounts;
import dev.signalbox.account.HeldAccount;
import dev.signalbox.catalog.ProviderEndpoint;
import dev.signalbox.catalog.ProviderNode;
import dev.signalbox.catalog.ProviderNodes;
import dev.signalbox.chat.ChatException;
import dev.signalbox.egress.Sender;
import dev.signalbox.startup.VirtualThreads;
import dev.signalbox.startup.VirtualThreads.Work;
import dev.signalbox.upstream.Access;
import jakarta.inject.Inject;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The models that custom nodes say they have. A node is asked when a list is wanted and what it said is ten minutes old; a
 * list waits at most two seconds for it, and shows what was known before where the node is slower or does not say.
 */
@Service
class NodeModels {
    private static final Duration FRESH = Duration.ofMinutes(10);
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(30);
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final ProviderNodes nodes;
    private final Accounts accounts;
    private final ProviderCalls calls;
    private final ExecutorService threads;
    private final Clock clock;
    private final Map<UUID, Known> known = new ConcurrentHashMap<>();

    /**
     * What a node said last, and the question under way.
     *
     * @param as the account it was asked with
     */
    private record Known(
            ProviderNode node,
            Optional<HeldAccount> as,
            List<String> names,
            Instant until,
            @Nullable Future<?> asking) {
        Known saying(List<String> said, Instant until) {
            return new Known(node, as, said, until, null);
        }
    }

    @Inject
    NodeModels(ProviderNodes nodes, Accounts accounts, ProviderCalls calls, VirtualThreads threads, Clock clock) {
        this.nodes = nodes;
        this.accounts = accounts;
        this.calls = calls;
        this.threads = threads.of(Work.CALLS);
        this.clock = clock;
    }

    /** All models of all nodes, by node. */
    Map<ProviderNode, List<String>> all() {
        var all = nodes.all().stream().filter(this::serves).toList();
        known.keySet().retainAll(all.stream().map(ProviderNode::id).toList());
        all.forEach(this::askIfDue);
        long patience = clock.millis() + PATIENCE.toMillis();
        var found = new LinkedHashMap<ProviderNode, List<String>>();
        all.forEach(node -> found.put(node, names(node, patience - clock.millis())));
        return found;
    }

    /** A node whose accounts are all switched off serves nobody. */
    private boolean serves(ProviderNode node) {
        var id = node.id().toString();
        return !accounts.at(id).isEmpty() || !accounts.knows(id);
    }

    private void askIfDue(ProviderNode node) {
        var account = accounts.at(node.id().toString()).stream().findFirst();
        known.compute(node.id(), (id, before) -> {
            boolean same =
                    before != null && before.node().equals(node) && before.as().equals(account);
            if (same && before.until().isAfter(clock.instant())) {
                return before;
            }
            var names = same ? before.names() : List.<String>of();
            var asking = threads.submit(() -> ask(node, account));
            return new Known(node, account, names, clock.instant().plus(FRESH), asking);
        });
    }

    private void ask(ProviderNode node, Optional<HeldAccount> account) {
        var endpoint = ProviderEndpoint.standard(node.protocol(), node.baseUrl());
        var access = account.map(AccountAccess::of).orElse(Access.NONE);
        var sender =
                new Sender(node.id().toString(), account.map(HeldAccount::id).orElse(null));
        try {
            var names = calls.models(endpoint, access, sender);
            note(node, before -> before.saying(names, clock.instant().plus(FRESH)));
        } catch (ChatException silent) {
            note(node, before -> before.saying(before.names(), clock.instant().plus(AFTER_FAILURE)));
            System.getLogger(NodeModels.class.getName())
                    .log(Level.DEBUG, "node " + node.prefix() + " does not list its models", silent);
        }
    }

    private void note(ProviderNode node, UnaryOperator<Known> said) {
        known.computeIfPresent(node.id(), (id, before) -> before.node().equals(node) ? said.apply(before) : before);
    }

    private List<String> names(ProviderNode node, long millis) {
        var now = known.get(node.id());
        if (now == null) {
            return List.of();
        }
        if (now.asking() == null) {
            return now.names();
        }
        try {
            now.asking().get(Math.max(0, millis), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException slow) {
            return now.names();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return now.names();
        }
        var after = known.get(node.id());
        return after == null ? List.of() : after.names();
    }
}
