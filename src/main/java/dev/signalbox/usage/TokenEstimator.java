package dev.signalbox.usage;

import com.knuddels.jtokkit.Encodings;
import com.knuddels.jtokkit.api.Encoding;
import com.knuddels.jtokkit.api.EncodingType;
import dev.signalbox.Service;
import dev.signalbox.chat.ChatRequest;
import dev.signalbox.chat.Message;
import dev.signalbox.chat.OutputFormat;
import dev.signalbox.chat.Part;
import dev.signalbox.chat.Protocol;
import dev.signalbox.chat.RawJson;
import dev.signalbox.chat.Tool;
import org.jspecify.annotations.Nullable;

/**
 * Counts tokens where a provider did not say: with OpenAI's o200k_base vocabulary, whatever the model, so the result is an
 * estimate and is flagged as such. Pictures and sound are counted by published rules, see {@link MediaTokens}.
 */
@Service
public class TokenEstimator {
    /** OpenAI's rule for chat messages: three tokens frame a message, three more begin the answer. */
    private static final int FRAME = 3;

    private static final int TOOL_FRAME = 8;
    private static final int CHUNK = 8_192;
    private static final int COUNTED_CHARS = 2_000_000;

    /** The vocabulary takes a moment and some 30 MB; a gateway whose providers report their usage never loads it. */
    private static final class Vocabulary {
        static final Encoding O200K = Encodings.newLazyEncodingRegistry().getEncoding(EncodingType.O200K_BASE);
    }

    /** Estimates what a request's prompt amounts to, tools and media included. */
    public long input(ChatRequest request) {
        return input(request, Protocol.ANTHROPIC_MESSAGES);
    }

    /** As {@link #input(ChatRequest)}, with pictures by the rule of the vendor whose protocol this is. */
    public long input(ChatRequest request, Protocol rule) {
        var tokens = (long) FRAME;
        for (var message : request.messages()) {
            tokens += message(message, rule);
        }
        for (var tool : request.tools()) {
            tokens += tool(tool);
        }
        if (request.format() instanceof OutputFormat.JsonSchema schema) {
            tokens += output(schema.schema().text());
        }
        return tokens;
    }

    /** Estimates the tokens of a text. */
    public long output(String text) {
        var counted = Math.min(text.length(), COUNTED_CHARS);
        long tokens = 0;
        for (int from = 0; from < counted; ) {
            var to = chunkEnd(text, from, counted);
            tokens += Vocabulary.O200K.countTokensOrdinary(text.substring(from, to));
            from = to;
        }
        return counted == text.length() ? tokens : Math.round(tokens * (double) text.length() / counted);
    }

    /** Chunks bound the encoder's work on text without spaces; a cut never parts a surrogate pair. */
    private static int chunkEnd(String text, int from, int limit) {
        var to = Math.min(from + CHUNK, limit);
        if (to == limit) {
            return to;
        }
        var space = text.lastIndexOf(' ', to);
        if (space > from + CHUNK / 2) {
            return space;
        }
        return Character.isHighSurrogate(text.charAt(to - 1)) ? to - 1 : to;
    }

    private long message(Message message, Protocol rule) {
        var tokens = (long) FRAME + optional(message.name());
        for (var part : message.parts()) {
            tokens += part(part, rule);
        }
        return tokens;
    }

    private long part(Part part, Protocol rule) {
        return switch (part) {
            case Part.Text text -> output(text.text());
            case Part.Image image -> MediaTokens.image(image.media(), rule);
            case Part.Document document ->
                optional(document.name()) + optional(document.context()) + document(document);
            case Part.Audio audio -> MediaTokens.audio(audio.media());
            case Part.Video video -> MediaTokens.video(video.media());
            case Part.Thinking thinking -> output(thinking.text());
            case Part.RedactedThinking hidden -> 0; // its length says nothing about the thought's
            case Part.ToolCall call -> output(call.name()) + output(call.arguments()) + TOOL_FRAME;
            case Part.ToolResult result -> result(result, rule);
            case Part.Json json -> json(json.value());
            case Part.Refusal refusal -> output(refusal.text());
            case Part.ServerToolCall call -> output(call.name()) + json(call.input()) + TOOL_FRAME;
            case Part.ServerToolResult result -> json(result.raw());
            case Part.Opaque opaque -> json(opaque.raw());
        };
    }

    private long document(Part.Document document) {
        var text = MediaTokens.plainText(document.media());
        return text == null ? MediaTokens.pages(document.media()) : output(text);
    }

    private long result(Part.ToolResult result, Protocol rule) {
        var tokens = (long) FRAME;
        for (var part : result.content()) {
            tokens += part(part, rule);
        }
        return tokens;
    }

    private long tool(Tool tool) {
        return switch (tool) {
            case Tool.Function function ->
                TOOL_FRAME + output(function.name()) + optional(function.description()) + json(function.parameters());
            case Tool.Custom custom ->
                TOOL_FRAME + output(custom.name()) + optional(custom.description()) + json(custom.format());
            case Tool.BuiltIn builtIn -> TOOL_FRAME + json(builtIn.definition());
        };
    }

    private long json(@Nullable RawJson json) {
        return json == null ? 0 : output(json.text());
    }

    private long optional(@Nullable String text) {
        return text == null ? 0 : output(text);
    }
}
