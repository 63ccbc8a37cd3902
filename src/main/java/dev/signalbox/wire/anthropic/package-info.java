/**
 * Anthropic Messages: requests and answers of {@code /v1/messages}, whole and streamed, for clients and for providers. The
 * rules are those of the API reference at platform.claude.com and of observed answers where it is silent.
 */
@NullMarked
package dev.signalbox.wire.anthropic;

import org.jspecify.annotations.NullMarked;
