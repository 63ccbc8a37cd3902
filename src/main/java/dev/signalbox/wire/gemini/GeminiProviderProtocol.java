package dev.signalbox.wire.gemini;

import dev.signalbox.Service;
import dev.signalbox.chat.ChatRequest;
import dev.signalbox.chat.ModelProfile;
import dev.signalbox.chat.Protocol;
import dev.signalbox.wire.AnswerReader;
import dev.signalbox.wire.CountRequest;
import dev.signalbox.wire.EncodedRequest;
import dev.signalbox.wire.FreeTextAnswers;
import dev.signalbox.wire.Json;
import dev.signalbox.wire.ProviderProtocol;
import java.util.Optional;
import java.util.OptionalLong;

/** Gemini as providers speak it. */
@Service
class GeminiProviderProtocol implements ProviderProtocol {

    @Override
    public Protocol protocol() {
        return Protocol.GEMINI;
    }

    @Override
    public EncodedRequest writeRequest(ChatRequest request, ModelProfile target) {
        return GeminiRequestWriter.write(request, target);
    }

    @Override
    public AnswerReader answerReader(EncodedRequest sent) {
        return FreeTextAnswers.around(new GeminiAnswerReader(sent), sent);
    }

    @Override
    public Optional<byte[]> countRequest(byte[] written, String model) {
        var inner = Json.object().put("model", model.startsWith("models/") ? model : "models/" + model);
        inner.setAll(Json.request(written));
        return Optional.of(Json.bytes(Json.object().set("generateContentRequest", inner)));
    }

    @Override
    public OptionalLong counted(byte[] answer) {
        return CountRequest.number(answer, "totalTokens");
    }
}
