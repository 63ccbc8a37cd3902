package dev.signalbox.wire;

import dev.signalbox.chat.ToolKind;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A request in a provider's protocol.
 *
 * @param body the JSON to send
 * @param losses dotted paths, in the client's protocol, of what this provider's protocol cannot carry
 * @param toolNames provider's tool name to the client's, where they had to differ
 * @param freeTextTools the client's names of custom tools that were sent as functions, wrapped by {@link FreeText}
 * @param thinkTags whether this provider may begin the text with its thoughts, between {@code <think>} tags
 * @param forcedTool the client's name of the one tool whose arguments are asked for as the answer itself, null otherwise
 */
public record EncodedRequest(
        byte[] body,
        List<String> losses,
        Map<String, String> toolNames,
        Set<String> freeTextTools,
        boolean thinkTags,
        @Nullable String forcedTool) {
    public EncodedRequest {
        losses = List.copyOf(losses);
        toolNames = Map.copyOf(toolNames);
        freeTextTools = Set.copyOf(freeTextTools);
    }

    /** A body that is sent as it came. */
    public static EncodedRequest of(byte[] body) {
        return of(body, List.of(), Map.of(), Set.of());
    }

    /** A request to a provider that needs no detours. */
    public static EncodedRequest of(
            byte[] body, List<String> losses, Map<String, String> toolNames, Set<String> freeTextTools) {
        return new EncodedRequest(body, losses, toolNames, freeTextTools, false, null);
    }

    /** The same with further losses. */
    public EncodedRequest losing(List<String> more) {
        if (more.isEmpty()) {
            return this;
        }
        var all = new LinkedHashSet<>(losses);
        all.addAll(more);
        return new EncodedRequest(body, List.copyOf(all), toolNames, freeTextTools, thinkTags, forcedTool);
    }

    /** The client's name for a tool that the provider called by {@code name}. */
    public String clientName(String name) {
        return toolNames.getOrDefault(name, name);
    }

    /** What the client takes a call of this tool for, by the client's name for it. */
    public ToolKind kind(String clientName) {
        return freeTextTools.contains(clientName) ? ToolKind.CUSTOM : ToolKind.FUNCTION;
    }
}
