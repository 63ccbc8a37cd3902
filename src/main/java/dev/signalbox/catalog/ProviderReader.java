package dev.signalbox.catalog;

import dev.signalbox.chat.Quirk;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads providers from a data file and settles their addresses by the configuration. */
final class ProviderReader {
    private final ModelRules rules;
    private final Addresses addresses;

    ProviderReader(ModelRules rules, CatalogConfig config) {
        this.rules = rules;
        this.addresses = new Addresses(config);
    }

    /** A provider with what its file says of models by pattern. */
    record Entry(Provider provider, List<ModelRules.Rule> modelRules) {}

    List<Entry> read(Fields file) {
        file.text("about");
        var entries = file.objects("providers").stream().map(this::entry).toList();
        file.done();
        return entries;
    }

    private Entry entry(Fields fields) {
        var id = fields.text("id");
        var modelRules = ModelRules.readRules(fields, rules.capabilities());
        var missing = new LinkedHashSet<String>();
        var details =
                fields.objects("details").stream().map(AccountDetail::read).toList();
        var endpoints = endpoints(id, fields, details, missing);
        var provider = new Provider(
                id,
                fields.text("prefix"),
                fields.texts("aliases"),
                fields.text("name"),
                fields.optionalUri("website").orElse(null),
                fields.optionalUri("keyPage").orElse(null),
                fields.name("tier", Tier::of),
                fields.names("signIn", SignIn::of),
                endpoints,
                models(fields, modelRules),
                fields.names("quirks", Quirk::of),
                fields.optionalText("note").orElse(null),
                missing,
                details);
        fields.done();
        return new Entry(provider, modelRules);
    }

    private List<ProviderEndpoint> endpoints(
            String provider, Fields fields, List<AccountDetail> details, Set<String> missing) {
        var written =
                fields.objects("endpoints").stream().map(WrittenEndpoint::read).toList();
        if (written.isEmpty()) {
            throw fields.wrong("endpoints", "are missing");
        }
        var endpoints = new ArrayList<ProviderEndpoint>();
        for (var endpoint : written) {
            addresses
                    .settle(provider, endpoint, written.getFirst(), details, missing)
                    .map(endpoint::at)
                    .ifPresent(endpoints::add);
        }
        return endpoints;
    }

    private List<Model> models(Fields fields, List<ModelRules.Rule> modelRules) {
        var seen = new HashSet<String>();
        var models = new ArrayList<Model>();
        for (var model : fields.objects("models")) {
            var id = model.text("id");
            if (!seen.add(id)) {
                throw fields.wrong("models", "list " + id + " twice");
            }
            var name = model.optionalText("name").orElse(id);
            var facts = ModelFacts.read(model, rules.capabilities());
            model.done();
            models.add(rules.describe(id, name, Optional.of(facts), modelRules));
        }
        return models;
    }
}
