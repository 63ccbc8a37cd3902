/**
 * The Bedrock dialect: Anthropic's Messages and OpenAI's Chat at AWS, signed with a key pair or opened by a key, streamed in
 * AWS's framing.
 */
@NullMarked
package dev.signalbox.upstream.bedrock;

import org.jspecify.annotations.NullMarked;
