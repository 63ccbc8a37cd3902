package dev.signalbox.wire.openai;

import dev.signalbox.Service;
import dev.signalbox.chat.ChatRequest;
import dev.signalbox.chat.ModelProfile;
import dev.signalbox.chat.Protocol;
import dev.signalbox.wire.AnswerReader;
import dev.signalbox.wire.EncodedRequest;
import dev.signalbox.wire.Passage;
import dev.signalbox.wire.ProviderProtocol;
import dev.signalbox.wire.Reframed;

/** Chat Completions as OpenAI and most other providers speak it. */
@Service
final class OpenAiProviderProtocol implements ProviderProtocol {
    @Override
    public Protocol protocol() {
        return Protocol.OPENAI_CHAT;
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
}
