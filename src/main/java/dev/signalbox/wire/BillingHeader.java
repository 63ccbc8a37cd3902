package dev.signalbox.wire;

import dev.signalbox.chat.Part;

/**
 * Recognises the block that Claude Code puts into its system prompt for Anthropic's billing. It changes with every request
 * and would spoil the prompt cache of any other provider, so that only Anthropic is sent it.
 */
public final class BillingHeader {
    private static final String MARK = "x-anthropic-billing-header:";

    private BillingHeader() {}

    public static boolean is(Part part) {
        return part instanceof Part.Text text && text.text().startsWith(MARK);
    }
}
