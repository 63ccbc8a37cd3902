package dev.signalbox.wire.ollama;

import dev.signalbox.Service;
import dev.signalbox.chat.ChatRequest;
import dev.signalbox.chat.Failure;
import dev.signalbox.chat.ModelProfile;
import dev.signalbox.chat.Protocol;
import dev.signalbox.wire.AnswerReader;
import dev.signalbox.wire.EncodedRequest;
import dev.signalbox.wire.ProviderProtocol;
import dev.signalbox.wire.Reframed;
import dev.signalbox.wire.StreamForm;
import java.util.Map;

/** Ollama as its servers speak it. */
@Service
final class OllamaProviderProtocol implements ProviderProtocol {
    @Override
    public Protocol protocol() {
        return Protocol.OLLAMA;
    }

    @Override
    public StreamForm streamForm() {
        return StreamForm.NDJSON;
    }

    @Override
    public EncodedRequest writeRequest(ChatRequest request, ModelProfile target) {
        return OllamaRequestWriter.write(request, target);
    }

    @Override
    public AnswerReader answerReader(EncodedRequest sent) {
        return new OllamaAnswerReader(sent);
    }

    @Override
    public AnswerReader legacyReader(EncodedRequest sent) {
        return Reframed.reader(answerReader(sent), Generation::toChat);
    }

    @Override
    public Failure readError(int status, Map<String, String> headers, byte[] body) {
        return OllamaErrors.read(status, headers, body);
    }
}
