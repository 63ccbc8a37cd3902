package dev.signalbox.upstream;

import dev.signalbox.chat.Protocol;

/** A tool loop as a client of each protocol sends it: the question with the tool, and the same with the tool's result. */
final class ToolTurns {
    private static final String SCHEMA =
            "{\"type\":\"object\",\"properties\":{\"city\":{\"type\":\"string\"}},\"required\":[\"city\"]}";
    private static final String NAME = "get_weather";
    private static final String ABOUT = "Current weather of a city";

    private ToolTurns() {}

    /** Asks about Köln with the tool at hand. */
    static String question(Protocol client, String model, boolean stream) {
        var head = "{\"model\":\"" + model + "\",\"stream\":" + stream + ",";
        return switch (client) {
            case OPENAI_CHAT, OLLAMA -> head + "\"messages\":[" + user() + "]," + functions() + "}";
            case OPENAI_RESPONSES -> head + "\"input\":[" + user() + "]," + flatFunctions() + "}";
            case ANTHROPIC_MESSAGES -> head + "\"max_tokens\":500,\"messages\":[" + user() + "]," + inputs() + "}";
            case GEMINI -> "{\"contents\":[" + contents() + "]," + declarations() + "}";
        };
    }

    /** Goes on with what the tool said. */
    static String result(Protocol client, String model, boolean stream) {
        var head = "{\"model\":\"" + model + "\",\"stream\":" + stream + ",";
        return switch (client) {
            case OPENAI_CHAT ->
                head + "\"messages\":[" + user()
                        + ",{\"role\":\"assistant\",\"content\":null,\"tool_calls\":[{\"id\":\"call_1\",\"type\":\"function\","
                        + "\"function\":{\"name\":\"" + NAME + "\",\"arguments\":\"{\\\"city\\\":\\\"Köln\\\"}\"}}]}"
                        + ",{\"role\":\"tool\",\"tool_call_id\":\"call_1\",\"content\":\"21 degrees\"}]," + functions()
                        + "}";
            case OLLAMA ->
                head + "\"messages\":[" + user()
                        + ",{\"role\":\"assistant\",\"content\":\"\",\"tool_calls\":[{\"function\":{\"name\":\"" + NAME
                        + "\",\"arguments\":{\"city\":\"Köln\"}}}]}"
                        + ",{\"role\":\"tool\",\"tool_name\":\"" + NAME + "\",\"content\":\"21 degrees\"}],"
                        + functions() + "}";
            case OPENAI_RESPONSES ->
                head + "\"input\":[" + user() + ",{\"type\":\"function_call\",\"call_id\":\"call_1\",\"name\":\"" + NAME
                        + "\",\"arguments\":\"{\\\"city\\\":\\\"Köln\\\"}\"},{\"type\":\"function_call_output\","
                        + "\"call_id\":\"call_1\",\"output\":\"21 degrees\"}]," + flatFunctions() + "}";
            case ANTHROPIC_MESSAGES ->
                head + "\"max_tokens\":500,\"messages\":[" + user()
                        + ",{\"role\":\"assistant\",\"content\":[{\"type\":\"tool_use\",\"id\":\"toolu_1\",\"name\":\""
                        + NAME + "\",\"input\":{\"city\":\"Köln\"}}]},{\"role\":\"user\",\"content\":[{\"type\":"
                        + "\"tool_result\",\"tool_use_id\":\"toolu_1\",\"content\":\"21 degrees\"}]}]," + inputs()
                        + "}";
            case GEMINI ->
                "{\"contents\":[" + contents() + ",{\"role\":\"model\",\"parts\":[{\"functionCall\":{\"name\":\"" + NAME
                        + "\",\"args\":{\"city\":\"Köln\"}}}]},{\"role\":\"user\",\"parts\":[{\"functionResponse\":"
                        + "{\"name\":\"" + NAME + "\",\"response\":{\"output\":\"21 degrees\"}}}]}]," + declarations()
                        + "}";
        };
    }

    private static String user() {
        return "{\"role\":\"user\",\"content\":\"Köln\"}";
    }

    private static String contents() {
        return "{\"role\":\"user\",\"parts\":[{\"text\":\"Köln\"}]}";
    }

    private static String functions() {
        return "\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"" + NAME + "\",\"description\":\"" + ABOUT
                + "\",\"parameters\":" + SCHEMA + "}}]";
    }

    private static String flatFunctions() {
        return "\"tools\":[{\"type\":\"function\",\"name\":\"" + NAME + "\",\"description\":\"" + ABOUT
                + "\",\"parameters\":" + SCHEMA + "}]";
    }

    private static String inputs() {
        return "\"tools\":[{\"name\":\"" + NAME + "\",\"description\":\"" + ABOUT + "\",\"input_schema\":" + SCHEMA
                + "}]";
    }

    private static String declarations() {
        return "\"tools\":[{\"functionDeclarations\":[{\"name\":\"" + NAME + "\",\"description\":\"" + ABOUT
                + "\",\"parameters\":" + SCHEMA + "}]}]";
    }
}
