/**
 * Ollama's {@code /api/chat}: one JSON object a line, a stream unless the client says otherwise, pictures as bare base64,
 * calls without ids in most versions. Exports nothing; the codecs are found by their interfaces.
 */
@NullMarked
package dev.signalbox.wire.ollama;

import org.jspecify.annotations.NullMarked;
