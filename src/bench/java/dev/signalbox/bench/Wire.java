package dev.signalbox.bench;

import java.nio.charset.StandardCharsets;

/** Requests and answers of the two protocols that are measured, as bytes. */
final class Wire {
    private static final String WORDS = "lorem ipsum ".repeat(80);

    private Wire() {}

    /** The protocol that a client or the provider speaks. */
    enum Dialect {
        CHAT("/v1/chat/completions"),
        MESSAGES("/v1/messages");

        private final String path;

        Dialect(String path) {
            this.path = path;
        }

        String path() {
            return path;
        }
    }

    /** A whole HTTP request. */
    static byte[] request(Dialect dialect, int port, String key, String model, boolean stream) {
        var body = "{\"model\":\"" + model + "\",\"stream\":" + stream + ",\"max_tokens\":1000,"
                + "\"messages\":[{\"role\":\"user\",\"content\":\"Write a function. " + WORDS + "\"}]}";
        return bytes("POST " + dialect.path() + " HTTP/1.1\r\nhost: 127.0.0.1:" + port
                + "\r\ncontent-type: application/json\r\nauthorization: Bearer " + key
                + "\r\nanthropic-version: 2023-06-01\r\ncontent-length: " + body.length() + "\r\n\r\n" + body);
    }

    static byte[] document(Dialect dialect) {
        return bytes(
                switch (dialect) {
                    case CHAT -> """
                        {"id":"c","object":"chat.completion","created":1,"model":"m","choices":[{"index":0,"message":\
                        {"role":"assistant","content":"Hello world"},"finish_reason":"stop"}],\
                        "usage":{"prompt_tokens":5,"completion_tokens":2,"total_tokens":7}}\
                        """;
                    case MESSAGES -> """
                        {"id":"msg_1","type":"message","role":"assistant","model":"m","content":[{"type":"text",\
                        "text":"Hello world"}],"stop_reason":"end_turn","stop_sequence":null,\
                        "usage":{"input_tokens":5,"output_tokens":2}}\
                        """;
                });
    }

    /** What a stream begins with before its first piece of text. */
    static String opening(Dialect dialect) {
        return switch (dialect) {
            case CHAT -> "";
            case MESSAGES -> event("message_start", """
                {"type":"message_start","message":{"id":"msg_1","type":"message","role":"assistant",\
                "model":"m","content":[],"stop_reason":null,"stop_sequence":null,\
                "usage":{"input_tokens":5,"output_tokens":1}}}\
                """) + event("content_block_start", """
                                    {"type":"content_block_start","index":0,"content_block":{"type":"text","text":""}}\
                                    """);
        };
    }

    static String piece(Dialect dialect, String text) {
        return switch (dialect) {
            case CHAT ->
                "data: {\"id\":\"c\",\"object\":\"chat.completion.chunk\",\"created\":1,\"model\":\"m\",\"choices\":"
                        + "[{\"index\":0,\"delta\":{\"content\":\"" + text + "\"},\"finish_reason\":null}]}\n\n";
            case MESSAGES ->
                event(
                        "content_block_delta",
                        "{\"type\":\"content_block_delta\",\"index\":0,\"delta\":{\"type\":\"text_delta\",\"text\":\""
                                + text + "\"}}");
        };
    }

    static String ending(Dialect dialect, int pieces) {
        return switch (dialect) {
            case CHAT ->
                "data: {\"id\":\"c\",\"object\":\"chat.completion.chunk\",\"created\":1,\"model\":\"m\",\"choices\":"
                        + "[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}],\"usage\":{\"prompt_tokens\":5,"
                        + "\"completion_tokens\":" + pieces + ",\"total_tokens\":" + (pieces + 5)
                        + "}}\n\ndata: [DONE]\n\n";
            case MESSAGES ->
                event("content_block_stop", "{\"type\":\"content_block_stop\",\"index\":0}")
                        + event(
                                "message_delta",
                                "{\"type\":\"message_delta\",\"delta\":{\"stop_reason\":\"end_turn\","
                                        + "\"stop_sequence\":null},\"usage\":{\"output_tokens\":" + pieces + "}}")
                        + event("message_stop", "{\"type\":\"message_stop\"}");
        };
    }

    private static String event(String name, String data) {
        return "event: " + name + "\ndata: " + data + "\n\n";
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
