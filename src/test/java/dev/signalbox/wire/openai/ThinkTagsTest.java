package dev.signalbox.wire.openai;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ThinkTagsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            ignoreLeadingAndTrailingWhitespace = false,
            emptyValue = "",
            value = {
                "<think>hm < </thin ok</think>  answer</think>|hm < </thin ok|answer</think>",
                "  <think>hm</think>|hm|''",
                "<think>never closed|never closed|''",
                "plain <think>text</think>|''|plain <think>text</think>",
                "<thing>|''|<thing>",
                "  so <b> it is|''|  so <b> it is",
                "<thi|''|<thi"
            })
    void takesThoughtsOutHoweverTheTextIsCut(String given, String thoughts, String text) {
        for (int size = 1; size <= given.length(); size++) {
            var thought = new StringBuilder();
            var said = new StringBuilder();
            var tags = new ThinkTags(thought::append, said::append);
            for (int i = 0; i < given.length(); i += size) {
                tags.feed(given.substring(i, Math.min(given.length(), i + size)));
            }
            tags.end();

            assertThat(thought).as("pieces of " + size).hasToString(thoughts);
            assertThat(said).as("pieces of " + size).hasToString(text);
        }
    }

    /** Pieces may be of many megabytes. */
    @Test
    void copiesNothingOfAPlainText() {
        var said = new ArrayList<String>();
        var tags = new ThinkTags(t -> {}, said::add);
        var first = "A plain ".repeat(3);
        var second = "text with <think> in it.".repeat(3);

        tags.feed(first);
        tags.feed(second);

        assertThat(said).hasSize(2);
        assertThat(said.getFirst()).isSameAs(first);
        assertThat(said.getLast()).isSameAs(second);
    }
}
