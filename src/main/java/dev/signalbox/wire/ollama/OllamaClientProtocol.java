package dev.signalbox.wire.ollama;

import dev.signalbox.Service;
import dev.signalbox.chat.ChatRequest;
import dev.signalbox.chat.Failure;
import dev.signalbox.chat.Protocol;
import dev.signalbox.wire.AnswerContext;
import dev.signalbox.wire.AnswerWriter;
import dev.signalbox.wire.ClientProtocol;
import dev.signalbox.wire.ErrorBody;
import dev.signalbox.wire.Json;

/** Ollama as its clients speak it. */
@Service
final class OllamaClientProtocol implements ClientProtocol {
    @Override
    public Protocol protocol() {
        return Protocol.OLLAMA;
    }

    @Override
    public ChatRequest readRequest(byte[] body, String model, boolean stream) {
        return OllamaRequestReader.read(body);
    }

    @Override
    public AnswerWriter answerWriter(AnswerContext context) {
        return new OllamaAnswerWriter(context);
    }

    @Override
    public ErrorBody error(Failure failure) {
        return OllamaErrors.body(failure);
    }

    /** This protocol has no token count; the answer has its name for the number. */
    @Override
    public byte[] tokenCount(long inputTokens) {
        return Json.bytes(Json.object().put("prompt_eval_count", inputTokens));
    }
}
