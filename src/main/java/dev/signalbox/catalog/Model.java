package dev.signalbox.catalog;

import dev.signalbox.chat.Protocol;
import dev.signalbox.chat.Quirk;
import dev.signalbox.chat.ReasoningCapability;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A model at a provider and what it can do.
 *
 * @param id the provider's own name of it
 * @param name for people
 * @param kind what it is for
 * @param known whether the catalogue has facts about it; if not, the figures are assumptions and nothing should be refused by them
 * @param contextWindow tokens in and out together
 * @param maxOutputTokens tokens it writes at most
 * @param inputs what it takes
 * @param outputs what it gives
 * @param tools whether it calls tools
 * @param reasoning what it accepts about thinking, null when unknown or when it has none ({@link Quirk#NO_REASONING})
 * @param protocols those it is reached by at its provider, empty for all that the provider speaks
 * @param dialect the one it is reached in at its provider, null for any
 * @param quirks where it differs from its protocols
 */
public record Model(
        String id,
        String name,
        ModelKind kind,
        boolean known,
        int contextWindow,
        int maxOutputTokens,
        Set<Modality> inputs,
        Set<Modality> outputs,
        boolean tools,
        @Nullable ReasoningCapability reasoning,
        Set<Protocol> protocols,
        @Nullable String dialect,
        Set<Quirk> quirks) {
    public Model {
        inputs = Set.copyOf(inputs);
        outputs = Set.copyOf(outputs);
        protocols = Set.copyOf(protocols);
        quirks = Set.copyOf(quirks);
    }

    /** Whether it can be reached by a protocol that its provider speaks, in the dialect that is spoken there. */
    public boolean speaks(Protocol protocol, String spoken) {
        return (protocols.isEmpty() || protocols.contains(protocol)) && (dialect == null || dialect.equals(spoken));
    }
}
