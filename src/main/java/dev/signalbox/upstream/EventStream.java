package dev.signalbox.upstream;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import software.amazon.eventstream.HeaderValue;
import software.amazon.eventstream.Message;
import software.amazon.eventstream.MessageDecoder;

/**
 * The event stream of AWS ({@code application/vnd.amazon.eventstream}) as server-sent events: the framing is Amazon's own
 * library, which checks the sums of prelude and message. A damaged or cut stream breaks the reply; one that ends where a
 * message ended may say so to its reader.
 *
 * @see <a href="https://smithy.io/2.0/aws/amazon-eventstream.html">the format</a>
 */
public final class EventStream implements TransformedReply.Transformation {
    public static final String MEDIA_TYPE = "application/vnd.amazon.eventstream";

    /** The shortest and the longest message that can be one: prelude and sums, and AWS's own limit with room to spare. */
    private static final int SHORTEST = 16;

    private static final int LONGEST = 25 << 20;

    private final Events events;
    private final MessageDecoder decoder = new MessageDecoder();
    private int inMessage;
    private int missing = 4;
    private int announced;

    /** What the messages of a stream come to, as bytes of server-sent events. */
    public interface Events {
        /** An event with its type and its payload, which is JSON. */
        byte[] event(String type, byte[] payload) throws IOException;

        /** The service failed, for instance with {@code throttlingException}; the stream ends. */
        byte[] exception(String type, byte[] payload);

        /** The stream ended between two messages. */
        byte[] end();
    }

    public EventStream(Events events) {
        this.events = events;
    }

    @Override
    public byte[] take(byte[] bytes, int length) throws IOException {
        follow(bytes, length);
        var out = new ByteArrayOutputStream(length);
        try {
            decoder.feed(bytes, 0, length);
            for (var message : decoder.getDecodedMessages()) {
                out.writeBytes(message(message));
            }
        } catch (RuntimeException damaged) {
            throw new IOException("The provider's event stream is damaged.", damaged);
        }
        return out.toByteArray();
    }

    /** Keeps count of where messages begin and end, which the library does not tell. */
    private void follow(byte[] bytes, int length) throws IOException {
        for (int i = 0; i < length; ) {
            if (inMessage < 4) {
                announced = (announced << 8) | (bytes[i++] & 0xff);
                inMessage++;
                if (inMessage == 4) {
                    if (announced < SHORTEST || announced > LONGEST) {
                        throw new IOException("The provider's event stream is damaged.");
                    }
                    missing = announced - 4;
                }
                continue;
            }
            int taken = Math.min(missing, length - i);
            i += taken;
            missing -= taken;
            if (missing == 0) {
                inMessage = 0;
                announced = 0;
            }
        }
    }

    private byte[] message(Message message) throws IOException {
        var kind = text(message, ":message-type");
        return switch (kind == null ? "event" : kind) {
            case "event" -> events.event(orEmpty(text(message, ":event-type")), message.getPayload());
            case "exception" -> events.exception(orEmpty(text(message, ":exception-type")), message.getPayload());
            case "error" ->
                events.exception(
                        orEmpty(text(message, ":error-code")),
                        orEmpty(text(message, ":error-message")).getBytes(StandardCharsets.UTF_8));
            default -> throw new IOException("The provider's event stream holds a message of unknown kind.");
        };
    }

    private static @Nullable String text(Message message, String header) {
        HeaderValue value = message.getHeaders().get(header);
        return value == null ? null : value.getString();
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }

    @Override
    public byte[] end() throws IOException {
        if (inMessage > 0) {
            throw new IOException("The provider's event stream ended within a message.");
        }
        return events.end();
    }
}
