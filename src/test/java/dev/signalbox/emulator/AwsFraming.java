package dev.signalbox.emulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/** Messages of AWS's event stream, put together byte by byte; as text each character is one byte. */
final class AwsFraming {
    private AwsFraming() {}

    static String event(String type, ObjectNode payload) {
        return message("event", type, payload);
    }

    /** A failure after the answer had begun. */
    static String exception(String type, String message) {
        return message("exception", type, Rules.object().put("message", message));
    }

    private static String message(String kind, String type, ObjectNode payload) {
        var headers = new ByteArrayOutputStream();
        header(headers, ":" + kind + "-type", type);
        header(headers, ":content-type", "application/json");
        header(headers, ":message-type", kind);
        var body = payload.toString().getBytes(StandardCharsets.UTF_8);
        var out = ByteBuffer.allocate(16 + headers.size() + body.length);
        out.putInt(out.capacity()).putInt(headers.size()).putInt(sum(out.array(), 8));
        out.put(headers.toByteArray()).put(body);
        out.putInt(sum(out.array(), out.position()));
        return new String(out.array(), StandardCharsets.ISO_8859_1);
    }

    private static void header(ByteArrayOutputStream out, String name, String value) {
        out.write(name.length());
        out.writeBytes(name.getBytes(StandardCharsets.US_ASCII));
        out.write(7);
        out.write(value.length() >> 8);
        out.write(value.length());
        out.writeBytes(value.getBytes(StandardCharsets.US_ASCII));
    }

    private static int sum(byte[] bytes, int length) {
        var sum = new CRC32();
        sum.update(bytes, 0, length);
        return (int) sum.getValue();
    }

    static byte[] bytes(String frame) {
        return frame.getBytes(StandardCharsets.ISO_8859_1);
    }

    /** An error as AWS words it. */
    static ObjectNode error(int status, String message) {
        var type = switch (status) {
            case 401 -> "UnrecognizedClientException";
            case 404 -> "ResourceNotFoundException";
            case 429 -> "ThrottlingException";
            case 500 -> "InternalServerException";
            default -> "ValidationException";
        };
        return Rules.object().put("__type", "com.amazon.coral.service#" + type).put("message", message);
    }

    /** AWS answers a wrong key with 403. */
    static int status(int status) {
        return status == 401 ? 403 : status;
    }
}
