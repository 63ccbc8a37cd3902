package dev.signalbox.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModelPatternTest {

    @ParameterizedTest
    @CsvSource({
        "gpt-5*, gpt-5-mini",
        "gpt-5*, openai/GPT-5.4",
        "*claude*opus-4.6*, claude-opus-4-6",
        "*claude*opus-4.6*, anthropic/claude-opus-4.6",
        "*claude*opus-4.6*, claude-opus-4-6-20260205",
        "deepseek-v3.1, accounts/fireworks/models/deepseek-v3p1",
        "gpt-5.2*, gpt-5-2",
        "*, anything at all",
        "o1*, o1",
        "*:free, nvidia/nemotron-3-super-120b-a12b:free",
        "a*b*c, aXbXc",
    })
    void matches(String pattern, String model) {
        assertThat(ModelPattern.of(pattern).matches(model)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "gpt-5.2*, gpt-5-2025-08-07",
        "gpt-4.1*, gpt-4-1106-preview",
        "*claude*opus-4.2*, claude-opus-4-20250514",
        "o1, o1-mini",
        "o1*, gpt-o1",
        "a*bc*c, abc",
        "ab*ba, aba",
        "qwen-3.3*, qwen-3-32b",
    })
    void doesNotMatch(String pattern, String model) {
        assertThat(ModelPattern.of(pattern).matches(model)).isFalse();
    }

    @Property
    void everyNameMatchesItselfAndItsOwnBeginningAndEnd(
            @ForAll @AlphaChars @StringLength(min = 2, max = 30) String name) {
        var middle = name.length() / 2;

        assertThat(ModelPattern.of(name).matches(name)).isTrue();
        assertThat(ModelPattern.of(name.substring(0, middle) + "*").matches(name))
                .isTrue();
        assertThat(ModelPattern.of("*" + name.substring(middle)).matches(name)).isTrue();
        assertThat(ModelPattern.of(name.substring(0, middle) + "*" + name.substring(middle))
                        .matches(name))
                .isTrue();
        assertThat(ModelPattern.of(name + "?").matches(name)).isFalse();
    }

    @Test
    void equalTextIsTheSamePattern() {
        assertThat(ModelPattern.of("gpt-*")).isEqualTo(ModelPattern.of("gpt-*")).isNotEqualTo(ModelPattern.of("gpt*"));
    }
}
