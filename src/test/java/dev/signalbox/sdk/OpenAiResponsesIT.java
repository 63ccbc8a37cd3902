package dev.signalbox.sdk;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.openai.client.OpenAIClient;
import com.openai.core.JsonValue;
import com.openai.errors.OpenAIServiceException;
import com.openai.helpers.ResponseAccumulator;
import com.openai.models.responses.EasyInputMessage;
import com.openai.models.responses.FunctionTool;
import com.openai.models.responses.Response;
import com.openai.models.responses.ResponseCreateParams;
import com.openai.models.responses.ResponseFunctionToolCall;
import com.openai.models.responses.ResponseInputItem;
import dev.signalbox.gateway.Gateway;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** OpenAI's SDK with the Responses API. */
class OpenAiResponsesIT extends SdkContract {
    private final OpenAIClient client = OpenAiChatIT.client(Gateway.running().key());

    @Override
    Said ask(String model, String question, boolean stream) {
        return said(create(client, request(model).input(question), stream), List.of());
    }

    @Override
    Said askWithTool(String model, String question, boolean stream) {
        var input = new ArrayList<ResponseInputItem>();
        input.add(ResponseInputItem.ofEasyInputMessage(EasyInputMessage.builder()
                .role(EasyInputMessage.Role.USER)
                .content(question)
                .build()));
        var request = request(model).addTool(tool());
        var calls = create(client, request.inputOfResponse(List.copyOf(input)), stream).output().stream()
                .flatMap(item -> item.functionCall().stream())
                .filter(call -> call.name().equals(TOOL))
                .toList();
        calls.forEach(call -> input.add(ResponseInputItem.ofFunctionCall(call)));
        calls.forEach(
                call -> input.add(ResponseInputItem.ofFunctionCallOutput(ResponseInputItem.FunctionCallOutput.builder()
                        .callId(call.callId())
                        .output(RESULT)
                        .build())));
        var arguments = calls.stream().map(ResponseFunctionToolCall::arguments).toList();
        return said(create(client, request.inputOfResponse(List.copyOf(input)), stream), arguments);
    }

    @Override
    Failed fail(String key, String model, boolean stream) {
        var failure = catchThrowableOfType(
                OpenAIServiceException.class,
                () -> create(OpenAiChatIT.client(key), request(model).input("Hello"), stream));
        return new Failed(
                failure.statusCode(), failure.getMessage(), failure.headers().values("retry-after"));
    }

    private static ResponseCreateParams.Builder request(String model) {
        return ResponseCreateParams.builder()
                .model(model)
                .instructions(SYSTEM)
                .store(false)
                .maxOutputTokens(500);
    }

    private static FunctionTool tool() {
        var parameters = FunctionTool.Parameters.builder();
        SCHEMA.forEach((name, value) -> parameters.putAdditionalProperty(name, JsonValue.from(value)));
        return FunctionTool.builder()
                .name(TOOL)
                .description(TOOL_DESCRIPTION)
                .parameters(parameters.build())
                .strict(true)
                .build();
    }

    private static Response create(OpenAIClient client, ResponseCreateParams.Builder request, boolean stream) {
        if (!stream) {
            return client.responses().create(request.build()).validate();
        }
        var all = ResponseAccumulator.create();
        try (var events = client.responses().createStreaming(request.build())) {
            events.stream().forEach(event -> all.accumulate(event.validate()));
        }
        return all.response().validate();
    }

    private static Said said(Response response, List<String> arguments) {
        var text = response.output().stream()
                .flatMap(item -> item.message().stream())
                .flatMap(message -> message.content().stream())
                .map(content -> content.asOutputText().text())
                .collect(Collectors.joining());
        var usage = response.usage().orElseThrow();
        var cached = usage.inputTokensDetails().cachedTokens();
        return new Said(text, new Tokens(usage.inputTokens(), cached, usage.outputTokens()), arguments);
    }
}
