package dev.signalbox.emulator;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/** What providers do to a stream that the rules of its framing allow, or that clients must live with. */
final class Twists {
    private Twists() {}

    static List<String> repeated(List<String> frames) {
        var twice = new ArrayList<>(frames);
        twice.addAll(frames);
        return twice;
    }

    static List<String> crlf(List<String> frames) {
        return frames.stream().map(f -> f.replace("\n", "\r\n")).toList();
    }

    static List<String> bom(List<String> frames) {
        var marked = new ArrayList<>(frames);
        marked.set(0, "\uFEFF" + marked.getFirst());
        return marked;
    }

    static List<String> commented(List<String> frames, boolean events) {
        return frames.stream()
                .map(f -> events ? ": processing\n\nretry: 3000\nid: 7\n" + f : "\n" + f)
                .toList();
    }

    /** A line break after the first comma does no JSON any harm. */
    static List<String> multiLine(List<String> frames, boolean events) {
        return frames.stream()
                .map(f -> f.replaceFirst("(\\{[^,]*,)", events ? "$1\ndata: " : "$1\n"))
                .toList();
    }

    static List<byte[]> split(List<String> frames) {
        var bytes = String.join("", frames).getBytes(StandardCharsets.UTF_8);
        var pieces = new ArrayList<byte[]>();
        for (int i = 0; i < bytes.length; i += 3) {
            pieces.add(Arrays.copyOfRange(bytes, i, Math.min(bytes.length, i + 3)));
        }
        return pieces;
    }

    static byte[] gzip(String text) throws IOException {
        var out = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(out)) {
            gzip.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return out.toByteArray();
    }
}
