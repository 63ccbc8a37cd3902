package dev.signalbox.wire.openai;

import com.fasterxml.jackson.databind.node.ObjectNode;
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
import java.util.List;
import org.jspecify.annotations.Nullable;

/** OpenAI's legacy completions: a prompt instead of a conversation, which reaches any model as what its user says. */
@Service
final class CompletionsClientProtocol implements ClientProtocol {
    private static final List<String> PROMPT_WORDS = List.of("prompt", "suffix", "echo", "logprobs", "best_of");

    @Override
    public Protocol protocol() {
        return Protocol.OPENAI_CHAT;
    }

    @Override
    public boolean legacy() {
        return true;
    }

    @Override
    public boolean onlyAsItIs(byte[] body) {
        return beyondChat(new Fields(Json.request(body), "")) != null;
    }

    /** The field that asks for what only a completion can do, null when there is none. */
    private static @Nullable String beyondChat(Fields body) {
        var prompt = body.get("prompt");
        if (prompt != null && prompt.isArray() && !isOneText(prompt)) {
            return "prompt";
        }
        var suffix = body.get("suffix");
        if (suffix != null && !suffix.asText().isEmpty()) {
            return "suffix";
        }
        if (body.isTrue("echo")) {
            return "echo";
        }
        if (body.get("logprobs") != null) {
            return "logprobs";
        }
        var best = body.integer("best_of");
        return best != null && best > 1 ? "best_of" : null;
    }

    private static boolean isOneText(com.fasterxml.jackson.databind.JsonNode prompt) {
        return prompt.size() == 1 && prompt.get(0).isTextual();
    }

    @Override
    public ChatRequest readRequest(byte[] body, String model, boolean stream) {
        var fields = new Fields(Json.request(body), "");
        var beyond = beyondChat(fields);
        if (beyond != null) {
            throw Failure.badRequest(
                            "'" + beyond + "' is not supported here: this model is reached as a chat model.", beyond)
                    .asException();
        }
        return OpenAiRequestReader.read(Json.bytes(chat(fields.node().deepCopy(), prompt(fields))));
    }

    private static String prompt(Fields body) {
        var prompt = body.get("prompt");
        if (prompt == null) {
            throw Failure.badRequest("You must provide a 'prompt'.", "prompt").asException();
        }
        var text = prompt.isArray() ? prompt.get(0) : prompt;
        if (!text.isTextual()) {
            throw Failure.badRequest("'prompt' must be a string or an array.", "prompt")
                    .asException();
        }
        return text.asText();
    }

    private static ObjectNode chat(ObjectNode body, String prompt) {
        body.remove(PROMPT_WORDS);
        body.putArray("messages").addObject().put("role", "user").put("content", prompt);
        return body;
    }

    @Override
    public AnswerWriter answerWriter(AnswerContext context) {
        return Reframed.writer(
                new OpenAiAnswerWriter(context), StreamForm.SSE, Completions::fromChat, Completions::fromChat);
    }

    @Override
    public ErrorBody error(Failure failure) {
        return OpenAiErrors.body(failure);
    }

    @Override
    public byte[] tokenCount(long inputTokens) {
        return Json.bytes(Json.object().put("input_tokens", inputTokens));
    }
}
