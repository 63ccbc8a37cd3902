package dev.signalbox.chat;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a client asks of a model, whatever protocol it asked in.
 *
 * @param parallelToolCalls whether several calls at once are welcome, null when not said
 * @param reasoning null when the client said nothing about thinking
 */
public record ChatRequest(
        String model,
        List<Message> messages,
        List<Tool> tools,
        ToolChoice toolChoice,
        @Nullable Boolean parallelToolCalls,
        Sampling sampling,
        @Nullable Reasoning reasoning,
        OutputFormat format,
        Limits limits,
        boolean stream,
        Extras extras) {
    public ChatRequest {
        messages = List.copyOf(messages);
        tools = List.copyOf(tools);
    }

    /** A request that asks for nothing beyond an answer to these messages. */
    public static ChatRequest of(Protocol origin, String model, List<Message> messages) {
        return new ChatRequest(
                model,
                messages,
                List.of(),
                ToolChoice.AUTO,
                null,
                Sampling.DEFAULT,
                null,
                OutputFormat.TEXT,
                Limits.NONE,
                false,
                Extras.of(origin));
    }

    public Optional<Tool> tool(String name) {
        return tools.stream().filter(t -> t.name().equals(name)).findFirst();
    }

    /** The names of the tools that take free text. */
    public Set<String> freeTextTools() {
        return tools.stream()
                .filter(Tool.Custom.class::isInstance)
                .map(Tool::name)
                .collect(Collectors.toUnmodifiableSet());
    }

    public ChatRequest withModel(String other) {
        return with(other, messages, tools, reasoning, limits, stream, extras);
    }

    public ChatRequest withMessages(List<Message> others) {
        return with(model, others, tools, reasoning, limits, stream, extras);
    }

    public ChatRequest withTools(List<Tool> others) {
        return with(model, messages, others, reasoning, limits, stream, extras);
    }

    public ChatRequest withReasoning(@Nullable Reasoning other) {
        return with(model, messages, tools, other, limits, stream, extras);
    }

    public ChatRequest withFormat(OutputFormat other) {
        return new ChatRequest(
                model,
                messages,
                tools,
                toolChoice,
                parallelToolCalls,
                sampling,
                reasoning,
                other,
                limits,
                stream,
                extras);
    }

    public ChatRequest withLimits(Limits other) {
        return with(model, messages, tools, reasoning, other, stream, extras);
    }

    public ChatRequest withStream(boolean other) {
        return with(model, messages, tools, reasoning, limits, other, extras);
    }

    public ChatRequest withExtras(Extras other) {
        return with(model, messages, tools, reasoning, limits, stream, other);
    }

    private ChatRequest with(
            String model,
            List<Message> messages,
            List<Tool> tools,
            @Nullable Reasoning reasoning,
            Limits limits,
            boolean stream,
            Extras extras) {
        return new ChatRequest(
                model,
                messages,
                tools,
                toolChoice,
                parallelToolCalls,
                sampling,
                reasoning,
                format,
                limits,
                stream,
                extras);
    }
}
