package dev.signalbox.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.chat.ChatEvent;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The grammar that {@link ChatEvent} states, as a check. */
public final class EventGrammar {
    private enum Kind {
        TEXT,
        REFUSAL,
        THINKING,
        TOOL_CALL
    }

    private final Map<Integer, Kind> open = new HashMap<>();
    private final Map<Integer, Boolean> seen = new HashMap<>();
    private boolean started;
    private boolean ended;

    private EventGrammar() {}

    /** Fails unless these events are a proper stream from Started to its end. */
    public static void check(List<ChatEvent> events) {
        var grammar = new EventGrammar();
        for (var event : events) {
            assertThat(grammar.ended).as("event after the end: " + event).isFalse();
            grammar.check(event, events);
        }
        assertThat(grammar.ended).as("stream without end: " + events).isTrue();
    }

    private void check(ChatEvent event, List<ChatEvent> all) {
        if (!started && !(event instanceof ChatEvent.Failed)) {
            assertThat(event).as("first event of " + all).isInstanceOf(ChatEvent.Started.class);
        }
        switch (event) {
            case ChatEvent.Started s -> {
                assertThat(started).as("a second Started in " + all).isFalse();
                started = true;
            }
            case ChatEvent.TextDelta e -> part(e.part(), Kind.TEXT, all);
            case ChatEvent.CitationAdded e -> part(e.part(), Kind.TEXT, all);
            case ChatEvent.RefusalDelta e -> part(e.part(), Kind.REFUSAL, all);
            case ChatEvent.ThinkingDelta e -> part(e.part(), Kind.THINKING, all);
            case ChatEvent.SignatureAdded e -> {
                if (!open.containsKey(e.part())) {
                    part(e.part(), Kind.THINKING, all);
                }
            }
            case ChatEvent.ToolCallStarted e -> {
                assertThat(e.id()).as("call id").isNotEmpty();
                assertThat(e.name()).as("call name").isNotEmpty();
                assertThat(open).as("call opened twice in " + all).doesNotContainKey(e.part());
                part(e.part(), Kind.TOOL_CALL, all);
            }
            case ChatEvent.ToolArgumentsDelta e -> {
                assertThat(open)
                        .as("arguments of a call that is not open in " + all)
                        .containsEntry(e.part(), Kind.TOOL_CALL);
            }
            case ChatEvent.PartFinished e -> {
                assertThat(open.remove(e.part()))
                        .as("finished part " + e.part() + " was not open in " + all)
                        .isNotNull();
            }
            case ChatEvent.PartAdded e -> first(e.part(), all);
            case ChatEvent.Finished e -> {
                assertThat(open).as("open at the proper end of " + all).isEmpty();
                ended = true;
            }
            case ChatEvent.Failed e -> ended = true;
            case ChatEvent.Logprobs e -> {}
            case ChatEvent.UsageReported e -> {}
            case ChatEvent.InChoice e -> assertThat(e.choice()).isPositive();
        }
    }

    private void part(int part, Kind kind, List<ChatEvent> all) {
        if (open.containsKey(part)) {
            assertThat(open.get(part)).as("kind of part " + part + " in " + all).isEqualTo(kind);
            return;
        }
        first(part, all);
        open.put(part, kind);
    }

    private void first(int part, List<ChatEvent> all) {
        assertThat(part).as("part numbers are contiguous in " + all).isEqualTo(seen.size());
        seen.put(part, true);
    }
}
