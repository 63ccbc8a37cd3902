/**
 * OpenAI's Responses API, as clients speak it and as providers answer it: items instead of messages, reasoning that comes back
 * encrypted, free-text tools, namespaces of tools, and a stream of typed events that ends in the whole response object. The
 * specification is OpenAI's API reference for {@code POST /v1/responses}.
 */
@NullMarked
package dev.signalbox.wire.responses;

import org.jspecify.annotations.NullMarked;
