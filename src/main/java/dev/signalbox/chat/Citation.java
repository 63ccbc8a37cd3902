package dev.signalbox.chat;

import org.jspecify.annotations.Nullable;

/**
 * A source that a text part refers to. {@code start} and {@code end} are offsets into the part's text in characters, -1 when
 * unknown. {@code raw} is the citation in its own protocol, replayed only there.
 */
public record Citation(
        @Nullable String uri,
        @Nullable String title,
        @Nullable String citedText,
        int start,
        int end,
        Protocol origin,
        RawJson raw) {}
