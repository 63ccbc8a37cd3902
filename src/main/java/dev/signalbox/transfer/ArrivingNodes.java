package dev.signalbox.transfer;

import dev.signalbox.catalog.Catalog;
import dev.signalbox.catalog.NodeSettings;
import dev.signalbox.catalog.Provider;
import dev.signalbox.catalog.ProviderNode;
import dev.signalbox.catalog.ProviderNodes;
import dev.signalbox.transfer.Report.Item;
import dev.signalbox.transfer.Report.Kind;
import dev.signalbox.transfer.Report.Outcome;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Nodes that arrive, and under which id and prefix they are found here from then on. */
final class ArrivingNodes {
    private final Catalog catalog;
    private final ProviderNodes nodes;
    private final Steps steps;
    private final Map<String, String> ids = new HashMap<>();
    private final Map<String, String> prefixes = new HashMap<>();
    private final Set<String> taken = new HashSet<>();

    ArrivingNodes(Catalog catalog, ProviderNodes nodes, Steps steps) {
        this.catalog = catalog;
        this.nodes = nodes;
        this.steps = steps;
    }

    /** Two nodes may be at one address, under prefixes and with accounts of their own: each finds its own again. */
    void take(List<Contents.Node> arriving) {
        var own = new HashMap<Contents.Node, ProviderNode>();
        arriving.forEach(node -> find(node, own, here -> itself(here, node)));
        arriving.stream().filter(node -> !own.containsKey(node)).forEach(node -> find(node, own, here -> true));
        arriving.forEach(node -> take(node, own.get(node)));
    }

    private void find(Contents.Node node, Map<Contents.Node, ProviderNode> own, Predicate<ProviderNode> that) {
        nodes.all().stream()
                .filter(here -> here.protocol().id().equals(node.protocol())
                        && here.baseUrl().toString().equals(address(node))
                        && !own.containsValue(here)
                        && that.test(here))
                .findFirst()
                .ifPresent(here -> own.put(node, here));
    }

    private static boolean itself(ProviderNode here, Contents.Node node) {
        return here.id().toString().equals(node.ref()) || here.prefix().equals(node.prefix());
    }

    private static String address(Contents.Node node) {
        return node.baseUrl().replaceAll("/+$", "");
    }

    private void take(Contents.Node node, @Nullable ProviderNode same) {
        var name = node.name() + " (" + node.prefix() + "/)";
        if (same != null) {
            settle(node, same.id().toString(), same.prefix());
            steps.present(Kind.NODE, name);
            return;
        }
        var wanted = node.prefix().replaceAll("[^a-z0-9._-]", "-").replaceAll("^[^a-z0-9]+", "");
        var prefix = free(wanted.isEmpty() ? "node" : wanted);
        var renamed = !prefix.equals(node.prefix());
        var item = renamed
                ? new Item(Kind.NODE, name, Outcome.RENAMED, "Its models are called " + prefix + "/… here.")
                : new Item(Kind.NODE, name, Outcome.ADDED, "");
        settle(node, node.ref(), prefix);
        steps.step(item, () -> {
            var made = create(node, prefix, address(node));
            settle(node, made.id().toString(), prefix);
        });
    }

    private ProviderNode create(Contents.Node node, String prefix, String address) {
        var name = node.name().length() > 100 ? node.name().substring(0, 100) : node.name();
        return nodes.create(new NodeSettings(name, prefix, node.protocol(), address));
    }

    private void settle(Contents.Node node, String id, String prefix) {
        ids.put(node.ref(), id);
        prefixes.put(node.prefix(), prefix);
        taken.add(prefix);
    }

    private String free(String wanted) {
        var prefix = wanted;
        for (int n = 2; isTaken(prefix); n++) {
            prefix = wanted + "-" + n;
        }
        return prefix;
    }

    private boolean isTaken(String prefix) {
        return taken.contains(prefix)
                || catalog.provider(prefix).isPresent()
                || nodes.withPrefix(prefix).isPresent();
    }

    /** The nodes that came along: their ids here by their ids there. */
    Map<String, String> ids() {
        return Map.copyOf(ids);
    }

    /** The id of a provider or node here; empty when there is none. */
    Optional<String> provider(String idOrRef) {
        var arrived = ids.get(idOrRef);
        return arrived != null
                ? Optional.of(arrived)
                : catalog.provider(idOrRef)
                        .map(Provider::id)
                        .or(() -> nodes.all().stream()
                                .map(node -> node.id().toString())
                                .filter(idOrRef::equals)
                                .findFirst());
    }

    /** Whether an id stands for a node that would only be made by a real arrival. */
    boolean exists(String provider) {
        return catalog.provider(provider).isPresent()
                || nodes.all().stream().anyMatch(node -> node.id().toString().equals(provider));
    }

    /** What clients call a model here, given what they called it there. */
    String model(String there) {
        int slash = there.indexOf('/');
        if (slash < 1) {
            return there;
        }
        var prefix = there.substring(0, slash);
        var here = prefixes.get(prefix);
        return here == null ? there : here + there.substring(slash);
    }
}
