package dev.signalbox.chat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A whole answer: what a stream of events adds up to.
 *
 * @param choices at least one; index 0 is the answer proper
 * @param usage null when the provider never told
 */
public record ChatAnswer(
        String id,
        String model,
        long createdAt,
        List<Choice> choices,
        @Nullable TokenUsage usage) {
    public ChatAnswer {
        choices = List.copyOf(choices);
    }

    /** One of the alternatives. {@code logprobs} is in the provider's own protocol. */
    public record Choice(
            int index,
            List<Part> parts,
            FinishReason finish,
            @Nullable String stopSequence,
            List<ChatEvent.Logprobs> logprobs) {
        public Choice {
            parts = List.copyOf(parts);
            logprobs = List.copyOf(logprobs);
        }
    }

    public Choice first() {
        return choices.getFirst();
    }

    /**
     * Adds up a stream.
     *
     * @throws ChatException when the stream ended in {@link ChatEvent.Failed} or without a proper end
     */
    public static ChatAnswer of(List<ChatEvent> events) {
        var sum = new Sum();
        events.forEach(sum::add);
        return sum.answer();
    }

    /** The stream that adds up to this answer, for a client that asked for one when the provider answered whole. */
    public List<ChatEvent> events() {
        var events = new ArrayList<ChatEvent>();
        events.add(new ChatEvent.Started(id, model, createdAt));
        for (var choice : choices) {
            for (int i = 0; i < choice.parts().size(); i++) {
                for (var event : events(i, choice.parts().get(i))) {
                    events.add(choice.index() == 0 ? event : new ChatEvent.InChoice(choice.index(), event));
                }
            }
            choice.logprobs()
                    .forEach(l -> events.add(choice.index() == 0 ? l : new ChatEvent.InChoice(choice.index(), l)));
        }
        for (var choice : choices.subList(1, choices.size())) {
            events.add(new ChatEvent.InChoice(
                    choice.index(), new ChatEvent.Finished(choice.finish(), choice.stopSequence(), null)));
        }
        events.add(new ChatEvent.Finished(first().finish(), first().stopSequence(), usage));
        return events;
    }

    /** The events that add up to this part, its end included. */
    public static List<ChatEvent> events(int index, Part part) {
        var events = new ArrayList<ChatEvent>();
        switch (part) {
            case Part.Text t -> {
                events.add(new ChatEvent.TextDelta(index, t.text()));
                t.citations().forEach(c -> events.add(new ChatEvent.CitationAdded(index, c)));
                if (t.signature() != null) {
                    events.add(new ChatEvent.SignatureAdded(index, t.signature()));
                }
            }
            case Part.Thinking t -> {
                events.add(new ChatEvent.ThinkingDelta(index, t.text()));
                if (t.signature() != null) {
                    events.add(new ChatEvent.SignatureAdded(index, t.signature()));
                }
            }
            case Part.Refusal r -> events.add(new ChatEvent.RefusalDelta(index, r.text()));
            case Part.ToolCall c -> {
                events.add(new ChatEvent.ToolCallStarted(index, c.id(), c.name(), c.kind()));
                if (c.signature() != null) {
                    events.add(new ChatEvent.SignatureAdded(index, c.signature()));
                }
                events.add(new ChatEvent.ToolArgumentsDelta(index, c.arguments()));
            }
            default -> {
                events.add(new ChatEvent.PartAdded(index, part));
                return events;
            }
        }
        events.add(new ChatEvent.PartFinished(index));
        return events;
    }

    private static final class Sum {
        private String id = "";
        private String model = "";
        private long createdAt;
        private @Nullable TokenUsage usage;
        private final TreeMap<Integer, ChoiceSum> choices = new TreeMap<>(Map.of(0, new ChoiceSum()));

        void add(ChatEvent event) {
            switch (event) {
                case ChatEvent.Started s -> {
                    id = s.id();
                    model = s.model();
                    createdAt = s.createdAt();
                }
                case ChatEvent.UsageReported u -> usage = u.usage();
                case ChatEvent.Failed f -> throw f.failure().asException();
                case ChatEvent.InChoice c ->
                    choices.computeIfAbsent(c.choice(), i -> new ChoiceSum()).add(c.event());
                case ChatEvent.Finished f -> {
                    usage = f.usage() == null ? usage : f.usage();
                    choices.firstEntry().getValue().add(f);
                }
                default -> choices.firstEntry().getValue().add(event);
            }
        }

        ChatAnswer answer() {
            var list = new ArrayList<Choice>();
            choices.forEach((index, sum) -> list.add(sum.choice(index)));
            return new ChatAnswer(id, model, createdAt, list, usage);
        }
    }

    private static final class ChoiceSum {
        private final TreeMap<Integer, PartSum> parts = new TreeMap<>();
        private final List<ChatEvent.Logprobs> logprobs = new ArrayList<>();
        private ChatEvent.@Nullable Finished finished;

        void add(ChatEvent event) {
            switch (event) {
                case ChatEvent.TextDelta t ->
                    part(t.part(), PartSum.Kind.TEXT).text.append(t.text());
                case ChatEvent.RefusalDelta t ->
                    part(t.part(), PartSum.Kind.REFUSAL).text.append(t.text());
                case ChatEvent.ThinkingDelta t ->
                    part(t.part(), PartSum.Kind.THINKING).text.append(t.text());
                case ChatEvent.SignatureAdded s -> part(s.part(), PartSum.Kind.THINKING).signature = s.signature();
                case ChatEvent.CitationAdded c ->
                    part(c.part(), PartSum.Kind.TEXT).citations.add(c.citation());
                case ChatEvent.ToolCallStarted t -> part(t.part(), PartSum.Kind.TOOL_CALL).call = t;
                case ChatEvent.ToolArgumentsDelta t ->
                    part(t.part(), PartSum.Kind.TOOL_CALL).text.append(t.text());
                case ChatEvent.PartAdded p -> part(p.part(), PartSum.Kind.WHOLE).whole = p.content();
                case ChatEvent.Logprobs l -> logprobs.add(l);
                case ChatEvent.Finished f -> finished = f;
                case ChatEvent.Started s -> {}
                case ChatEvent.PartFinished p -> {}
                case ChatEvent.UsageReported u -> {}
                case ChatEvent.InChoice c -> {}
                case ChatEvent.Failed f -> throw f.failure().asException();
            }
        }

        private PartSum part(int index, PartSum.Kind kind) {
            return parts.computeIfAbsent(index, i -> new PartSum(kind));
        }

        Choice choice(int index) {
            if (finished == null) {
                throw Failure.of(Failure.Kind.OVERLOADED, 502, "The provider's answer ended before it was complete.")
                        .asException();
            }
            var list = new ArrayList<Part>();
            parts.values().forEach(p -> list.add(p.part()));
            return new Choice(
                    index, Collections.unmodifiableList(list), finished.reason(), finished.stopSequence(), logprobs);
        }
    }

    private static final class PartSum {
        private enum Kind {
            TEXT,
            REFUSAL,
            THINKING,
            TOOL_CALL,
            WHOLE
        }

        private final Kind kind;
        private final StringBuilder text = new StringBuilder();
        private final List<Citation> citations = new ArrayList<>();
        private @Nullable Signature signature;
        private ChatEvent.@Nullable ToolCallStarted call;
        private @Nullable Part whole;

        PartSum(Kind kind) {
            this.kind = kind;
        }

        Part part() {
            if (whole != null) {
                return whole;
            }
            if (call != null) {
                return new Part.ToolCall(call.id(), call.name(), text.toString(), call.kind(), signature, null);
            }
            return switch (kind) {
                case REFUSAL -> new Part.Refusal(text.toString());
                case THINKING -> new Part.Thinking(text.toString(), signature);
                case TEXT, TOOL_CALL, WHOLE -> new Part.Text(text.toString(), null, citations, signature);
            };
        }
    }
}
