package dev.signalbox.catalog;

import dev.signalbox.Service;
import dev.signalbox.chat.Protocol;
import dev.signalbox.database.Durability;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.net.InetAddress;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** The providers that people added to those of the catalogue. Reading touches no database. */
@Service
public class ProviderNodes {
    private static final Pattern PREFIX = Pattern.compile("[a-z0-9][a-z0-9._-]{0,63}");
    private static final int MAX_NAME = 100;

    private final Catalog catalog;
    private final ProviderNodeRows rows;
    private final Consumer<NodeRemoved> removals;
    private final Runnable durability;
    private final NodeAddress address;
    private final Snapshot<List<ProviderNode>> nodes;

    @Inject
    ProviderNodes(Catalog catalog, ProviderNodeRows rows, Event<NodeRemoved> removals, Durability durability) {
        this(catalog, rows, removals::fire, durability::force, InetAddress::getAllByName);
    }

    ProviderNodes(
            Catalog catalog,
            ProviderNodeRows rows,
            Consumer<NodeRemoved> removals,
            Runnable durability,
            NodeAddress.Resolver resolver) {
        this.catalog = catalog;
        this.removals = removals;
        this.durability = durability;
        this.rows = rows;
        this.address = new NodeAddress(resolver);
        this.nodes = new Snapshot<>(rows::all);
    }

    void refresh(@Observes SnapshotsDue due) {
        nodes.refresh();
    }

    /** All nodes by name. */
    public List<ProviderNode> all() {
        return nodes.get();
    }

    public Optional<ProviderNode> find(UUID id) {
        return all().stream().filter(node -> node.id().equals(id)).findFirst();
    }

    public Optional<ProviderNode> withPrefix(String prefix) {
        return all().stream().filter(node -> node.prefix().equals(prefix)).findFirst();
    }

    /**
     * Adds a node.
     *
     * @throws InvalidSetting when a value is not acceptable
     * @throws PrefixInUse when a provider of the catalogue or another node has that prefix
     */
    public ProviderNode create(NodeSettings settings) {
        var node = checked(UUID.randomUUID(), settings);
        rows.insert(node);
        changed();
        return node;
    }

    /** Replaces a node's settings; empty when there is none with that id. Throws as {@link #create} does. */
    public Optional<ProviderNode> update(UUID id, NodeSettings settings) {
        var node = checked(id, settings);
        var found = rows.update(node);
        changed();
        return found ? Optional.of(node) : Optional.empty();
    }

    /** Removes a node and with it the accounts there; false when there is none with that id. */
    public boolean delete(UUID id) {
        var found = rows.delete(id);
        changed();
        if (found) {
            removals.accept(new NodeRemoved(id));
        }
        return found;
    }

    private void changed() {
        durability.run();
        nodes.refresh();
    }

    private ProviderNode checked(UUID id, NodeSettings settings) {
        var name = settings.name().strip();
        if (name.isEmpty() || name.length() > MAX_NAME) {
            throw new InvalidSetting("name", "The name must have 1 to " + MAX_NAME + " characters.");
        }
        var prefix = settings.prefix();
        if (!PREFIX.matcher(prefix).matches()) {
            throw new InvalidSetting(
                    "prefix", "The prefix must be 1 to 64 of a-z, 0-9, '.', '_' and '-', a letter or digit first.");
        }
        var protocol = Protocol.of(settings.protocol())
                .orElseThrow(
                        () -> new InvalidSetting("protocol", "There is no protocol '" + settings.protocol() + "'."));
        var baseUrl = address.check(settings.baseUrl());
        checkEndpoint(protocol, baseUrl);
        var node = new ProviderNode(id, name, prefix, protocol, baseUrl);
        if (catalog.provider(prefix).isPresent()
                || withPrefix(prefix).filter(other -> !other.id().equals(id)).isPresent()) {
            throw new PrefixInUse(prefix);
        }
        return node;
    }

    private static void checkEndpoint(Protocol protocol, URI baseUrl) {
        try {
            ProviderEndpoint.standard(protocol, baseUrl);
        } catch (IllegalArgumentException refused) {
            throw new InvalidSetting("baseUrl", "The base URL cannot be used: " + refused.getMessage() + ".");
        }
    }
}
