package dev.signalbox.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.chat.ChatEvent;
import dev.signalbox.chat.FinishReason;
import dev.signalbox.chat.ToolKind;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class InOrderTest {
    private static final ChatEvent FINISHED = new ChatEvent.Finished(FinishReason.TOOL_CALLS, null, null);

    private static List<ChatEvent> pass(ChatEvent... events) {
        var inOrder = new InOrder();
        var out = new ArrayList<ChatEvent>();
        for (var event : events) {
            out.addAll(inOrder.pass(event));
        }
        return out;
    }

    private static ChatEvent call(int part) {
        return new ChatEvent.ToolCallStarted(part, "id" + part, "tool", ToolKind.FUNCTION);
    }

    private static ChatEvent arguments(int part, String text) {
        return new ChatEvent.ToolArgumentsDelta(part, text);
    }

    private static ChatEvent done(int part) {
        return new ChatEvent.PartFinished(part);
    }

    @Test
    void putsInterleavedCallsOneAfterAnother() {
        assertThat(pass(
                        call(0),
                        call(1),
                        arguments(0, "a"),
                        arguments(1, "b"),
                        arguments(0, "c"),
                        done(1),
                        done(0),
                        FINISHED))
                .containsExactly(
                        call(0),
                        arguments(0, "a"),
                        arguments(0, "c"),
                        done(0),
                        call(1),
                        arguments(1, "b"),
                        done(1),
                        FINISHED);
    }

    @Test
    void closesWhatIsOpenBeforeTheEnd() {
        assertThat(pass(call(0), call(1), FINISHED)).containsExactly(call(0), done(0), call(1), done(1), FINISHED);
    }

    @Test
    void whatBelongsToNoPartPassesAtOnce() {
        var started = new ChatEvent.Started("id", "model", 0);
        assertThat(pass(started, call(0), FINISHED)).containsExactly(started, call(0), done(0), FINISHED);
    }
}
