package dev.signalbox.wire.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.chat.CacheControl;
import dev.signalbox.chat.ChatRequest;
import dev.signalbox.chat.ModelProfile;
import dev.signalbox.chat.OutputFormat;
import dev.signalbox.chat.Protocol;
import dev.signalbox.chat.Quirk;
import dev.signalbox.wire.DocumentForm;
import dev.signalbox.wire.FormatPrompt;
import dev.signalbox.wire.Json;
import dev.signalbox.wire.Losses;
import dev.signalbox.wire.ReadableBlocks;
import dev.signalbox.wire.ToolNames;
import org.jspecify.annotations.Nullable;

/** What all writers of one request share: who it comes from, whom it is for, how tools are called there, what is lost. */
record Target(ChatRequest request, ModelProfile model, ToolNames names, Losses losses) {
    private static final int MAX_TOOL_NAME = 64;
    private static final int MAX_CALL_ID = 40;

    static Target of(ChatRequest asked, ModelProfile model) {
        boolean untold = asked.format() instanceof OutputFormat.JsonSchema && model.has(Quirk.NO_JSON_SCHEMA);
        var losses = Losses.of(asked);
        var readable = ReadableBlocks.spelledOut(asked, DocumentForm.NAMED_FILES, losses);
        var request = untold ? FormatPrompt.told(readable) : FormatPrompt.mentioned(readable);
        return new Target(request, model, ToolNames.of(request, MAX_TOOL_NAME), losses);
    }

    boolean has(Quirk quirk) {
        return model.has(quirk);
    }

    /** Whether the client spoke this protocol itself, so that its own extensions may be passed on. */
    boolean sameProtocol() {
        return request.extras().origin() == Protocol.OPENAI_CHAT;
    }

    /** Whether the client spoke one of OpenAI's protocols, so that ids of uploaded files mean something. */
    boolean sameVendor() {
        return sameProtocol() || request.extras().origin() == Protocol.OPENAI_RESPONSES;
    }

    /** Whether thoughts are told with their signatures, as the client itself did. */
    boolean tellsDetails() {
        return sameProtocol() && request.extras().thoughtDetails() && !has(Quirk.NO_REASONING_CONTENT);
    }

    static String callId(String id) {
        return ToolNames.callId(id, MAX_CALL_ID);
    }

    /** Whether a breakpoint stands here, which a plain text could not have. */
    static boolean cached(JsonNode holder) {
        return holder.has("cache_control") || holder.has("prompt_cache_breakpoint");
    }

    void cache(ObjectNode holder, @Nullable CacheControl cache) {
        if (cache == null) {
            return;
        }
        boolean explicit = cache.equals(CacheControl.OPENAI_BREAKPOINT) && sameVendor() && !has(Quirk.NO_METADATA);
        if (explicit && !has(Quirk.CACHE_CONTROL_IN_CHAT)) {
            holder.putObject("prompt_cache_breakpoint").put("mode", "explicit");
            return;
        }
        if (!sameProtocol() && !has(Quirk.CACHE_CONTROL_IN_CHAT)) {
            losses.add(Losses.Field.CACHE_CONTROL);
            return;
        }
        var control = Json.object().put("type", "ephemeral");
        if (cache.ttl() != null) {
            control.put("ttl", cache.ttl());
        }
        holder.set("cache_control", control);
    }
}
