/**
 * The Vertex AI dialect: Gemini, Anthropic's Messages and OpenAI's Chat below a project and a location of Google Cloud.
 */
@NullMarked
package dev.signalbox.upstream.vertex;

import org.jspecify.annotations.NullMarked;
