package dev.signalbox.wire.openai;

import dev.signalbox.Service;
import dev.signalbox.chat.ChatRequest;
import dev.signalbox.chat.Failure;
import dev.signalbox.chat.Protocol;
import dev.signalbox.wire.AnswerContext;
import dev.signalbox.wire.AnswerWriter;
import dev.signalbox.wire.ClientProtocol;
import dev.signalbox.wire.ErrorBody;
import dev.signalbox.wire.Json;

/** Chat Completions as clients speak it. */
@Service
final class OpenAiClientProtocol implements ClientProtocol {
    @Override
    public Protocol protocol() {
        return Protocol.OPENAI_CHAT;
    }

    @Override
    public ChatRequest readRequest(byte[] body, String model, boolean stream) {
        return OpenAiRequestReader.read(body);
    }

    @Override
    public AnswerWriter answerWriter(AnswerContext context) {
        return new OpenAiAnswerWriter(context);
    }

    @Override
    public ErrorBody error(Failure failure) {
        return OpenAiErrors.body(failure);
    }

    /** This protocol has no token count; the answer is shaped as in the Responses protocol. */
    @Override
    public byte[] tokenCount(long inputTokens) {
        return Json.bytes(Json.object().put("object", "response.input_tokens").put("input_tokens", inputTokens));
    }
}
