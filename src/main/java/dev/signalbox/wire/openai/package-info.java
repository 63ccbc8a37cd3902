/**
 * OpenAI Chat Completions, the protocol most compatible providers speak too: both sides of the gateway. Exports nothing;
 * the codecs are found by their interfaces.
 */
@NullMarked
package dev.signalbox.wire.openai;

import org.jspecify.annotations.NullMarked;
