package dev.signalbox.sdk;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.genai.Client;
import com.google.genai.errors.ApiException;
import com.google.genai.types.Content;
import com.google.genai.types.FunctionDeclaration;
import com.google.genai.types.FunctionResponse;
import com.google.genai.types.GenerateContentConfig;
import com.google.genai.types.GenerateContentResponse;
import com.google.genai.types.GenerateContentResponseUsageMetadata;
import com.google.genai.types.HttpOptions;
import com.google.genai.types.HttpRetryOptions;
import com.google.genai.types.Part;
import com.google.genai.types.Tool;
import dev.signalbox.gateway.Gateway;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Google's Gen AI SDK. */
class GoogleGenAiIT extends SdkContract {
    private final Client client = client(Gateway.running().key());

    private static Client client(String key) {
        return Client.builder()
                .apiKey(key)
                .vertexAI(false)
                .httpOptions(HttpOptions.builder()
                        .baseUrl(Gateway.URL.toString())
                        .retryOptions(HttpRetryOptions.builder().attempts(1).build())
                        .build())
                .build();
    }

    /** A whole answer, or the pieces of a streamed one. */
    private record Answer(List<GenerateContentResponse> pieces) {
        List<Part> parts() {
            return pieces.stream()
                    .flatMap(p -> p.candidates().orElse(List.of()).stream())
                    .flatMap(c -> c.content().flatMap(Content::parts).orElse(List.of()).stream())
                    .toList();
        }

        String text() {
            return parts().stream().flatMap(p -> p.text().stream()).collect(Collectors.joining());
        }

        GenerateContentResponseUsageMetadata usage() {
            return pieces.getLast().usageMetadata().orElseThrow();
        }
    }

    @Override
    boolean showsHeaders() {
        return false;
    }

    @Override
    Said ask(String model, String question, boolean stream) {
        return said(generate(client, model, List.of(user(question)), config().build(), stream), List.of());
    }

    @Override
    Said askWithTool(String model, String question, boolean stream) {
        var config = config().tools(tool()).build();
        var contents = new ArrayList<Content>();
        contents.add(user(question));
        var asked = generate(client, model, contents, config, stream).parts();
        contents.add(Content.builder().role("model").parts(asked).build());
        var arguments = new ArrayList<String>();
        var results = new ArrayList<Part>();
        for (var call : asked.stream().flatMap(p -> p.functionCall().stream()).toList()) {
            arguments.add(Gateway.json(call.args().orElseThrow()).toString());
            var result =
                    FunctionResponse.builder().name(call.name().orElseThrow()).response(Map.of("output", RESULT));
            call.id().ifPresent(result::id);
            results.add(Part.builder().functionResponse(result.build()).build());
        }
        contents.add(Content.builder().role("user").parts(results).build());
        return said(generate(client, model, contents, config, stream), arguments);
    }

    @Override
    Failed fail(String key, String model, boolean stream) {
        var failure = catchThrowableOfType(
                ApiException.class,
                () -> generate(client(key), model, List.of(user("Hello")), config().build(), stream));
        return new Failed(failure.code(), failure.message(), List.of());
    }

    private static Content user(String text) {
        return Content.builder().role("user").parts(Part.fromText(text)).build();
    }

    private static GenerateContentConfig.Builder config() {
        return GenerateContentConfig.builder()
                .systemInstruction(Content.fromParts(Part.fromText(SYSTEM)))
                .maxOutputTokens(500);
    }

    private static Tool tool() {
        return Tool.builder()
                .functionDeclarations(FunctionDeclaration.builder()
                        .name(TOOL)
                        .description(TOOL_DESCRIPTION)
                        .parametersJsonSchema(SCHEMA)
                        .build())
                .build();
    }

    private static Answer generate(
            Client client, String model, List<Content> contents, GenerateContentConfig config, boolean stream) {
        if (!stream) {
            return new Answer(List.of(client.models.generateContent(model, contents, config)));
        }
        var pieces = new ArrayList<GenerateContentResponse>();
        try (var answer = client.models.generateContentStream(model, contents, config)) {
            answer.forEach(pieces::add);
        }
        return new Answer(pieces);
    }

    private static Said said(Answer answer, List<String> arguments) {
        var usage = answer.usage();
        var tokens = new Tokens(
                usage.promptTokenCount().orElse(0),
                usage.cachedContentTokenCount().orElse(0),
                usage.candidatesTokenCount().orElse(0));
        return new Said(answer.text(), tokens, arguments);
    }
}
