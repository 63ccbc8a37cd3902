package dev.signalbox.wire.converse;

import dev.signalbox.Service;
import dev.signalbox.chat.ChatRequest;
import dev.signalbox.chat.ModelProfile;
import dev.signalbox.chat.Protocol;
import dev.signalbox.wire.AnswerReader;
import dev.signalbox.wire.EncodedRequest;
import dev.signalbox.wire.ProviderProtocol;

/** Converse towards the provider. */
@Service
class ConverseProviderProtocol implements ProviderProtocol {
    @Override
    public Protocol protocol() {
        return Protocol.ANTHROPIC_MESSAGES;
    }

    @Override
    public String dialect() {
        return "bedrock-converse";
    }

    @Override
    public EncodedRequest writeRequest(ChatRequest request, ModelProfile target) {
        return new ConverseRequestWriter(request, target).write();
    }

    @Override
    public AnswerReader answerReader(EncodedRequest sent) {
        return new ConverseAnswerReader(sent);
    }
}
