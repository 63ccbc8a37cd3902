package dev.signalbox.chat;

/** Whether a tool takes JSON arguments or, as OpenAI's custom tools, free text. */
public enum ToolKind {
    FUNCTION,
    CUSTOM
}
