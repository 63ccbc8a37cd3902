package dev.signalbox.wire.converse;

import dev.signalbox.Service;
import dev.signalbox.chat.ChatRequest;
import dev.signalbox.chat.Failure;
import dev.signalbox.chat.ModelProfile;
import dev.signalbox.chat.Protocol;
import dev.signalbox.wire.AnswerReader;
import dev.signalbox.wire.EncodedRequest;
import dev.signalbox.wire.ProviderErrors;
import dev.signalbox.wire.ProviderProtocol;
import dev.signalbox.wire.StreamForm;
import java.util.Map;

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

    /** As the dialect hands it on: the framing of AWS is gone. */
    @Override
    public StreamForm streamForm() {
        return StreamForm.SSE;
    }

    @Override
    public EncodedRequest writeRequest(ChatRequest request, ModelProfile target) {
        return new ConverseRequestWriter(request, target).write();
    }

    @Override
    public AnswerReader answerReader(EncodedRequest sent) {
        return new ConverseAnswerReader(sent);
    }

    @Override
    public Failure readError(int status, Map<String, String> headers, byte[] body) {
        return ProviderErrors.of(status, headers, body);
    }
}
