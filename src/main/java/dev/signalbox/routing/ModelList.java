package dev.signalbox.routing;

import dev.signalbox.Service;
import dev.signalbox.account.Accounts;
import dev.signalbox.catalog.Catalog;
import dev.signalbox.catalog.Model;
import dev.signalbox.catalog.ModelAliases;
import dev.signalbox.catalog.ModelKind;
import dev.signalbox.catalog.Price;
import dev.signalbox.catalog.Provider;
import dev.signalbox.catalog.ProviderNodes;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a client may name as a model at the moment: combos, aliases, and the models of connected providers and nodes. */
@Service
public class ModelList {
    private static final String OURS = "signalbox";

    private final Catalog catalog;
    private final ModelAliases aliases;
    private final Combos combos;
    private final Accounts accounts;
    private final NodeModels nodes;
    private final ProviderNodes own;

    @Inject
    ModelList(
            Catalog catalog,
            ModelAliases aliases,
            Combos combos,
            Accounts accounts,
            NodeModels nodes,
            ProviderNodes own) {
        this.catalog = catalog;
        this.aliases = aliases;
        this.combos = combos;
        this.accounts = accounts;
        this.nodes = nodes;
        this.own = own;
    }

    /**
     * A model that can be named.
     *
     * @param id what to put into {@code model}
     * @param owner the provider's id, the node's name, or {@code signalbox} for combos and aliases
     * @param model what the catalogue knows of it, or of what an alias or the first of a combo stands for; null when nothing
     * @param price what it costs, null when nobody knows
     */
    public record Listed(
            String id,
            String owner,
            @Nullable Model model,
            @Nullable Price price) {
        Listed as(String name) {
            return new Listed(name, owner, model, price);
        }
    }

    public List<Listed> all() {
        var all = new ArrayList<Listed>();
        combos.all().forEach(c -> all.add(standingFor(c.name(), c.models().getFirst())));
        aliases.all().forEach((alias, target) -> all.add(standingFor(alias, target)));
        for (var provider : catalog.providers()) {
            if (!accounts.at(provider.id()).isEmpty()) {
                all.addAll(of(provider));
            }
        }
        nodes.all()
                .forEach((node, models) ->
                        models.forEach(m -> all.add(new Listed(node.prefix() + "/" + m, node.name(), null, null))));
        return all;
    }

    private Listed standingFor(String name, String target) {
        int slash = target.indexOf('/');
        var provider = slash < 0 ? Optional.<Provider>empty() : catalog.provider(target.substring(0, slash));
        if (provider.isEmpty()) {
            return new Listed(name, OURS, null, null);
        }
        var id = target.substring(slash + 1);
        var price = catalog.price(provider.get().id(), id).orElse(null);
        return new Listed(name, OURS, catalog.model(provider.get().id(), id), price);
    }

    private List<Listed> of(Provider provider) {
        return provider.models().stream()
                .filter(m -> m.kind() == ModelKind.CHAT || m.kind() == ModelKind.EMBEDDING)
                .map(m -> new Listed(
                        provider.prefix() + "/" + m.id(),
                        provider.id(),
                        m,
                        catalog.price(provider.id(), m.id()).orElse(null)))
                .toList();
    }

    public Optional<Listed> find(String id) {
        return all().stream().filter(m -> m.id().equals(id)).findFirst();
    }

    /** The model of this name, also where no list has it: a node takes any name, a provider goes by several, a level may follow. */
    public Optional<Listed> named(String name) {
        return find(name)
                .or(() -> unlisted(name))
                .or(() -> ModelName.withSuffix(name)
                        .flatMap(n -> find(n.base()).or(() -> unlisted(n.base())))
                        .map(listed -> listed.as(name)));
    }

    private Optional<Listed> unlisted(String name) {
        int slash = name.indexOf('/');
        var model = name.substring(slash + 1);
        if (slash < 1 || model.isEmpty()) {
            return Optional.empty();
        }
        var prefix = name.substring(0, slash);
        return own.withPrefix(prefix)
                .map(node -> new Listed(name, node.name(), null, null))
                .or(() -> catalog.provider(prefix)
                        .flatMap(provider -> find(provider.prefix() + "/" + model))
                        .map(listed -> listed.as(name)));
    }
}
