package dev.signalbox.wire.openai;

import dev.signalbox.wire.ClientProtocol;
import dev.signalbox.wire.ClientProtocolContract;
import dev.signalbox.wire.ProviderProtocol;
import java.util.List;

class OpenAiClientProtocolTest extends ClientProtocolContract {

    @Override
    protected ClientProtocol client() {
        return new OpenAiClientProtocol();
    }

    @Override
    protected ProviderProtocol provider() {
        return new OpenAiProviderProtocol();
    }

    @Override
    protected List<String> requests() {
        return List.of("""
                {"model": "gpt-x", "stream": true, "stream_options": {"include_usage": true},
                 "messages": [
                  {"role": "system", "content": "Be brief.", "name": "house"},
                  {"role": "developer", "content": [{"type": "text", "text": "D", "cache_control": {"type": "ephemeral"}}]},
                  {"role": "user", "content": [{"type": "text", "text": "look"},
                    {"type": "image_url", "image_url": {"url": "data:image/png;base64,iVBORw0KGgo=", "detail": "low"}},
                    {"type": "image_url", "image_url": {"url": "https://x.example/a.png"}},
                    {"type": "input_audio", "input_audio": {"data": "UklGRg==", "format": "wav"}},
                    {"type": "file", "file": {"filename": "a.pdf", "file_data": "data:application/pdf;base64,JVBERi0="}},
                    {"type": "file", "file": {"file_id": "file-1"}},
                    {"type": "video_url", "video_url": {"url": "https://x.example/v.mp4"}}]},
                  {"role": "assistant", "content": "I see.", "reasoning_content": "hm", "refusal": null,
                    "tool_calls": [{"id": "c1", "type": "function", "function": {"name": "f", "arguments": "{\\"a\\":1}"},
                      "extra_content": {"google": {"thought_signature": "c2ln"}}},
                      {"id": "c2", "type": "custom", "custom": {"name": "g", "input": "ls"}}]},
                  {"role": "tool", "tool_call_id": "c2", "content": [{"type": "text", "text": "a.txt"}]},
                  {"role": "tool", "tool_call_id": "c1", "content": "1", "cache_control": {"type": "ephemeral", "ttl": "1h"}},
                  {"role": "assistant", "content": [{"type": "text", "text": "A"}, {"type": "refusal", "refusal": "B"}]},
                  {"role": "assistant", "audio": {"id": "audio_1"}},
                  {"role": "user", "content": "go on", "name": "bob"}],
                 "tools": [
                  {"type": "function", "function": {"name": "f", "description": "d", "strict": true,
                    "parameters": {"type": "object", "properties": {"a": {"type": "integer"}}}}},
                  {"type": "custom", "custom": {"name": "g", "description": "shell",
                    "format": {"type": "grammar", "grammar": {"syntax": "lark", "definition": "start: /.+/"}}}},
                  {"type": "web_search", "search_context_size": "high"}],
                 "tool_choice": {"type": "allowed_tools", "allowed_tools": {"mode": "auto",
                    "tools": [{"type": "function", "function": {"name": "f"}}]}},
                 "parallel_tool_calls": false, "temperature": 0.5, "top_p": 0.9, "frequency_penalty": 0.1,
                 "presence_penalty": 0.1, "seed": 7, "max_completion_tokens": 100, "stop": ["x", "y"], "n": 1,
                 "response_format": {"type": "json_schema", "json_schema": {"name": "a", "description": "d",
                   "schema": {"type": "object"}, "strict": true}},
                 "reasoning_effort": "low", "user": "u", "prompt_cache_key": "k", "service_tier": "flex",
                 "web_search_options": {"user_location": {"type": "approximate", "approximate": {"country": "CH"}}},
                 "logprobs": true, "metadata": {"a": "b"}}
                """, """
                {"model": "old", "messages": [{"role": "user", "content": "hi"},
                  {"role": "assistant", "content": null, "function_call": {"name": "f", "arguments": "{}"}},
                  {"role": "function", "name": "f", "content": "done"}],
                 "functions": [{"name": "f", "parameters": {"type": "object", "properties": {}}}],
                 "function_call": {"name": "f"}, "max_tokens": 5, "stop": "x", "top_k": 40,
                 "reasoning": {"max_tokens": 2000, "exclude": true}, "thinking": {"type": "enabled", "budget_tokens": 1024},
                 "enable_thinking": true, "thinking_budget": 100,
                 "extra_body": {"google": {"thinking_config": {"thinking_budget": 0, "include_thoughts": false}}},
                 "response_format": {"type": "json_object"}}
                """);
    }
}
