package dev.signalbox.wire.ollama;

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
import dev.signalbox.wire.Reframed;
import dev.signalbox.wire.StreamForm;

/** Ollama's generate: a prompt instead of a conversation. An Ollama server is given it as it is. */
@Service
final class GenerateClientProtocol implements ClientProtocol {
    @Override
    public Protocol protocol() {
        return Protocol.OLLAMA;
    }

    @Override
    public boolean legacy() {
        return true;
    }

    @Override
    public boolean onlyAsItIs(byte[] body) {
        return true;
    }

    @Override
    public ChatRequest readRequest(byte[] body, String model, boolean stream) {
        var fields = new Fields(Json.request(body), "");
        return OllamaRequestReader.read(Json.bytes(Generation.requestToChat(fields)));
    }

    @Override
    public AnswerWriter answerWriter(AnswerContext context) {
        return Reframed.writer(
                new OllamaAnswerWriter(context), StreamForm.NDJSON, Generation::fromChat, Generation::fromChat);
    }

    @Override
    public ErrorBody error(Failure failure) {
        return OllamaErrors.body(failure);
    }

    @Override
    public byte[] tokenCount(long inputTokens) {
        return Json.bytes(Json.object().put("prompt_eval_count", inputTokens));
    }
}
