package dev.signalbox.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A request as it arrived, and what became of it. Header names are in lower case; {@code rawPath} is still encoded. */
public record Received(
        String path,
        String rawPath,
        String query,
        Map<String, String> headers,
        byte[] body,
        JsonNode json,
        Outcome outcome) {

    /** What was answered, filled in while it is. */
    public static final class Outcome {
        private volatile int status;
        private volatile ByteArrayOutputStream sent = new ByteArrayOutputStream();
        private volatile boolean clientLeft;
        private volatile @Nullable String refusal;

        void answered(int status, byte[] sent) {
            answering(status).writeBytes(sent);
        }

        /** An answer begins; its bytes are to be written there, too. */
        ByteArrayOutputStream answering(int status) {
            var begun = new ByteArrayOutputStream();
            this.sent = begun;
            this.status = status;
            return begun;
        }

        void refused(String why) {
            refusal = why;
        }

        void left() {
            clientLeft = true;
        }

        /** Zero as long as nothing was answered. */
        public int status() {
            return status;
        }

        /** The body of the answer. */
        public byte[] sent() {
            return sent.toByteArray();
        }

        /** Whether the caller hung up before the end. */
        public boolean clientLeft() {
            return clientLeft;
        }

        /** Why it was refused; null when it was not. */
        public @Nullable String refusal() {
            return refusal;
        }
    }

    @Nullable
    String header(String name) {
        return headers.get(name);
    }
}
