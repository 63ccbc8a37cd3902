package dev.signalbox.clitools;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** A tool or library that can be pointed at the gateway. */
public enum CodingTool {
    CLAUDE_CODE,
    CODEX,
    GEMINI_CLI,
    CURSOR,
    CLINE,
    CONTINUE,
    ROO,
    OPENCODE,
    OPENCLAW,
    OPENAI_SDK,
    ANTHROPIC_SDK,
    GOOGLE_GENAI_SDK,
    OLLAMA_SDK,
    CURL;

    /** The name used in addresses. */
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public static Optional<CodingTool> of(String id) {
        return Arrays.stream(values()).filter(tool -> tool.id().equals(id)).findFirst();
    }

    /** The name for people. */
    public String title() {
        return Template.of(this).title();
    }

    /** What to enter or save where. */
    public Configuration configuration(Connection connection) {
        return Template.of(this).configuration(this, connection);
    }
}
