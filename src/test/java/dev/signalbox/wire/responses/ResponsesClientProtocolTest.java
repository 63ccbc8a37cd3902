package dev.signalbox.wire.responses;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.chat.Failure;
import dev.signalbox.wire.ClientProtocol;
import dev.signalbox.wire.ClientProtocolContract;
import dev.signalbox.wire.Json;
import dev.signalbox.wire.ProviderProtocol;
import java.util.List;
import org.junit.jupiter.api.Test;

class ResponsesClientProtocolTest extends ClientProtocolContract {

    @Override
    protected ClientProtocol client() {
        return new ResponsesClientProtocol();
    }

    @Override
    protected ProviderProtocol provider() {
        return new ResponsesProviderProtocol();
    }

    @Override
    protected int statusOf(int status) {
        return status == 529 ? 503 : status;
    }

    @Override
    protected List<String> requests() {
        return List.of("""
                {"model": "gpt-x", "instructions": "Be brief.",
                 "input": [
                  {"type": "message", "role": "developer", "content": [{"type": "input_text", "text": "Rules"}]},
                  {"role": "user", "content": [{"type": "input_text", "text": "look", "cache_control": {"type": "ephemeral"}},
                    {"type": "input_image", "image_url": "data:image/png;base64,aGk=", "detail": "high"},
                    {"type": "input_image", "file_id": "file-1"},
                    {"type": "input_file", "filename": "a.pdf", "file_data": "data:application/pdf;base64,aGk="},
                    {"type": "input_file", "file_url": "https://x.example/a.pdf"},
                    {"type": "input_audio", "input_audio": {"data": "aGk=", "format": "wav"}}]},
                  {"type": "reasoning", "id": "rs_1", "summary": [{"type": "summary_text", "text": "hm"}],
                    "content": [], "encrypted_content": "gAAAAABo"},
                  {"type": "message", "id": "msg_1", "role": "assistant", "status": "completed",
                    "content": [{"type": "output_text", "text": "Well.", "annotations": [
                      {"type": "url_citation", "url": "https://x.example", "title": "X", "start_index": 0, "end_index": 4}]},
                      {"type": "refusal", "refusal": "no"}]},
                  {"type": "web_search_call", "id": "ws_1", "status": "completed", "action": {"type": "search", "query": "q"}},
                  {"type": "function_call", "call_id": "c1", "name": "js", "namespace": "mcp__repl", "arguments": "{}"},
                  {"type": "custom_tool_call", "call_id": "c2", "name": "exec", "input": "ls"},
                  {"type": "function_call_output", "call_id": "c1", "output": [{"type": "input_text", "text": "done"},
                    {"type": "input_image", "image_url": "https://x.example/a.png"}]},
                  {"type": "custom_tool_call_output", "call_id": "c2", "output": "a\\nb"},
                  {"type": "item_reference", "id": "msg_9"},
                  {"type": "additional_tools", "tools": [{"type": "function", "name": "wait"}]},
                  {"role": "user", "content": "Go on."}],
                 "tools": [
                  {"type": "function", "name": "f", "description": "d", "strict": true, "defer_loading": true,
                    "parameters": {"type": "object", "properties": {"a": {"type": "integer"}}}},
                  {"type": "custom", "name": "exec", "description": "d", "format": {"type": "grammar", "syntax": "lark",
                    "definition": "x"}},
                  {"type": "namespace", "name": "mcp__repl", "description": "d", "tools": [{"type": "function", "name": "js",
                    "parameters": {"type": "object"}}]},
                  {"type": "web_search_preview", "search_context_size": "low"},
                  {"type": "mcp", "server_label": "docs", "server_url": "https://x.example"}],
                 "tool_choice": {"type": "allowed_tools", "mode": "required", "tools": [{"type": "function", "name": "f"},
                   {"type": "custom", "name": "exec"}, {"type": "web_search"}]},
                 "parallel_tool_calls": false, "temperature": 0.5, "top_p": 0.9, "max_output_tokens": 100,
                 "reasoning": {"effort": "high", "summary": "auto"},
                 "text": {"format": {"type": "json_schema", "name": "n", "description": "d", "schema": {"type": "object"},
                   "strict": true}, "verbosity": "low"},
                 "stream": true, "user": "u", "prompt_cache_key": "k", "service_tier": "flex", "store": false,
                 "include": ["reasoning.encrypted_content"], "metadata": {"a": "b"}, "truncation": "auto",
                 "client_metadata": {"a": "b"}}
                """, """
                {"model": "gpt-x", "input": "Hello", "tool_choice": {"type": "function", "name": "f"},
                 "tools": [{"type": "function", "name": "f", "parameters": null}], "reasoning": {"summary": null},
                 "text": {"format": {"type": "json_object"}}, "instructions": null, "metadata": null}
                """, """
                {"model": "gpt-x", "previous_response_id": "resp_1",
                 "input": [{"type": "function_call_output", "call_id": "c9", "output": "{\\"a\\": 1}"}]}
                """);
    }

    @Test
    void namesTheCodeThatOpenAiGivesEachStatus() {
        assertThat(errorCode(Failure.Kind.UNAUTHORIZED, 401)).isEqualTo("invalid_api_key");
        assertThat(errorCode(Failure.Kind.MODEL_UNAVAILABLE, 404)).isEqualTo("model_not_found");
        assertThat(errorCode(Failure.Kind.RATE_LIMITED, 429)).isEqualTo("rate_limit_exceeded");
        assertThat(errorCode(Failure.Kind.QUOTA_EXHAUSTED, 429)).isEqualTo("insufficient_quota");
        assertThat(errorCode(Failure.Kind.OVERLOADED, 529)).isEqualTo("server_is_overloaded");
        assertThat(errorCode(Failure.Kind.CLIENT_FAULT, 400)).isEmpty();
    }

    private String errorCode(Failure.Kind kind, int status) {
        var body = client().error(Failure.of(kind, status, "m")).body();
        return Json.request(body).path("error").path("code").asText("");
    }
}
