package dev.signalbox.catalog;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.signalbox.Service;
import dev.signalbox.chat.ModelProfile;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Startup;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.config.Config;

/** Every provider and model the gateway knows, what these can do and what they cost; read once, at the start. */
@Service
public class Catalog {
    /** The files of providers; a fixed list, because class paths cannot be listed reliably inside a server. */
    static final List<String> PROVIDER_FILES =
            List.of("vendors.json", "subscriptions.json", "dialects.json", "hosts.json", "gateways.json", "local.json");

    static final String CAPABILITIES_FILE = "capabilities.json";
    static final String PRICES_FILE = "prices.json";

    private static final Logger LOG = System.getLogger(Catalog.class.getName());

    private final ModelRules rules;
    private final PriceTable prices;
    private final Map<String, Listing> byName;
    private final List<Provider> providers;
    private final Cache<String, ModelProfile> byNameAlone =
            Caffeine.newBuilder().maximumSize(500).build();
    private volatile PriceOverrides overrides = PriceTable.EMPTY;

    /** A provider, its models by id, and what its file says of models by pattern. */
    private record Listing(Provider provider, Map<String, Model> models, List<ModelRules.Rule> modelRules) {}

    @Inject
    Catalog(Config config) {
        this(CatalogConfig.of(config));
    }

    Catalog(CatalogConfig config) {
        this.rules = ModelRules.read(DataFile.read(CAPABILITIES_FILE));
        this.prices = PriceReader.read(DataFile.read(PRICES_FILE));
        var reader = new ProviderReader(rules, config);
        var entries = PROVIDER_FILES.stream()
                .flatMap(file -> reader.read(DataFile.read(file)).stream())
                .toList();
        this.providers = entries.stream().map(ProviderReader.Entry::provider).toList();
        this.byName = byName(entries);
    }

    /** Makes the container read the files at the start, where a mistake in a setting can still stop it. */
    void start(@Observes Startup event) {
        var models = providers.stream()
                .mapToInt(provider -> provider.models().size())
                .sum();
        LOG.log(Level.INFO, "The catalogue has {0} providers and {1} models", providers.size(), models);
    }

    /** The catalogue as it ships, without any configuration. */
    public static Catalog asShipped() {
        return new Catalog(CatalogConfig.NONE);
    }

    /** All providers in the order of the data files. */
    public List<Provider> providers() {
        return providers;
    }

    /** Finds a provider by its id, its prefix or one of its aliases, upper or lower case. */
    public Optional<Provider> provider(String idOrPrefix) {
        return listing(idOrPrefix).map(Listing::provider);
    }

    /**
     * Describes a model at a provider or at a custom node. There is an answer for every name: what the catalogue does not
     * list is described by the look of its name, and beyond that by cautious defaults with {@link Model#known()} false.
     */
    public Model model(String providerIdOrPrefix, String modelId) {
        var listing = listing(providerIdOrPrefix);
        var listed = listing.map(found -> found.models().get(modelId));
        return listed.orElseGet(() -> {
            var modelRules = listing.map(Listing::modelRules).orElse(List.of());
            return rules.describe(modelId, modelId, Optional.empty(), modelRules);
        });
    }

    /**
     * What the name of a model at a custom node tells of it: how much thinking it accepts, if it is one that the catalogue
     * knows, and nothing else. The server there may differ from the vendor's in all other respects.
     */
    public ModelProfile assumed(String modelId) {
        return byNameAlone.get(modelId, name -> {
            var reasoning =
                    rules.describe(name, name, Optional.empty(), List.of()).reasoning();
            return reasoning == null || !reasoning.adjustable()
                    ? ModelProfile.unknown(name)
                    : ModelProfile.assumed(name, reasoning);
        });
    }

    /**
     * What a model costs at a provider or custom node: an override, else the list price; empty when nobody knows. A model
     * at a node, or at a provider without prices of its own, has the price its maker lists.
     */
    public Optional<Price> price(String providerIdOrPrefix, String modelId) {
        var id = provider(providerIdOrPrefix).map(Provider::id).orElse(providerIdOrPrefix);
        return overrides.price(id, modelId).or(() -> prices.price(id, modelId));
    }

    /** Replaces the prices that take precedence over the data files'. */
    public void usePrices(PriceOverrides newOverrides) {
        overrides = newOverrides;
    }

    private Optional<Listing> listing(String name) {
        return Optional.ofNullable(byName.get(name.toLowerCase(Locale.ROOT)));
    }

    private static Map<String, Listing> byName(List<ProviderReader.Entry> entries) {
        var all = new HashMap<String, Listing>();
        for (var entry : entries) {
            var provider = entry.provider();
            var models = new LinkedHashMap<String, Model>();
            provider.models().forEach(model -> models.put(model.id(), model));
            var listing = new Listing(provider, Map.copyOf(models), entry.modelRules());
            register(all, provider.id(), listing);
            register(all, provider.prefix(), listing);
            provider.aliases().forEach(alias -> register(all, alias, listing));
        }
        return Map.copyOf(all);
    }

    private static void register(Map<String, Listing> all, String name, Listing listing) {
        var before = all.putIfAbsent(name, listing);
        if (before != null && !before.equals(listing)) {
            throw new CatalogException(name + " names both " + before.provider().id() + " and "
                    + listing.provider().id());
        }
    }
}
