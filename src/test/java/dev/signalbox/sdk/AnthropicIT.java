package dev.signalbox.sdk;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.anthropic.client.AnthropicClient;
import com.anthropic.client.okhttp.AnthropicOkHttpClient;
import com.anthropic.core.JsonValue;
import com.anthropic.errors.AnthropicServiceException;
import com.anthropic.helpers.MessageAccumulator;
import com.anthropic.models.messages.ContentBlockParam;
import com.anthropic.models.messages.Message;
import com.anthropic.models.messages.MessageCreateParams;
import com.anthropic.models.messages.Tool;
import com.anthropic.models.messages.ToolResultBlockParam;
import com.anthropic.models.messages.Usage;
import com.anthropic.models.messages.UserMessageParam;
import dev.signalbox.gateway.Gateway;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Anthropic's SDK. */
class AnthropicIT extends SdkContract {
    private final AnthropicClient client = client(Gateway.running().key());

    private static AnthropicClient client(String key) {
        return AnthropicOkHttpClient.builder()
                .apiKey(key)
                .baseUrl(Gateway.URL.toString())
                .maxRetries(0)
                .build();
    }

    @Override
    Said ask(String model, String question, boolean stream) {
        return said(create(client, conversation(model, question), stream), List.of());
    }

    @Override
    Said askWithTool(String model, String question, boolean stream) {
        var conversation = conversation(model, question).addTool(tool());
        var asked = create(client, conversation, stream);
        conversation.addMessage(asked);
        var results = new ArrayList<ContentBlockParam>();
        var arguments = new ArrayList<String>();
        for (var call :
                asked.content().stream().flatMap(b -> b.toolUse().stream()).toList()) {
            results.add(ContentBlockParam.ofToolResult(ToolResultBlockParam.builder()
                    .toolUseId(call.id())
                    .content(RESULT)
                    .build()));
            arguments.add(Gateway.json(call._input().convert(Map.class)).toString());
        }
        conversation.addMessage(
                UserMessageParam.builder().contentOfContentBlockParams(results).build());
        return said(create(client, conversation, stream), arguments);
    }

    @Override
    Failed fail(String key, String model, boolean stream) {
        var failure = catchThrowableOfType(
                AnthropicServiceException.class, () -> create(client(key), conversation(model, "Hello"), stream));
        return new Failed(
                failure.statusCode(), failure.getMessage(), failure.headers().values("retry-after"));
    }

    private static MessageCreateParams.Builder conversation(String model, String question) {
        return MessageCreateParams.builder()
                .model(model)
                .maxTokens(500)
                .system(SYSTEM)
                .addUserMessage(question);
    }

    private static Tool tool() {
        var schema = Tool.InputSchema.builder();
        SCHEMA.forEach((name, value) -> schema.putAdditionalProperty(name, JsonValue.from(value)));
        return Tool.builder()
                .name(TOOL)
                .description(TOOL_DESCRIPTION)
                .inputSchema(schema.build())
                .build();
    }

    private static Message create(AnthropicClient client, MessageCreateParams.Builder conversation, boolean stream) {
        if (!stream) {
            return client.messages().create(conversation.build()).validate();
        }
        var all = MessageAccumulator.create();
        try (var events = client.messages().createStreaming(conversation.build())) {
            events.stream().forEach(event -> all.accumulate(event.validate()));
        }
        return all.message().validate();
    }

    private static Said said(Message message, List<String> arguments) {
        var text = message.content().stream()
                .flatMap(block -> block.text().stream())
                .map(block -> block.text())
                .collect(Collectors.joining());
        return new Said(text, tokens(message.usage()), arguments);
    }

    private static Tokens tokens(Usage usage) {
        long cached = usage.cacheReadInputTokens().orElse(0L);
        return new Tokens(usage.inputTokens() + cached, cached, usage.outputTokens());
    }
}
