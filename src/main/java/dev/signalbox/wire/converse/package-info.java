/**
 * Amazon Bedrock's Converse: requests written, answers read, for the models there that have no other API. No client speaks it. It
 * is filed under Anthropic's Messages, whose content blocks it resembles. Field by field it follows the
 * <a href="https://docs.aws.amazon.com/bedrock/latest/APIReference/API_runtime_Converse.html">API reference</a> and the limits in
 * Amazon's service model {@code bedrock-runtime 2023-09-30}.
 */
@NullMarked
package dev.signalbox.wire.converse;

import org.jspecify.annotations.NullMarked;
