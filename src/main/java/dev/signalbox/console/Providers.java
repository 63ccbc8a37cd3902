package dev.signalbox.console;

import dev.signalbox.Service;
import dev.signalbox.account.Account;
import dev.signalbox.account.Accounts;
import dev.signalbox.catalog.Catalog;
import dev.signalbox.catalog.ModelKind;
import dev.signalbox.catalog.Provider;
import dev.signalbox.catalog.ProviderNode;
import dev.signalbox.catalog.ProviderNodes;
import dev.signalbox.catalog.SignIn;
import dev.signalbox.routing.Combo;
import dev.signalbox.routing.Combos;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** What can be connected: the catalogue, custom nodes, and the models that become usable by it. */
@Named
@Service
public class Providers {
    private final Catalog catalog;
    private final ProviderNodes nodes;
    private final Accounts accounts;
    private final Combos combos;

    /**
     * Something an account can be added at.
     *
     * @param id what {@link Accounts#create} takes
     */
    public record Choice(String id, String name, String prefix, boolean keyNeeded) {}

    @Inject
    Providers(Catalog catalog, ProviderNodes nodes, Accounts accounts, Combos combos) {
        this.catalog = catalog;
        this.nodes = nodes;
        this.accounts = accounts;
        this.combos = combos;
    }

    /** What takes a key or nothing. */
    public List<Choice> getChoices() {
        return choices(this::keyTaken);
    }

    /** Also what is only signed in at. */
    public List<Choice> getAll() {
        return choices(provider -> true);
    }

    /** Nodes first, then the catalogue by name. */
    private List<Choice> choices(Predicate<Provider> wanted) {
        var own = nodes.all().stream().map(node -> new Choice(node.id().toString(), node.name(), node.prefix(), false));
        var known = catalog.providers().stream()
                .filter(wanted)
                .sorted(Comparator.comparing(provider -> provider.name().toLowerCase(Locale.ROOT)))
                .map(provider -> new Choice(provider.id(), provider.name(), provider.prefix(), keyNeeded(provider)));
        return Stream.concat(own, known).toList();
    }

    public List<ProviderNode> getNodes() {
        return nodes.all();
    }

    /** The part of the catalogue in which the words occur; an empty tier means all. */
    public List<Provider> matching(String words, String tier) {
        var wanted = words.strip().toLowerCase(Locale.ROOT);
        return catalog.providers().stream()
                .filter(provider -> tier.isEmpty() || provider.tier().id().equals(tier))
                .filter(provider -> mentions(provider, wanted))
                .sorted(Comparator.comparing(provider -> provider.name().toLowerCase(Locale.ROOT)))
                .toList();
    }

    /** The name of a provider or node by its id. */
    public String nameOf(String id) {
        return nodes.all().stream()
                .filter(node -> node.id().toString().equals(id))
                .map(ProviderNode::name)
                .findFirst()
                .or(() -> catalog.provider(id).map(Provider::name))
                .orElse(id);
    }

    /** How many accounts are held at a provider. */
    public long connected(String id) {
        return accounts.all().stream()
                .filter(account -> account.provider().equals(id))
                .count();
    }

    /** Names that can be asked for now: combos, then the listed models of connected providers. */
    public List<String> getUsableModels() {
        var connected = accounts.all().stream()
                .filter(Account::enabled)
                .map(Account::provider)
                .distinct()
                .flatMap(id -> catalog.provider(id).stream())
                .flatMap(Providers::chatModels);
        return Stream.concat(combos.all().stream().map(Combo::name), connected).toList();
    }

    /** The listed models of one provider, as clients name them. */
    List<String> modelsOf(String id) {
        return catalog.provider(id).stream().flatMap(Providers::chatModels).toList();
    }

    /** Whether an account can be added with a key, or with nothing. */
    public boolean keyTaken(Provider provider) {
        return provider.signIn().contains(SignIn.API_KEY) || provider.signIn().contains(SignIn.NONE);
    }

    boolean keyNeeded(String id) {
        return catalog.provider(id).filter(Providers::keyNeeded).isPresent();
    }

    private static Stream<String> chatModels(Provider provider) {
        return provider.models().stream()
                .filter(model -> model.kind() == ModelKind.CHAT)
                .map(model -> provider.prefix() + "/" + model.id());
    }

    private static boolean keyNeeded(Provider provider) {
        return !provider.signIn().contains(SignIn.NONE);
    }

    private static boolean mentions(Provider provider, String words) {
        return words.isEmpty()
                || (provider.name() + " " + provider.id() + " " + provider.prefix())
                        .toLowerCase(Locale.ROOT)
                        .contains(words)
                || provider.models().stream()
                        .anyMatch(model -> model.id().toLowerCase(Locale.ROOT).contains(words));
    }
}
