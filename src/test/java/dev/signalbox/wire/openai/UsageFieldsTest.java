package dev.signalbox.wire.openai;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.wire.Json;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UsageFieldsTest {

    /** xAI counts what was thought beside the completion, all others within it; the total tells. */
    @ParameterizedTest
    @CsvSource(textBlock = """
                12, 2, 317, 331, 319, 317
                12, 319, 317, 331, 319, 317
                12, 2, 317, 14, 2, 2
                12, 2, 0, 14, 2, 0
                12, 319, 317, 0, 319, 317
                """)
    void countsWhatWasThoughtOnce(long prompt, long completion, long thought, long total, long output, long reasoning) {
        var usage = Json.object()
                .put("prompt_tokens", prompt)
                .put("completion_tokens", completion)
                .put("total_tokens", total);
        usage.putObject("completion_tokens_details").put("reasoning_tokens", thought);

        var read = UsageFields.read(usage);

        assertThat(read.input()).isEqualTo(prompt);
        assertThat(read.output()).isEqualTo(output);
        assertThat(read.reasoning()).isEqualTo(reasoning);
    }
}
