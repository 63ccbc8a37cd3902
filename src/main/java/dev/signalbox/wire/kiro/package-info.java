/**
 * The conversation format of Kiro ({@code conversationState}): requests written, answers read. No client speaks it. It is filed
 * under Anthropic's Messages, whose models and tool calls it carries.
 */
@NullMarked
package dev.signalbox.wire.kiro;

import org.jspecify.annotations.NullMarked;
