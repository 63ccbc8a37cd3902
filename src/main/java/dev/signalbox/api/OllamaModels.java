package dev.signalbox.api;

import dev.signalbox.catalog.Modality;
import dev.signalbox.catalog.Model;
import dev.signalbox.catalog.ModelKind;
import dev.signalbox.chat.Quirk;
import dev.signalbox.routing.ModelList;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
import org.jspecify.annotations.Nullable;

/** Models as Ollama describes them; sizes and digests are those of files, which a gateway has none of. */
final class OllamaModels {
    private static final String MODIFIED = "2025-01-01T00:00:00Z";

    private OllamaModels() {}

    static JsonObjectBuilder tag(ModelList.Listed listed) {
        var json = Json.createObjectBuilder()
                .add("name", listed.id())
                .add("model", listed.id())
                .add("modified_at", MODIFIED)
                .add("size", 0)
                .add("digest", "")
                .add("details", details(listed))
                .add("capabilities", capabilities(listed.model()));
        return ModelMetadata.addTo(json, listed);
    }

    private static JsonObjectBuilder details(ModelList.Listed listed) {
        return Json.createObjectBuilder()
                .add("parent_model", "")
                .add("format", "remote")
                .add("family", listed.owner())
                .add("families", Json.createArrayBuilder().add(listed.owner()))
                .add("parameter_size", "")
                .add("quantization_level", "");
    }

    /** The answer to {@code /api/show}: clients look for the context length under the architecture's name. */
    static JsonObjectBuilder shown(ModelList.Listed listed) {
        var info = Json.createObjectBuilder().add("general.architecture", listed.owner());
        var model = listed.model();
        info.add("general.basename", model == null ? listed.id() : model.name());
        if (model != null && model.known()) {
            info.add(listed.owner() + ".context_length", model.contextWindow());
        }
        var json = Json.createObjectBuilder()
                .add("license", "")
                .add("modelfile", "")
                .add("parameters", "")
                .add("template", "")
                .add("details", details(listed))
                .add("model_info", info)
                .add("capabilities", capabilities(model))
                .add("modified_at", MODIFIED);
        return ModelMetadata.addTo(json, listed);
    }

    private static JsonArrayBuilder capabilities(@Nullable Model model) {
        var capabilities = Json.createArrayBuilder();
        if (model == null) {
            return capabilities.add("completion").add("tools");
        }
        if (model.kind() == ModelKind.EMBEDDING) {
            return capabilities.add("embedding");
        }
        capabilities.add("completion");
        if (model.tools()) {
            capabilities.add("tools");
        }
        if (model.inputs().contains(Modality.IMAGE)) {
            capabilities.add("vision");
        }
        if (model.reasoning() != null && !model.quirks().contains(Quirk.NO_REASONING)) {
            capabilities.add("thinking");
        }
        return capabilities;
    }
}
