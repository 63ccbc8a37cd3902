package dev.signalbox.wire.kiro;

import dev.signalbox.Service;
import dev.signalbox.chat.ChatRequest;
import dev.signalbox.chat.ModelProfile;
import dev.signalbox.chat.Protocol;
import dev.signalbox.wire.AnswerReader;
import dev.signalbox.wire.EncodedRequest;
import dev.signalbox.wire.ProviderProtocol;

/** Kiro towards the provider. */
@Service
class KiroProviderProtocol implements ProviderProtocol {
    @Override
    public Protocol protocol() {
        return Protocol.ANTHROPIC_MESSAGES;
    }

    @Override
    public String dialect() {
        return "kiro";
    }

    @Override
    public EncodedRequest writeRequest(ChatRequest request, ModelProfile target) {
        return new KiroRequestWriter(request, target).write();
    }

    @Override
    public AnswerReader answerReader(EncodedRequest sent) {
        return new KiroAnswerReader(sent);
    }
}
