package dev.signalbox.catalog;

import dev.signalbox.chat.Protocol;
import dev.signalbox.chat.Quirk;
import dev.signalbox.chat.ReasoningCapability;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What one place of the data files says about a model: everything may be left open except what it is there to say. */
record ModelFacts(
        @Nullable ModelKind kind,
        @Nullable Integer contextWindow,
        @Nullable Integer maxOutputTokens,
        Set<Modality> inputs,
        Set<Modality> outputs,
        @Nullable Boolean tools,
        @Nullable ReasoningCapability reasoning,
        Set<Protocol> protocols,
        @Nullable String dialect,
        Set<Quirk> quirks) {
    static final ModelFacts NOTHING =
            new ModelFacts(null, null, null, Set.of(), Set.of(), null, null, Set.of(), null, Set.of());

    /** Reads the fields that rules and models share; reasoning is the name of one of the {@code capabilities}. */
    static ModelFacts read(Fields fields, Map<String, ReasoningCapability> capabilities) {
        return new ModelFacts(
                fields.optionalText("kind").isPresent() ? fields.name("kind", ModelKind::of) : null,
                fields.optionalInt("contextWindow"),
                fields.optionalInt("maxOutputTokens"),
                fields.names("inputs", Modality::of),
                fields.names("outputs", Modality::of),
                fields.optionalFlag("tools"),
                fields.optionalText("reasoning").isPresent()
                        ? fields.name("reasoning", name -> Optional.ofNullable(capabilities.get(name)))
                        : null,
                fields.names("protocols", Protocol::of),
                fields.optionalText("dialect").orElse(null),
                fields.names("quirks", Quirk::of));
    }

    /** These facts, completed by those of a more general place; quirks of both hold. */
    ModelFacts over(ModelFacts general) {
        var all = EnumSet.noneOf(Quirk.class);
        all.addAll(general.quirks);
        all.addAll(quirks);
        return new ModelFacts(
                kind == null ? general.kind : kind,
                contextWindow == null ? general.contextWindow : contextWindow,
                maxOutputTokens == null ? general.maxOutputTokens : maxOutputTokens,
                inputs.isEmpty() ? general.inputs : inputs,
                outputs.isEmpty() ? general.outputs : outputs,
                tools == null ? general.tools : tools,
                reasoning == null ? general.reasoning : reasoning,
                protocols.isEmpty() ? general.protocols : protocols,
                dialect == null ? general.dialect : dialect,
                all);
    }

    /** The model these facts describe; {@code known} models that say nothing of thinking or images have none. */
    Model model(String id, String name, boolean known) {
        if (kind == null || contextWindow == null || maxOutputTokens == null || tools == null) {
            throw new CatalogException("the defaults leave kind, contextWindow, maxOutputTokens or tools open");
        }
        var all = EnumSet.noneOf(Quirk.class);
        all.addAll(quirks);
        if (known && reasoning == null) {
            all.add(Quirk.NO_REASONING);
        }
        if (known && !inputs.contains(Modality.IMAGE)) {
            all.add(Quirk.NO_IMAGES);
        }
        if (!tools) {
            all.add(Quirk.NO_TOOLS);
        }
        return new Model(
                id,
                name,
                kind,
                known,
                contextWindow,
                maxOutputTokens,
                inputs,
                outputs,
                tools,
                reasoning,
                protocols,
                dialect,
                all);
    }
}
