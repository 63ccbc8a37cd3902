package dev.signalbox.chat;

/** Who speaks in a message. Tool results are parts of a {@link #USER} message. */
public enum Role {
    SYSTEM,
    DEVELOPER,
    USER,
    ASSISTANT
}
