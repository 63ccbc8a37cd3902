package dev.signalbox.wire.openai;

import dev.signalbox.Service;
import dev.signalbox.chat.ChatRequest;
import dev.signalbox.chat.Failure;
import dev.signalbox.chat.ModelProfile;
import dev.signalbox.chat.Protocol;
import dev.signalbox.wire.AnswerReader;
import dev.signalbox.wire.EncodedRequest;
import dev.signalbox.wire.Passage;
import dev.signalbox.wire.ProviderErrors;
import dev.signalbox.wire.ProviderProtocol;
import dev.signalbox.wire.Reframed;
import dev.signalbox.wire.StreamForm;
import java.util.Map;

/** Chat Completions as OpenAI and most other providers speak it. */
@Service
final class OpenAiProviderProtocol implements ProviderProtocol {
    @Override
    public Protocol protocol() {
        return Protocol.OPENAI_CHAT;
    }

    @Override
    public StreamForm streamForm() {
        return StreamForm.SSE;
    }

    @Override
    public EncodedRequest writeRequest(ChatRequest request, ModelProfile target) {
        return OpenAiRequestWriter.write(request, target);
    }

    @Override
    public AnswerReader answerReader(EncodedRequest sent) {
        return new OpenAiAnswerReader(sent);
    }

    @Override
    public AnswerReader legacyReader(EncodedRequest sent) {
        return Reframed.reader(answerReader(sent), Completions::toChat);
    }

    @Override
    public Passage passage(String model) {
        return new UntilDone();
    }

    @Override
    public Failure readError(int status, Map<String, String> headers, byte[] body) {
        return ProviderErrors.of(status, headers, body);
    }
}
