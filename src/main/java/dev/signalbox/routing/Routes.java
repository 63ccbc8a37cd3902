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
import dev.signalbox.catalog.Tier;
import dev.signalbox.chat.ChatException;
import dev.signalbox.chat.Failure;
import dev.signalbox.chat.ModelProfile;
import dev.signalbox.chat.Protocol;
import dev.signalbox.chat.Reasoning;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.eclipse.microprofile.config.Config;
import org.jspecify.annotations.Nullable;

/** Resolves the model a client names: an alias, a combo, {@code prefix/model}, or the plain name of a connected model. */
@Service
public class Routes {
    /** Aliases and combos that one name may lead to. */
    private static final int MOST_NAMES = 1000;

    /** As long as the ledger keeps. */
    private static final int LONGEST_NAME = 300;

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
     * @throws ChatException with 400 for what cannot be a name, 404 {@code model_not_found} when nothing goes by that name, 503 when no account is connected
     */
    public Route resolve(String name, Protocol client) {
        if (name.length() > LONGEST_NAME || name.chars().anyMatch(Character::isISOControl)) {
            throw Failure.badRequest(
                            "'model' must be a name of at most " + LONGEST_NAME
                                    + " characters, none of them a control character.",
                            "model")
                    .asException();
        }
        var route = new Route(
                name,
                find(name, client, new HashSet<>())
                        .orElseThrow(() -> unknown(name).asException()));
        if (route.ranks().isEmpty()) {
            throw Failure.of(
                            Failure.Kind.UNREACHABLE,
                            503,
                            "No account is connected and enabled for '" + name
                                    + "'. Add or enable one under Providers in the console.")
                    .asException();
        }
        return route;
    }

    /** Whether something has this very name; a prefix alone says nothing, because any name may follow it. */
    private boolean goesBy(String name) {
        return aliases.target(name).isPresent()
                || combos.named(name).isPresent()
                || catalog.providers().stream()
                        .anyMatch(p -> p.models().stream()
                                .anyMatch(m -> name.equals(m.id()) || name.equals(p.prefix() + "/" + m.id())));
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

    /**
     * Empty when nothing goes by that name, with or without a suffix.
     *
     * @param taken aliases and combos that were followed: once is enough, and ends those that lead to themselves
     */
    private Optional<List<Rank>> find(String name, Protocol client, Set<String> taken) {
        var suffixed = ModelName.withSuffix(name);
        boolean wish = suffixed.isPresent() && suffixed.get().reasoning() != null;
        var plain = wish && !goesBy(name) ? Optional.<List<Rank>>empty() : named(name, client, taken);
        return plain.isPresent()
                ? plain
                : suffixed.flatMap(n -> named(n.base(), client, taken).map(found -> thinking(n.reasoning(), found)));
    }

    private static List<Rank> thinking(@Nullable Reasoning wish, List<Rank> ranks) {
        return wish == null
                ? ranks
                : ranks.stream()
                        .map(rank -> rank.with(candidate -> Optional.of(candidate.thinking(wish))))
                        .toList();
    }

    private Optional<List<Rank>> named(String name, Protocol client, Set<String> taken) {
        var alias = aliases.target(name);
        if (alias.isPresent()) {
            return follow(name, taken) ? find(alias.get(), client, taken) : Optional.empty();
        }
        var combo = combos.named(name);
        if (combo.isPresent()) {
            return Optional.of(follow(name, taken) ? members(combo.get(), client, taken) : List.of());
        }
        int slash = name.indexOf('/');
        return slash > 0 ? prefixed(name.substring(0, slash), name.substring(slash + 1), client) : listed(name, client);
    }

    private static boolean follow(String name, Set<String> taken) {
        return taken.size() < MOST_NAMES && taken.add(name);
    }

    /** Who is named twice is asked once, where it comes first. */
    private List<Rank> members(Combo combo, Protocol client, Set<String> taken) {
        var models = combo.strategy() == Combo.Strategy.ROUND_ROBIN
                ? turns.turn("combo " + combo.name(), combo.models())
                : combo.models();
        var ranks = new ArrayList<Rank>();
        var known = new HashSet<String>();
        for (var model : models) {
            for (var rank : find(model, client, taken).orElse(List.of())) {
                ranks.add(rank.with(candidate -> Optional.of(candidate).filter(one -> known.add(one.toString()))));
            }
        }
        return combo.strategy()
                .pooled()
                .map(strategy -> List.of(new Rank(
                        ranks.stream()
                                .flatMap(rank -> rank.candidates().stream())
                                .toList(),
                        strategy)))
                .orElse(ranks);
    }

    private List<Rank> alike(List<Candidate> candidates) {
        return List.of(new Rank(candidates, settings.accountStrategy()));
    }

    private Optional<List<Rank>> prefixed(String prefix, String model, Protocol client) {
        if (model.isEmpty()) {
            return Optional.empty();
        }
        var node = nodes.withPrefix(prefix);
        if (node.isPresent()) {
            return Optional.of(alike(ofNode(node.get(), model)));
        }
        return catalog.provider(prefix).map(provider -> alike(ofProvider(provider, model, client)));
    }

    /** A name without prefix: whoever is connected and lists it, subscriptions before what costs. */
    private Optional<List<Rank>> listed(String name, Protocol client) {
        var holders = catalog.providers().stream()
                .filter(p -> p.models().stream().anyMatch(m -> m.id().equals(name)))
                .toList();
        if (holders.isEmpty()) {
            return Optional.empty();
        }
        var tiers = new TreeMap<Tier, List<Candidate>>();
        holders.forEach(
                p -> tiers.computeIfAbsent(p.tier(), tier -> new ArrayList<>()).addAll(ofProvider(p, name, client)));
        return Optional.of(
                tiers.values().stream().flatMap(tier -> alike(tier).stream()).toList());
    }

    private List<Candidate> ofNode(ProviderNode node, String model) {
        var endpoint = ProviderEndpoint.standard(node.protocol(), node.baseUrl());
        var profile = catalog.assumed(model);
        var held = accounts.at(node.id().toString());
        if (held.isEmpty() && !accounts.knows(node.id().toString())) {
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
        var held = accounts.at(provider.id());
        if (held.isEmpty()
                && !accounts.knows(provider.id())
                && provider.signIn().contains(SignIn.NONE)
                && (demo || !provider.id().equals(DEMO))) {
            return List.of(candidate(provider.id(), provider.prefix(), endpoint.get(), profile, null));
        }
        return held.stream()
                .map(a -> candidate(provider.id(), provider.prefix(), endpoint.get(), profile, a))
                .toList();
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
                endpoint.dialect(),
                null);
    }
}
