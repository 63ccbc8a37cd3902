package dev.signalbox.wire;

import dev.signalbox.chat.ChatEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * Puts interleaved parts one after another, for protocols whose stream has one block open at a time. Events of the part that
 * is open pass at once; those of later parts wait until it is finished. Everything waiting is released before the end.
 */
public final class InOrder {
    private final TreeMap<Integer, List<ChatEvent>> waiting = new TreeMap<>();
    private int current = -1;
    private boolean open;

    /** The events that may be written now, in order; a part is always finished before the next one starts. */
    public List<ChatEvent> pass(ChatEvent event) {
        var out = new ArrayList<ChatEvent>();
        int part = partOf(event);
        if (part < 0) {
            if (event instanceof ChatEvent.Finished || event instanceof ChatEvent.Failed) {
                drain(out);
            }
            out.add(event);
        } else if (open && part != current) {
            waiting.computeIfAbsent(part, p -> new ArrayList<>()).add(event);
        } else {
            emit(part, event, out);
            advance(out);
        }
        return out;
    }

    private void emit(int part, ChatEvent event, List<ChatEvent> out) {
        current = part;
        open = !(event instanceof ChatEvent.PartFinished || event instanceof ChatEvent.PartAdded);
        out.add(event);
    }

    private void advance(List<ChatEvent> out) {
        while (!open && !waiting.isEmpty()) {
            var next = waiting.pollFirstEntry();
            for (var event : next.getValue()) {
                emit(next.getKey(), event, out);
            }
        }
    }

    private void drain(List<ChatEvent> out) {
        do {
            if (open) {
                out.add(new ChatEvent.PartFinished(current));
                open = false;
            }
            advance(out);
        } while (open);
    }

    private static int partOf(ChatEvent event) {
        return switch (event) {
            case ChatEvent.TextDelta e -> e.part();
            case ChatEvent.RefusalDelta e -> e.part();
            case ChatEvent.ThinkingDelta e -> e.part();
            case ChatEvent.SignatureAdded e -> e.part();
            case ChatEvent.CitationAdded e -> e.part();
            case ChatEvent.ToolCallStarted e -> e.part();
            case ChatEvent.ToolArgumentsDelta e -> e.part();
            case ChatEvent.PartFinished e -> e.part();
            case ChatEvent.PartAdded e -> e.part();
            case ChatEvent.Logprobs e -> -1;
            case ChatEvent.Started e -> -1;
            case ChatEvent.UsageReported e -> -1;
            case ChatEvent.InChoice e -> -1;
            case ChatEvent.Finished e -> -1;
            case ChatEvent.Failed e -> -1;
        };
    }
}
