package dev.signalbox.wire.gemini;

import dev.signalbox.wire.ClientProtocol;
import dev.signalbox.wire.ClientProtocolContract;
import dev.signalbox.wire.ProviderProtocol;
import java.util.List;

class GeminiClientProtocolTest extends ClientProtocolContract {

    @Override
    protected ClientProtocol client() {
        return new GeminiClientProtocol();
    }

    @Override
    protected ProviderProtocol provider() {
        return new GeminiProviderProtocol();
    }

    @Override
    protected int statusOf(int status) {
        return status == 529 ? 503 : status;
    }

    @Override
    protected List<String> requests() {
        return List.of("""
                {"systemInstruction": {"parts": [{"text": "Be brief."}]},
                 "contents": [
                  {"role": "user", "parts": [{"text": "look"}, {"inlineData": {"mimeType": "image/png", "data": "aGk="}},
                    {"fileData": {"mimeType": "video/mp4", "fileUri": "https://x.example/v"}, "videoMetadata": {"fps": 1}}]},
                  {"role": "model", "parts": [{"text": "hm", "thought": true, "thoughtSignature": "QUJD"},
                    {"functionCall": {"name": "f", "args": {"a": 1}}, "thoughtSignature": "QUJD"},
                    {"functionCall": {"id": "c2", "name": "g"}}]},
                  {"role": "user", "parts": [{"functionResponse": {"id": "c2", "name": "g", "response": {"output": "x"},
                      "parts": [{"inlineData": {"mimeType": "image/png", "data": "aGk="}}]}},
                    {"functionResponse": {"name": "f", "response": {"error": "no"}}}]}],
                 "tools": [{"functionDeclarations": [
                    {"name": "f", "description": "d", "parameters": {"type": "OBJECT", "properties": {"a": {"type": "INTEGER",
                      "nullable": true, "minimum": 1, "minItems": "1"}}}, "behavior": "BLOCKING"},
                    {"name": "g", "parametersJsonSchema": {"type": "object", "anyOf": [{"required": ["a"]}]}}]},
                   {"googleSearch": {}}, {"codeExecution": {}}],
                 "toolConfig": {"functionCallingConfig": {"mode": "ANY", "allowedFunctionNames": ["f", "g"]},
                   "retrievalConfig": {"languageCode": "de"}},
                 "generationConfig": {"temperature": 0.5, "topP": 0.9, "topK": 40, "candidateCount": 1,
                   "maxOutputTokens": 100, "stopSequences": ["x"], "seed": 1, "presencePenalty": 0.1,
                   "frequencyPenalty": 0.1, "responseMimeType": "application/json",
                   "responseSchema": {"type": "OBJECT", "properties": {"a": {"type": "STRING", "format": "enum"}}},
                   "thinkingConfig": {"includeThoughts": true, "thinkingBudget": 1024}, "responseLogprobs": true},
                 "safetySettings": [{"category": "HARM_CATEGORY_HARASSMENT", "threshold": "BLOCK_NONE"}],
                 "cachedContent": "cachedContents/1", "labels": {"a": "b"}, "serviceTier": "flex"}
                """, """
                {"system_instruction": "plain", "contents": {"parts": {"text": "lone"}},
                 "generation_config": {"response_mime_type": "application/json", "response_json_schema": {"type": "object"},
                   "thinking_config": {"thinking_level": "low"}},
                 "tool_config": {"function_calling_config": {"mode": "NONE"}}}
                """);
    }
}
