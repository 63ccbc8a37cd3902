package dev.signalbox.chat;

/**
 * A vendor's proof that it wrote a thought (Anthropic {@code signature}, Gemini {@code thoughtSignature}, Responses
 * {@code encrypted_content}). It is opaque, is replayed unchanged to the vendor it came from and never sent to another.
 */
public record Signature(String origin, String value) {
    public static final String ANTHROPIC = "anthropic";
    public static final String GOOGLE = "google";
    public static final String OPENAI = "openai";
    public static final String BEDROCK = "bedrock";

    /** How the value of a Bedrock signature begins once its base64 is undone: it says which model it came from. */
    public static final String BEDROCK_MARK = "signalbox-bedrock ";

    public boolean from(String vendor) {
        return origin.equals(vendor);
    }
}
