package dev.signalbox.sdk;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.JsonValue;
import com.openai.errors.OpenAIServiceException;
import com.openai.helpers.ChatCompletionAccumulator;
import com.openai.models.FunctionDefinition;
import com.openai.models.FunctionParameters;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.chat.completions.ChatCompletionFunctionTool;
import com.openai.models.chat.completions.ChatCompletionMessageFunctionToolCall;
import com.openai.models.chat.completions.ChatCompletionStreamOptions;
import com.openai.models.chat.completions.ChatCompletionToolMessageParam;
import com.openai.models.completions.CompletionUsage;
import dev.signalbox.gateway.Gateway;
import java.util.List;

/** OpenAI's SDK with Chat Completions. */
class OpenAiChatIT extends SdkContract {
    private final OpenAIClient client = client(Gateway.running().key());

    static OpenAIClient client(String key) {
        return OpenAIOkHttpClient.builder()
                .apiKey(key)
                .baseUrl(Gateway.URL + "/v1")
                .maxRetries(0)
                .build();
    }

    @Override
    Said ask(String model, String question, boolean stream) {
        return said(complete(client, conversation(model, question), stream), List.of());
    }

    @Override
    Said askWithTool(String model, String question, boolean stream) {
        var conversation = conversation(model, question).addTool(tool());
        var asked = complete(client, conversation, stream).choices().getFirst().message();
        var calls = asked.toolCalls().orElseThrow().stream()
                .map(c -> c.asFunction())
                .toList();
        conversation.addMessage(asked);
        calls.forEach(call -> conversation.addMessage(ChatCompletionToolMessageParam.builder()
                .toolCallId(call.id())
                .content(RESULT)
                .build()));
        var arguments = calls.stream()
                .map(ChatCompletionMessageFunctionToolCall::function)
                .filter(f -> f.name().equals(TOOL))
                .map(f -> f.arguments())
                .toList();
        return said(complete(client, conversation, stream), arguments);
    }

    @Override
    Failed fail(String key, String model, boolean stream) {
        var failure = catchThrowableOfType(
                OpenAIServiceException.class, () -> complete(client(key), conversation(model, "Hello"), stream));
        return new Failed(
                failure.statusCode(), failure.getMessage(), failure.headers().values("retry-after"));
    }

    private static ChatCompletionCreateParams.Builder conversation(String model, String question) {
        return ChatCompletionCreateParams.builder()
                .model(model)
                .addSystemMessage(SYSTEM)
                .addUserMessage(question)
                .maxCompletionTokens(500);
    }

    private static ChatCompletionFunctionTool tool() {
        var parameters = FunctionParameters.builder();
        SCHEMA.forEach((name, value) -> parameters.putAdditionalProperty(name, JsonValue.from(value)));
        return ChatCompletionFunctionTool.builder()
                .function(FunctionDefinition.builder()
                        .name(TOOL)
                        .description(TOOL_DESCRIPTION)
                        .parameters(parameters.build())
                        .strict(true)
                        .build())
                .build();
    }

    private static ChatCompletion complete(
            OpenAIClient client, ChatCompletionCreateParams.Builder conversation, boolean stream) {
        if (!stream) {
            return client.chat().completions().create(conversation.build()).validate();
        }
        var options = ChatCompletionStreamOptions.builder().includeUsage(true).build();
        var all = ChatCompletionAccumulator.create();
        try (var chunks = client.chat()
                .completions()
                .createStreaming(
                        conversation.build().toBuilder().streamOptions(options).build())) {
            chunks.stream().forEach(chunk -> all.accumulate(chunk.validate()));
        }
        return all.chatCompletion();
    }

    private static Said said(ChatCompletion completion, List<String> arguments) {
        var text = completion.choices().getFirst().message().content().orElseThrow();
        return new Said(text, tokens(completion.usage().orElseThrow()), arguments);
    }

    private static Tokens tokens(CompletionUsage usage) {
        var cached = usage.promptTokensDetails().flatMap(d -> d.cachedTokens()).orElse(0L);
        return new Tokens(usage.promptTokens(), cached, usage.completionTokens());
    }
}
