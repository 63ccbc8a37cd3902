/**
 * Google's Gemini wire format: generateContent, streamGenerateContent (as server-sent events and as one JSON array) and
 * countTokens, from the client's side and towards providers. Field names are proto-JSON, so both camelCase and snake_case are
 * read; camelCase is written.
 *
 * @see <a href="https://ai.google.dev/api/generate-content">Generating content</a>
 */
@NullMarked
package dev.signalbox.wire.gemini;

import org.jspecify.annotations.NullMarked;
