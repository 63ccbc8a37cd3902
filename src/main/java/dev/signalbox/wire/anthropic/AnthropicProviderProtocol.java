package dev.signalbox.wire.anthropic;

import dev.signalbox.Service;
import dev.signalbox.chat.ChatRequest;
import dev.signalbox.chat.ModelProfile;
import dev.signalbox.chat.Protocol;
import dev.signalbox.wire.AnswerReader;
import dev.signalbox.wire.CountRequest;
import dev.signalbox.wire.EncodedRequest;
import dev.signalbox.wire.FreeTextAnswers;
import dev.signalbox.wire.ProviderProtocol;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** Anthropic Messages as providers speak it. */
@Service
class AnthropicProviderProtocol implements ProviderProtocol {
    /** What the token count takes of a request. */
    private static final Set<String> COUNTED =
            Set.of("model", "messages", "system", "tools", "tool_choice", "thinking", "output_config", "mcp_servers");

    @Override
    public Protocol protocol() {
        return Protocol.ANTHROPIC_MESSAGES;
    }

    @Override
    public EncodedRequest writeRequest(ChatRequest request, ModelProfile target) {
        return new AnthropicRequestWriter(request, target).write();
    }

    @Override
    public AnswerReader answerReader(EncodedRequest sent) {
        return FreeTextAnswers.around(new AnthropicAnswerReader(sent), sent);
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
