package dev.signalbox.wire.responses;

import dev.signalbox.chat.Signature;
import dev.signalbox.wire.ProviderProtocol;
import dev.signalbox.wire.ProviderProtocolContract;
import java.util.List;

class ResponsesProviderProtocolTest extends ProviderProtocolContract {
    private static final String USAGE = """
            "usage":{"input_tokens":100,"input_tokens_details":{"cached_tokens":40},"output_tokens":7,\
            "output_tokens_details":{"reasoning_tokens":3},"total_tokens":107}""";
    private static final String THOUGHT = """
            {"id":"rs_1","type":"reasoning","summary":[{"type":"summary_text","text":"I think"}],"encrypted_content":"gAAAAABx"}""";
    private static final String MESSAGE = """
            {"id":"msg_1","type":"message","status":"completed","role":"assistant","content":[{"type":"output_text",\
            "annotations":[],"logprobs":[],"text":"Zürich 🚀"}]}""";
    private static final String TEXT = """
            event: response.created
            data: {"type":"response.created","sequence_number":0,"response":{"id":"resp_1","model":"gpt-x","created_at":5,"output":[]}}

            event: response.output_item.added
            data: {"type":"response.output_item.added","output_index":0,"item":{"id":"rs_1","type":"reasoning","summary":[],\
            "encrypted_content":"gAAAAABearly"}}

            event: response.reasoning_summary_part.added
            data: {"type":"response.reasoning_summary_part.added","item_id":"rs_1","output_index":0,"summary_index":0,\
            "part":{"type":"summary_text","text":""}}

            event: response.reasoning_summary_text.delta
            data: {"type":"response.reasoning_summary_text.delta","item_id":"rs_1","output_index":0,"summary_index":0,"delta":"I think"}

            event: response.output_item.done
            data: {"type":"response.output_item.done","output_index":0,"item":%1$s}

            event: response.output_item.added
            data: {"type":"response.output_item.added","output_index":1,"item":{"id":"msg_1","type":"message","content":[]}}

            event: response.output_text.delta
            data: {"type":"response.output_text.delta","item_id":"msg_1","output_index":1,"content_index":0,"delta":"Zürich "}

            event: response.output_text.delta
            data: {"type":"response.output_text.delta","item_id":"msg_1","output_index":1,"content_index":0,"delta":"🚀"}

            event: response.output_text.done
            data: {"type":"response.output_text.done","item_id":"msg_1","output_index":1,"content_index":0,"text":"Zürich 🚀"}

            event: response.output_item.done
            data: {"type":"response.output_item.done","output_index":1,"item":%2$s}

            event: response.completed
            data: {"type":"response.completed","response":{"id":"resp_1","model":"gpt-x","created_at":5,"status":"completed",\
            "output":[%1$s,%2$s],%3$s}}

            """.formatted(THOUGHT, MESSAGE, USAGE);
    private static final String TEXT_WHOLE = """
            {"id":"resp_1","object":"response","model":"gpt-x","created_at":5,"status":"completed","error":null,
             "output":[%s,%s],%s}
            """.formatted(THOUGHT, MESSAGE, USAGE);
    private static final String CALL_ITEMS = """
            {"id":"fc_1","type":"function_call","call_id":"call_a","name":"f","arguments":"{\\"a\\":1.50}"},\
            {"id":"ctc_2","type":"custom_tool_call","call_id":"call_b","name":"exec","input":"ls"}""";
    private static final String CALLS = """
            data: {"type":"response.created","response":{"id":"resp_2","model":"gpt-x","created_at":5}}

            data: {"type":"response.output_item.added","output_index":0,"item":{"id":"fc_1","type":"function_call","call_id":"call_a",\
            "name":"f","arguments":""}}

            data: {"type":"response.output_item.added","output_index":1,"item":{"id":"ctc_2","type":"custom_tool_call",\
            "call_id":"call_b","name":"exec","input":""}}

            data: {"type":"response.function_call_arguments.delta","item_id":"fc_1","output_index":0,"delta":"{\\"a\\":"}

            data: {"type":"response.custom_tool_call_input.delta","item_id":"ctc_2","output_index":1,"delta":"ls"}

            data: {"type":"response.function_call_arguments.done","item_id":"fc_1","output_index":0,"arguments":"{\\"a\\":1.50}"}

            data: {"type":"response.incomplete","response":{"id":"resp_2","model":"gpt-x","status":"incomplete",\
            "incomplete_details":{"reason":"max_output_tokens"},"output":[%1$s],%2$s}}

            """.formatted(CALL_ITEMS, USAGE);
    private static final String CALLS_WHOLE = """
            {"id":"resp_2","model":"gpt-x","created_at":5,"status":"incomplete","incomplete_details":{"reason":"max_output_tokens"},
             "output":[%s],%s}
            """.formatted(CALL_ITEMS, USAGE);

    @Override
    protected ProviderProtocol provider() {
        return new ResponsesProviderProtocol();
    }

    @Override
    protected List<Recording> recordings() {
        return List.of(new Recording(TEXT, TEXT_WHOLE), new Recording(CALLS, CALLS_WHOLE));
    }

    @Override
    protected String vendor() {
        return Signature.OPENAI;
    }
}
