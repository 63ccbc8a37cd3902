package dev.signalbox.routing;

import dev.signalbox.Service;
import dev.signalbox.account.Accounts;
import dev.signalbox.account.HeldAccount;
import dev.signalbox.catalog.Catalog;
import dev.signalbox.catalog.Model;
import dev.signalbox.catalog.ModelAliases;
import dev.signalbox.catalog.Provider;
import dev.signalbox.catalog.ProviderEndpoint;
import dev.signalbox.catalog.ProviderNode;
import dev.signalbox.catalog.ProviderNodes;
import dev.signalbox.catalog.SignIn;
import dev.signalbox.chat.ChatException;
import dev.signalbox.chat.Failure;
import dev.signalbox.chat.ModelProfile;
import dev.signalbox.chat.Protocol;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.Config;
import org.jspecify.annotations.Nullable;

/** Resolves the model a client names: an alias, a combo, {@code prefix/model}, or the plain name of a connected model. */
@Service
public class Routes {
    private static final int MAX_INDIRECTION = 5;

    /** The simulated provider: needs no account, and yet answers only when it was asked for. */
    private static final String DEMO = "demo";

    private final Catalog catalog;
    private final ProviderNodes nodes;
    private final ModelAliases aliases;
    private final Combos combos;
    private final Accounts accounts;
    private final RoutingSettings settings;
    private final boolean demo;
    private final RoundRobin turns = new RoundRobin();

    @Inject
    Routes(
            Catalog catalog,
            ProviderNodes nodes,
            ModelAliases aliases,
            Combos combos,
            Accounts accounts,
            RoutingSettings settings,
            Config config) {
        this.catalog = catalog;
        this.nodes = nodes;
        this.aliases = aliases;
        this.combos = combos;
        this.accounts = accounts;
        this.settings = settings;
        demo = config.getOptionalValue("DEMO", Boolean.class).orElse(false);
    }

    /**
     * The route for a model name.
     *
     * @param client the client's protocol: where a provider speaks several, its own is taken
     * @throws ChatException with 404 {@code model_not_found} when nothing goes by that name, 503 when no account is connected
     */
    public Route resolve(String name, Protocol client) {
        var suffixed = ModelName.withSuffix(name);
        boolean wish = suffixed.isPresent() && suffixed.get().reasoning() != null;
        var plain = wish && !goesBy(name) ? Optional.<List<Candidate>>empty() : candidates(name, client, 0);
        if (plain.isPresent()) {
            return new Route(name, null, connected(name, plain.get()));
        }
        return suffixed.flatMap(n -> candidates(n.base(), client, 0)
                        .map(found -> new Route(name, n.reasoning(), connected(name, found))))
                .orElseThrow(() -> unknown(name).asException());
    }

    /** Whether something has this very name; a prefix alone says nothing, because any name may follow it. */
    private boolean goesBy(String name) {
        return aliases.target(name).isPresent()
                || combos.named(name).isPresent()
                || catalog.providers().stream()
                        .anyMatch(p -> p.models().stream()
                                .anyMatch(m -> name.equals(m.id()) || name.equals(p.prefix() + "/" + m.id())));
    }

    private static List<Candidate> connected(String name, List<Candidate> candidates) {
        if (candidates.isEmpty()) {
            throw Failure.of(
                            Failure.Kind.UNREACHABLE,
                            503,
                            "No account is connected for '" + name + "'. Add one under Providers in the console.")
                    .asException();
        }
        return candidates;
    }

    private static Failure unknown(String name) {
        return new Failure(
                Failure.Kind.MODEL_UNAVAILABLE,
                404,
                "The model '" + name + "' does not exist here. Name it as prefix/model, or by an alias or combo.",
                "model_not_found",
                "model",
                null);
    }

    /** Empty when nothing goes by that name; an empty list when it is known and nobody is connected. */
    private Optional<List<Candidate>> candidates(String name, Protocol client, int depth) {
        if (depth > MAX_INDIRECTION) {
            return Optional.empty();
        }
        var alias = aliases.target(name);
        if (alias.isPresent()) {
            return candidates(alias.get(), client, depth + 1);
        }
        var combo = combos.named(name);
        if (combo.isPresent()) {
            return Optional.of(members(combo.get(), client, depth));
        }
        int slash = name.indexOf('/');
        return slash > 0 ? prefixed(name.substring(0, slash), name.substring(slash + 1), client) : listed(name, client);
    }

    private List<Candidate> members(Combo combo, Protocol client, int depth) {
        var models = combo.strategy() == Combo.Strategy.ROUND_ROBIN
                ? turns.turn("combo " + combo.name(), combo.models())
                : combo.models();
        var all = new ArrayList<Candidate>();
        for (var model : models) {
            candidates(model, client, depth + 1).ifPresent(all::addAll);
        }
        return all;
    }

    private Optional<List<Candidate>> prefixed(String prefix, String model, Protocol client) {
        if (model.isEmpty()) {
            return Optional.empty();
        }
        var node = nodes.withPrefix(prefix);
        if (node.isPresent()) {
            return Optional.of(ofNode(node.get(), model));
        }
        return catalog.provider(prefix).map(provider -> ofProvider(provider, model, client));
    }

    /** A name without prefix: whoever is connected and lists it, subscriptions before what costs. */
    private Optional<List<Candidate>> listed(String name, Protocol client) {
        var holders = catalog.providers().stream()
                .filter(p -> p.models().stream().anyMatch(m -> m.id().equals(name)))
                .sorted(Comparator.comparing(Provider::tier))
                .toList();
        if (holders.isEmpty()) {
            return Optional.empty();
        }
        var all = new ArrayList<Candidate>();
        holders.forEach(p -> all.addAll(ofProvider(p, name, client)));
        return Optional.of(all);
    }

    private List<Candidate> ofNode(ProviderNode node, String model) {
        var endpoint = ProviderEndpoint.standard(node.protocol(), node.baseUrl());
        var profile = ModelProfile.unknown(model);
        var held = accountsAt(node.id().toString());
        if (held.isEmpty()) {
            return List.of(candidate(node.id().toString(), node.prefix(), endpoint, profile, null));
        }
        return held.stream()
                .map(a -> candidate(node.id().toString(), node.prefix(), endpoint, profile, a))
                .toList();
    }

    private List<Candidate> ofProvider(Provider provider, String modelId, Protocol client) {
        Model model = catalog.model(provider.id(), modelId);
        var endpoints = provider.endpointsOf(model);
        var endpoint = endpoints.stream()
                .filter(e -> e.protocol() == client)
                .findFirst()
                .or(() -> endpoints.stream().findFirst());
        if (endpoint.isEmpty()) {
            return List.of();
        }
        var profile = provider.profile(endpoint.get(), model);
        var held = accountsAt(provider.id());
        if (held.isEmpty()
                && provider.signIn().contains(SignIn.NONE)
                && (demo || !provider.id().equals(DEMO))) {
            return List.of(candidate(provider.id(), provider.prefix(), endpoint.get(), profile, null));
        }
        return held.stream()
                .map(a -> candidate(provider.id(), provider.prefix(), endpoint.get(), profile, a))
                .toList();
    }

    private List<HeldAccount> accountsAt(String provider) {
        var held = accounts.at(provider);
        return switch (settings.accountStrategy()) {
            case PRIORITY -> held;
            case ROUND_ROBIN -> turns.turn("accounts " + provider, held);
        };
    }

    private static Candidate candidate(
            String provider,
            String prefix,
            ProviderEndpoint endpoint,
            ModelProfile profile,
            @Nullable HeldAccount account) {
        return new Candidate(
                provider,
                prefix,
                endpoint.protocol(),
                account == null ? endpoint.baseUrl() : endpoint.addressFor(account.details()),
                endpoint.auth(),
                endpoint.headers(),
                endpoint.relayedHeaders(),
                profile,
                account,
                endpoint.dialect());
    }
}
