package dev.signalbox.routing;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ModelNamesTest {
    private static Optional<List<String>> read(String json) {
        return ModelNames.read(json.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void readsOpenAisAndAnthropicsShape() {
        assertThat(read("""
            {"object":"list","data":[{"id":"a","object":"model"},{"id":"b/c","display_name":"C"}]}\
            """)).contains(List.of("a", "b/c"));
    }

    @Test
    void readsGeminisShapeWithoutItsFolder() {
        assertThat(read("""
            {"models":[{"name":"models/gemini-2.5-pro","displayName":"x"}]}\
            """)).contains(List.of("gemini-2.5-pro"));
    }

    @Test
    void readsOllamasShape() {
        assertThat(read("""
            {"models":[{"name":"llama3:8b","model":"llama3:8b"},{"name":"qwen3"}]}\
            """)).contains(List.of("llama3:8b", "qwen3"));
    }

    @Test
    void readsABareArray() {
        assertThat(read("""
            [{"id":"a"},{"id":"a"},7,{"id":3}]\
            """)).contains(List.of("a"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "<html>", "{}", "{\"data\":{}}", "\"x\"", "{\"data\":[", "null", "{\"error\":{}}"})
    void takesNothingElseForAList(String body) {
        assertThat(read(body)).isEmpty();
    }
}
