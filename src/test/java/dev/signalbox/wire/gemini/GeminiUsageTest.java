package dev.signalbox.wire.gemini;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.chat.TokenUsage;
import dev.signalbox.wire.Json;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class GeminiUsageTest {
    private static @Nullable TokenUsage read(String metadata) {
        return GeminiUsage.read(Json.parse(metadata.replace('\'', '"')).orElseThrow());
    }

    @Test
    void addsThoughtsUnlessTheTotalSaysThatTheyAreInside() {
        assertThat(
                        read(
                                "{'promptTokenCount':10,'candidatesTokenCount':5,'thoughtsTokenCount':20,'totalTokenCount':35}"))
                .isEqualTo(new TokenUsage(10, 25, 0, 0, 0, 20));
        assertThat(
                        read(
                                "{'promptTokenCount':10,'candidatesTokenCount':25,'thoughtsTokenCount':20,'totalTokenCount':35}"))
                .isEqualTo(new TokenUsage(10, 25, 0, 0, 0, 20));
        assertThat(read("{'promptTokenCount':10,'candidatesTokenCount':5,'thoughtsTokenCount':20}"))
                .isEqualTo(new TokenUsage(10, 25, 0, 0, 0, 20));
    }

    @Test
    void keepsWhatALaterChunkDoesNotCount() {
        var before = new TokenUsage(6, 4, 4, 0, 0, 1);

        assertThat(GeminiUsage.with(new TokenUsage(10, 0, 0, 0, 0, 0), before))
                .isEqualTo(new TokenUsage(10, 4, 0, 0, 0, 1));
        assertThat(GeminiUsage.with(new TokenUsage(0, 9, 0, 0, 0, 0), before))
                .isEqualTo(new TokenUsage(6, 9, 4, 0, 0, 0));
        assertThat(GeminiUsage.with(before, null)).isEqualTo(before);
        assertThat(read("{'promptTokenCount':0,'candidatesTokenCount':0}")).isNull();
    }
}
