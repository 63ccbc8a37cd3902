package dev.signalbox.api;

import dev.signalbox.catalog.Modality;
import dev.signalbox.catalog.Model;
import dev.signalbox.catalog.Price;
import dev.signalbox.routing.ModelList;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
import java.math.BigDecimal;
import java.util.Set;

/** What every list of models says beyond its protocol: limits in tokens, modalities, prices in dollars for a million tokens. */
final class ModelMetadata {
    private ModelMetadata() {}

    /** Adds what is known, under names that no protocol's own list uses for anything else. */
    static JsonObjectBuilder addTo(JsonObjectBuilder json, ModelList.Listed listed) {
        var model = listed.model();
        if (model != null && model.known()) {
            json.add("context_window", model.contextWindow())
                    .add("max_output_tokens", model.maxOutputTokens())
                    .add("modalities", modalities(model));
        }
        if (listed.price() != null) {
            json.add("pricing", pricing(listed.price()));
        }
        return json;
    }

    private static JsonObjectBuilder modalities(Model model) {
        return Json.createObjectBuilder().add("input", names(model.inputs())).add("output", names(model.outputs()));
    }

    private static JsonArrayBuilder names(Set<Modality> modalities) {
        var names = Json.createArrayBuilder();
        modalities.stream().sorted().forEach(m -> names.add(m.id()));
        return names;
    }

    private static JsonObjectBuilder pricing(Price price) {
        return Json.createObjectBuilder()
                .add("input", new BigDecimal(price.input().dollars()))
                .add("output", new BigDecimal(price.output().dollars()))
                .add("cache_read", new BigDecimal(price.cacheRead().dollars()))
                .add("cache_write", new BigDecimal(price.cacheWrite5m().dollars()));
    }
}
