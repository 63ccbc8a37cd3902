package dev.signalbox.catalog;

/** A custom node as somebody typed it, not yet checked; {@code protocol} is a {@link dev.signalbox.chat.Protocol#id()}. */
public record NodeSettings(String name, String prefix, String protocol, String baseUrl) {}
