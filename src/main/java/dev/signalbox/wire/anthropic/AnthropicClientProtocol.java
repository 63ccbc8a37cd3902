package dev.signalbox.wire.anthropic;

import dev.signalbox.Service;
import dev.signalbox.chat.ChatRequest;
import dev.signalbox.chat.Failure;
import dev.signalbox.chat.Protocol;
import dev.signalbox.wire.AnswerContext;
import dev.signalbox.wire.AnswerWriter;
import dev.signalbox.wire.ClientProtocol;
import dev.signalbox.wire.ErrorBody;
import dev.signalbox.wire.Fields;
import dev.signalbox.wire.Json;
import dev.signalbox.wire.WatchedNodes;

/** Anthropic Messages as clients speak it. */
@Service
class AnthropicClientProtocol implements ClientProtocol {
    @Override
    public Protocol protocol() {
        return Protocol.ANTHROPIC_MESSAGES;
    }

    @Override
    public ChatRequest readRequest(byte[] body, String model, boolean stream) {
        return read(body, false);
    }

    @Override
    public ChatRequest readCountRequest(byte[] body, String model) {
        return read(body, true);
    }

    private static ChatRequest read(byte[] body, boolean counting) {
        var root = Json.request(body);
        return WatchedNodes.noting(root, new AnthropicRequestReader(new Fields(root, ""), counting).read());
    }

    @Override
    public AnswerWriter answerWriter(AnswerContext context) {
        return new AnthropicAnswerWriter(context);
    }

    @Override
    public ErrorBody error(Failure failure) {
        return AnthropicErrors.body(failure);
    }

    @Override
    public byte[] tokenCount(long inputTokens) {
        return Json.bytes(Json.object().put("input_tokens", inputTokens));
    }
}
