package dev.signalbox.wire.gemini;

import dev.signalbox.Service;
import dev.signalbox.chat.ChatRequest;
import dev.signalbox.chat.Failure;
import dev.signalbox.chat.Protocol;
import dev.signalbox.wire.AnswerContext;
import dev.signalbox.wire.AnswerWriter;
import dev.signalbox.wire.ClientProtocol;
import dev.signalbox.wire.ErrorBody;
import dev.signalbox.wire.Json;

/** Gemini as clients speak it. */
@Service
class GeminiClientProtocol implements ClientProtocol {

    @Override
    public Protocol protocol() {
        return Protocol.GEMINI;
    }

    @Override
    public ChatRequest readRequest(byte[] body, String model, boolean stream) {
        return GeminiRequestReader.read(body, model, stream);
    }

    @Override
    public byte[] passable(byte[] body) {
        return ResponseNames.filled(body);
    }

    @Override
    public AnswerWriter answerWriter(AnswerContext context) {
        return new GeminiAnswerWriter(context);
    }

    @Override
    public ErrorBody error(Failure failure) {
        return GeminiErrors.error(failure);
    }

    @Override
    public byte[] tokenCount(long inputTokens) {
        return Json.bytes(Json.object().put("totalTokens", inputTokens));
    }
}
