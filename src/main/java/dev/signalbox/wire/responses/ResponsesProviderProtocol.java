package dev.signalbox.wire.responses;

import dev.signalbox.Service;
import dev.signalbox.chat.ChatRequest;
import dev.signalbox.chat.ModelProfile;
import dev.signalbox.chat.Protocol;
import dev.signalbox.wire.AnswerReader;
import dev.signalbox.wire.CountRequest;
import dev.signalbox.wire.EncodedRequest;
import dev.signalbox.wire.Passage;
import dev.signalbox.wire.ProviderProtocol;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** The Responses API towards providers. */
@Service
class ResponsesProviderProtocol implements ProviderProtocol {

    /** What the token count takes of a request. */
    private static final Set<String> COUNTED = Set.of(
            "model",
            "input",
            "instructions",
            "tools",
            "tool_choice",
            "parallel_tool_calls",
            "reasoning",
            "text",
            "truncation");

    @Override
    public Protocol protocol() {
        return Protocol.OPENAI_RESPONSES;
    }

    @Override
    public EncodedRequest writeRequest(ChatRequest request, ModelProfile target) {
        return new ResponsesRequestWriter(request, target).write();
    }

    @Override
    public AnswerReader answerReader(EncodedRequest sent) {
        return new ResponsesAnswerReader(sent);
    }

    @Override
    public Passage passage(String model) {
        return new NamedModel(model);
    }

    @Override
    public Optional<byte[]> countRequest(byte[] written, String model) {
        return Optional.of(CountRequest.only(written, COUNTED));
    }

    @Override
    public OptionalLong counted(byte[] answer) {
        return CountRequest.number(answer, "input_tokens");
    }
}
